package org.rostrum.web.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a manifest header: {@code name;key=value;key="value, with signs"}, several of which stand between commas.
 *
 * @param attributes in their order
 */
record HeaderClause(String name, Map<String, String> attributes) {
    HeaderClause {
        attributes = Map.copyOf(attributes);
    }

    @Nullable
    String get(String key) {
        return attributes.get(key);
    }

    /** The parts of a header; none when there is no header. */
    static List<HeaderClause> parse(@Nullable String header) {
        List<HeaderClause> clauses = new ArrayList<>();
        if (header == null || header.isBlank()) {
            return clauses;
        }
        for (String clause : split(header, ',')) {
            List<String> parts = split(clause, ';');
            Map<String, String> attributes = new LinkedHashMap<>();
            for (String part : parts.subList(1, parts.size())) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    attributes.put(part.substring(0, equals).strip(), unquoted(part.substring(equals + 1)));
                }
            }
            clauses.add(new HeaderClause(parts.get(0).strip(), attributes));
        }
        return clauses;
    }

    private static String unquoted(String value) {
        String bare = value.strip();
        return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1)
                : bare;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '"') {
                quoted = !quoted;
            } else if (sign == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
