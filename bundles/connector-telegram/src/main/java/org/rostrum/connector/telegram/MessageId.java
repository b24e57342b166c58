package org.rostrum.connector.telegram;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages are numbered in each chat by itself, so an id is both numbers: {@code -1001234567890/42}. What a message was changed
 * into has the time of the change behind it, as it stands beside the first version.
 */
record MessageId(long chat, long message) {
    private static final Pattern ID = Pattern.compile("(-?[1-9][0-9]{0,18})/([1-9][0-9]{0,18})(/edited/[0-9]{1,19})?");

    /** Empty when it is none of Telegram. */
    static Optional<MessageId> parse(String id) {
        Matcher parts = ID.matcher(id);
        try {
            return parts.matches()
                    ? Optional.of(new MessageId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                    : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** Chats with one person have the number of that person. */
    boolean isPrivate() {
        return chat > 0;
    }

    String edited(long seconds) {
        return this + "/edited/" + seconds;
    }

    @Override
    public String toString() {
        return chat + "/" + message;
    }
}
