package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * An answer to a conversation.
 *
 * @param text plain text
 * @param language BCP 47 tag; null when not said
 * @param direct whether the person alone shall read it; else it is as public as what it answers
 * @param seen the last event of the conversation that the author knew of, 0 for none: when somebody else has answered since, the
 *     reply is refused; null when the author does not say
 * @param key 1 to 100 characters; a second reply of the same key is the same one
 */
public record InboxReply(String text, @Nullable String language, boolean direct, @Nullable Long seen, String key) {
    /** Whatever others have answered. */
    public InboxReply(String text, @Nullable String language, boolean direct, String key) {
        this(text, language, direct, null, key);
    }
}
