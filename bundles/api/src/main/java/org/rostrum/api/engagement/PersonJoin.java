package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Requester;

/**
 * That contacts were joined to a person.
 *
 * @param contactIds those who came by it
 * @param reason in the words of who joined them; null when they gave none
 */
public record PersonJoin(long id, Requester actor, Instant happened, @Nullable String reason, List<Long> contactIds) {
    public PersonJoin {
        contactIds = List.copyOf(contactIds);
    }
}
