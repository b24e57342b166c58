package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what is asked for in {@code fields}: {@code id,from{id},comments.limit(0).summary(total_count)}. */
final class Fields {
    /** What is asked of one field. */
    record Field(Map<String, String> modifiers, Fields sub) {}

    final Map<String, Field> all = new LinkedHashMap<>();

    static Fields of(String text) {
        int[] at = {0};
        Fields fields = parse(text, at);
        if (at[0] < text.length()) {
            throw GraphError.of(
                    2500, "Syntax error \"Expected end of string instead of \"" + text.charAt(at[0]) + "\".\"");
        }
        return fields;
    }

    private static Fields parse(String text, int[] at) {
        Fields fields = new Fields();
        while (at[0] < text.length() && text.charAt(at[0]) != '}') {
            String name = name(text, at);
            if (name.isEmpty()) {
                throw GraphError.of(2500, "Syntax error at character " + at[0] + " of fields");
            }
            Map<String, String> modifiers = new LinkedHashMap<>();
            while (at[0] < text.length() && text.charAt(at[0]) == '.') {
                at[0]++;
                String modifier = name(text, at);
                int close = text.indexOf(')', at[0]);
                modifiers.put(modifier, text.substring(at[0] + 1, close));
                at[0] = close + 1;
            }
            Fields sub = new Fields();
            if (at[0] < text.length() && text.charAt(at[0]) == '{') {
                at[0]++;
                sub = parse(text, at);
                at[0]++;
            }
            fields.all.put(name, new Field(modifiers, sub));
            if (at[0] < text.length() && text.charAt(at[0]) == ',') {
                at[0]++;
            }
        }
        return fields;
    }

    private static String name(String text, int[] at) {
        int start = at[0];
        while (at[0] < text.length() && (Character.isLetterOrDigit(text.charAt(at[0])) || text.charAt(at[0]) == '_')) {
            at[0]++;
        }
        return text.substring(start, at[0]);
    }

    /** Only what was asked for; what a node does not have is refused, or left out when it is empty there. */
    ObjectNode of(JsonNode node, String type, String known) {
        ObjectNode shown = GraphApi.JSON.createObjectNode();
        all.forEach((name, field) -> {
            if (!("," + known + ",").contains("," + name + ",")) {
                throw GraphError.of(
                        100, "(#100) Tried accessing nonexisting field (" + name + ") on node type (" + type + ")");
            }
            if (node.hasNonNull(name)) {
                shown.set(
                        name,
                        field.sub().all.isEmpty()
                                ? node.path(name)
                                : field.sub().narrow(node.path(name)));
            }
        });
        if (node.hasNonNull("id")) {
            shown.set("id", node.path("id"));
        }
        return shown;
    }

    private JsonNode narrow(JsonNode node) {
        if (node.isArray()) {
            ArrayNode some = GraphApi.JSON.createArrayNode();
            node.forEach(one -> some.add(narrow(one)));
            return some;
        }
        if (node.has("data")) {
            return GraphApi.JSON.createObjectNode().set("data", narrow(node.path("data")));
        }
        ObjectNode shown = GraphApi.JSON.createObjectNode();
        all.forEach((name, field) -> {
            if (node.hasNonNull(name)) {
                shown.set(
                        name,
                        field.sub().all.isEmpty()
                                ? node.path(name)
                                : field.sub().narrow(node.path(name)));
            }
        });
        return shown;
    }
}
