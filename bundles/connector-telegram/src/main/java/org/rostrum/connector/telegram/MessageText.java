package org.rostrum.connector.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import org.rostrum.spi.text.PlainText;

/** What a message says, in words. */
final class MessageText {
    private MessageText() {}

    /** Empty when it says nothing, such as that somebody joined. */
    static String of(JsonNode message) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.setEmptyValue("");
        add(parts, withTargets(message.path("text").asText(""), message.path("entities")));
        add(parts, withTargets(message.path("caption").asText(""), message.path("caption_entities")));
        add(parts, contact(message.path("contact")));
        add(parts, place(message));
        add(parts, poll(message.path("poll")));
        add(parts, checklist(message.path("checklist")));
        add(parts, message.path("dice").path("emoji").asText("") + valueOf(message.path("dice")));
        add(parts, message.path("sticker").path("emoji").asText(""));
        add(parts, message.path("game").path("title").asText(""));
        add(parts, message.path("invoice").path("title").asText(""));
        return PlainText.clean(parts.toString());
    }

    private static void add(StringJoiner parts, String part) {
        if (!part.isBlank()) {
            parts.add(part);
        }
    }

    /** Links whose words do not show where they lead to get that behind them; places are counted in UTF-16. */
    private static String withTargets(String text, JsonNode entities) {
        List<JsonNode> links = new ArrayList<>();
        entities.forEach(entity -> {
            if (entity.path("type").asText().equals("text_link")) {
                links.add(entity);
            }
        });
        links.sort(Comparator.comparingInt(link -> -link.path("offset").asInt()));
        StringBuilder whole = new StringBuilder(text);
        for (JsonNode link : links) {
            int start = link.path("offset").asInt(-1);
            int end = start + link.path("length").asInt(-1);
            String target = link.path("url").asText("");
            if (start >= 0
                    && end > start
                    && end <= text.length()
                    && !target.isEmpty()
                    && !text.substring(start, end).strip().equals(target)) {
                whole.insert(end, " (" + target + ")");
            }
        }
        return whole.toString();
    }

    private static String contact(JsonNode contact) {
        String name = (contact.path("first_name").asText("") + " "
                        + contact.path("last_name").asText(""))
                .strip();
        String number = contact.path("phone_number").asText("");
        return name.isEmpty() && number.isEmpty()
                ? ""
                : "Contact: " + name + (name.isEmpty() || number.isEmpty() ? "" : ", ") + number;
    }

    private static String place(JsonNode message) {
        JsonNode venue = message.path("venue");
        JsonNode location = venue.isObject() ? venue.path("location") : message.path("location");
        if (!location.isObject()) {
            return "";
        }
        StringJoiner words = new StringJoiner(", ", "Location: ", "");
        for (String field : List.of("title", "address")) {
            String said = venue.path(field).asText("");
            if (!said.isEmpty()) {
                words.add(said);
            }
        }
        return words.add(location.path("latitude").asText() + " "
                        + location.path("longitude").asText())
                .toString();
    }

    private static String poll(JsonNode poll) {
        StringBuilder words = new StringBuilder(poll.path("question").asText(""));
        poll.path("options").forEach(option -> words.append("\n- ")
                .append(option.path("text").asText("")));
        return words.toString();
    }

    private static String checklist(JsonNode checklist) {
        StringBuilder words = new StringBuilder(checklist.path("title").asText(""));
        checklist.path("tasks").forEach(task -> words.append("\n- ")
                .append(task.path("text").asText("")));
        return words.toString();
    }

    private static String valueOf(JsonNode dice) {
        return dice.isObject() ? " " + dice.path("value").asText("") : "";
    }
}
