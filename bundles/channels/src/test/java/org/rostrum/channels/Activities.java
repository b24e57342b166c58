package org.rostrum.channels;

import java.time.Instant;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;

/** What somebody said. */
public final class Activities {
    private Activities() {}

    public static Activity said(String id) {
        return Activity.builder(
                        id,
                        Direction.INBOUND,
                        new Actor("joe", "Joe", null, null),
                        Instant.parse("2026-05-01T11:00:00Z"))
                .content("Hello " + id)
                .build();
    }
}
