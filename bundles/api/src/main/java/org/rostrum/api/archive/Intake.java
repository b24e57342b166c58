package org.rostrum.api.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;

/**
 * What one fetch brought, to be stored in one transaction.
 *
 * @param entries oldest first where the source knows the order
 * @param cursor where the channel goes on; null when the source has no cursor
 */
public record Intake(List<Entry> entries, @Nullable Cursor cursor) {
    /** An activity and the way it came. */
    public record Entry(String accountId, String channelId, Activity activity) {}

    /** The place up to which a channel was read; the value is the connector's own. */
    public record Cursor(String channelId, String value) {}

    public Intake {
        entries = List.copyOf(entries);
    }
}
