package org.rostrum.connector.file.activitystreams;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object read with the liberties of JSON-LD: one value or a list of it, prefixed names, values in
 * {@code @value} objects, references as text or as objects with an id.
 */
final class LinkedNode {
    private final JsonNode json;

    LinkedNode(JsonNode json) {
        this.json = json;
    }

    /** The values of a member; none when it is missing or null. */
    private List<JsonNode> values(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            value = json.get("as:" + name);
        }
        if (value == null && (name.equals("id") || name.equals("type"))) {
            value = json.get("@" + name);
        }
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(value);
        }
        List<JsonNode> values = new ArrayList<>();
        value.forEach(values::add);
        return values;
    }

    boolean has(String name) {
        return !values(name).isEmpty();
    }

    List<String> types() {
        return values("type").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** The id; a number counts as its digits. */
    @Nullable
    String id() {
        return text("id");
    }

    /** The first value of a member as text; null when there is none or it is no text. */
    @Nullable
    String text(String name) {
        for (JsonNode value : values(name)) {
            String text = plain(value);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Whether the member is there and true. */
    boolean flag(String name) {
        return values(name).stream().anyMatch(JsonNode::booleanValue);
    }

    /** Those values of a member that are objects. */
    List<LinkedNode> nodes(String name) {
        return values(name).stream()
                .filter(JsonNode::isObject)
                .map(LinkedNode::new)
                .toList();
    }

    /** What a member points to: the text itself, or the id, href or url of the object. */
    @Nullable
    String reference(String name) {
        for (JsonNode value : values(name)) {
            String direct = plain(value);
            if (direct != null && !direct.isBlank()) {
                return direct;
            }
            if (value.isObject()) {
                LinkedNode node = new LinkedNode(value);
                for (String key : List.of("id", "href", "url")) {
                    String found = node.text(key);
                    if (found != null && !found.isBlank()) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    /**
     * Text for people, from {@code name} or from {@code nameMap}.
     *
     * @param wished language to take when there are several
     */
    @Nullable
    Words words(String name, @Nullable String wished) {
        Map<String, String> byLanguage = translations(name + "Map");
        for (JsonNode value : values(name)) {
            String text = plain(value);
            if (text != null) {
                return new Words(text, languageOf(text, value, byLanguage));
            }
        }
        if (byLanguage.isEmpty()) {
            return null;
        }
        for (Map.Entry<String, String> entry : byLanguage.entrySet()) {
            if (wished != null && (entry.getKey() + "-").startsWith(wished + "-")) {
                return new Words(entry.getValue(), entry.getKey());
            }
        }
        Map.Entry<String, String> first = byLanguage.entrySet().iterator().next();
        return new Words(first.getValue(), first.getKey());
    }

    private Map<String, String> translations(String name) {
        Map<String, String> found = new java.util.LinkedHashMap<>();
        for (LinkedNode map : nodes(name)) {
            for (Map.Entry<String, JsonNode> entry : map.json.properties()) {
                String text = plain(entry.getValue());
                if (text != null) {
                    found.put(entry.getKey(), text);
                }
            }
        }
        return found;
    }

    private static @Nullable String languageOf(String text, JsonNode value, Map<String, String> byLanguage) {
        JsonNode own = value.get("@language");
        if (own != null && own.isTextual()) {
            return own.textValue();
        }
        if (byLanguage.size() == 1) {
            return byLanguage.keySet().iterator().next();
        }
        return byLanguage.entrySet().stream()
                .filter(entry -> entry.getValue().equals(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String plain(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        JsonNode wrapped = value.get("@value");
        return wrapped != null && wrapped.isTextual() ? wrapped.textValue() : null;
    }

    /** Text for people in a language; the language is null when the record does not say. */
    record Words(String text, @Nullable String language) {}
}
