package org.rostrum.connector.mastodon;

import org.jspecify.annotations.Nullable;

/**
 * A post as the network gets it.
 *
 * @param text with those it speaks to, and with its link
 * @param visibility in the network's words
 * @param inReplyTo the server's id of what it answers; null when it answers nothing
 */
record Draft(String text, String visibility, @Nullable String inReplyTo) {
    static final String DIRECT = "direct";
}
