package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * A reply as it would go out.
 *
 * @param text as the person outside would read it
 * @param canReply whether the channel can answer at all
 * @param canBeDirect whether it can write to the person alone
 * @param length as the network counts it; null when the channel's connector is not there at present
 * @param most length that the network accepts; null when there is no limit, or nobody knows
 */
public record InboxReplyPreview(
        String text, boolean canReply, boolean canBeDirect, @Nullable Integer length, @Nullable Integer most) {}
