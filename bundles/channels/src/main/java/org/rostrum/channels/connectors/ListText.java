package org.rostrum.channels.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several values in one text, as metatype writes them: with commas between, and a backslash before a comma or backslash. */
public final class ListText {
    private ListText() {}

    public static String join(List<String> values) {
        return values.stream()
                .map(value -> value.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }

    /** Without blanks around the values; none for a blank text. */
    public static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        if (text.isBlank()) {
            return values;
        }
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '\\' && i + 1 < text.length()) {
                value.append(text.charAt(++i));
            } else if (one == ',') {
                values.add(value.toString().strip());
                value.setLength(0);
            } else {
                value.append(one);
            }
        }
        values.add(value.toString().strip());
        return values;
    }
}
