package org.rostrum.channels.rest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.channels.connectors.ListText;

/**
 * Settings as they come: texts, or what the schema of the connector says. Null says that there is none; a list stands for its
 * values with commas between.
 */
final class SettingsInput {
    private SettingsInput() {}

    static Map<String, @Nullable String> read(@Nullable Map<String, @Nullable Object> given) {
        Map<String, @Nullable String> settings = new TreeMap<>();
        if (given != null) {
            given.forEach((name, value) -> settings.put(name, text(name, value)));
        }
        return settings;
    }

    private static @Nullable String text(String name, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object one : list) {
                texts.add(single(name, one));
            }
            return ListText.join(texts);
        }
        return single(name, value);
    }

    private static String single(String name, @Nullable Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return String.valueOf(value);
        }
        if (value instanceof Number number) {
            return new BigDecimal(String.valueOf(number)).toString();
        }
        throw Problem.invalid(
                "settings." + name,
                "It is no text, number or truth value.",
                "Give it one of these, or a list of them if the schema of the connector says so.");
    }
}
