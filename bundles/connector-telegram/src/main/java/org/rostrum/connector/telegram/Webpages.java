package org.rostrum.connector.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where people see things in a browser or the app. */
final class Webpages {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{1,63}");
    private static final String SUPERGROUP = "-100";

    private Webpages() {}

    /** Of a person, group or channel with a name; null for others. */
    static @Nullable URI of(String name) {
        return NAME.matcher(name).matches() ? URI.create("https://t.me/" + name) : null;
    }

    /** Of a message; null in chats with one person and in small groups, which have none. */
    static @Nullable URI of(JsonNode chat, MessageId id) {
        String name = chat.path("username").asText("");
        if (id.isPrivate()) {
            return null;
        }
        if (NAME.matcher(name).matches()) {
            return URI.create("https://t.me/" + name + "/" + id.message());
        }
        String number = Long.toString(id.chat());
        return number.startsWith(SUPERGROUP) && number.length() > 12
                ? URI.create("https://t.me/c/" + number.substring(SUPERGROUP.length()) + "/" + id.message())
                : null;
    }
}
