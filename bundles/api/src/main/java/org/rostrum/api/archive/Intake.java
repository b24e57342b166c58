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
    /** The network of an activity whose source does not say. */
    public static final String UNKNOWN_NETWORK = "unknown";

    /** Longest cursor, in characters. */
    public static final int MAX_CURSOR = 16_000;

    /**
     * An activity and the way it came.
     *
     * @param network name of the network that knows the actor, such as {@code twitter}, 1 to 64 characters; one person is
     *     one contact per network, whatever channel they speak through
     */
    public record Entry(String accountId, String channelId, String network, Activity activity) {
        public Entry {
            if (network.isBlank() || network.length() > 64) {
                throw new IllegalArgumentException("network: needs 1 to 64 characters");
            }
        }

        /** An activity of the {@link #UNKNOWN_NETWORK}. */
        public Entry(String accountId, String channelId, Activity activity) {
            this(accountId, channelId, UNKNOWN_NETWORK, activity);
        }
    }

    /**
     * The place up to which a channel was read.
     *
     * @param value the connector's own, at most {@value #MAX_CURSOR} characters
     */
    public record Cursor(String channelId, String value) {
        public Cursor {
            if (value.length() > MAX_CURSOR) {
                throw new IllegalArgumentException("cursor: at most " + MAX_CURSOR + " characters");
            }
        }
    }

    public Intake {
        entries = List.copyOf(entries);
    }
}
