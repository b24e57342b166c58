package org.rostrum.spi.connector;

import java.util.Objects;

/**
 * What shall happen to something that is there.
 *
 * @param networkId of the post or comment
 */
public record Moderation(Action action, String networkId) {
    /** What can be done; a network that does not know it throws UNSUPPORTED. */
    public enum Action {
        LIKE,
        UNLIKE,
        /** Others do not see it any more; it is kept. */
        HIDE,
        UNHIDE,
        /** Lets a comment that waits be seen. */
        APPROVE,
        /** Hides it, and teaches the network why. */
        SPAM,
        /** For good. */
        DELETE
    }

    public Moderation {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(networkId, "networkId");
    }
}
