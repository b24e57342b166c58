package org.rostrum.api.accounts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.RequiresPermission;

/** Looks at what somebody is about to say by a channel. */
public interface PostCheck {
    /**
     * What the network makes of a text.
     *
     * @return empty when nobody knows, because there is no such channel or its connector is not there at present
     */
    @RequiresPermission("channels:read")
    Optional<Measured> measure(String channelId, String text);

    /**
     * A text beside what the network accepts.
     *
     * @param canReply whether the channel can answer what was said
     * @param canBeDirect whether it can write to one person alone
     * @param length of the text, as the network counts it; in UTF-16 units when it has no limit
     * @param most null when there is no limit
     */
    record Measured(boolean canReply, boolean canBeDirect, int length, @Nullable Integer most) {
        /** Whether the network would refuse it for its length. */
        public boolean isTooLong() {
            return most != null && length > most;
        }
    }
}
