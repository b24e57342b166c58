package org.rostrum.api.activity;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.rollup.RollupCalendar;

/** Bounds that the vocabulary checks once, so that no store has to. */
final class Limits {
    /** Longest address that is kept, in characters. */
    static final int MAX_URL = 4096;

    private Limits() {}

    static void text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + ": is missing");
        }
        optionalText(field, value, most);
    }

    static void optionalText(String field, @Nullable String value, int most) {
        if (value == null) {
            return;
        }
        if (value.length() > most) {
            throw new IllegalArgumentException(field + ": longer than " + most + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(field + ": carries U+0000 at position " + i + ", which is no text");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException(
                            field + ": carries half a surrogate pair at position " + i + ", which is no text");
                }
                i++;
            }
        }
    }

    static void url(String field, @Nullable URI value) {
        if (value != null) {
            optionalText(field, value.toString(), MAX_URL);
        }
    }

    static void time(String field, Instant value) {
        if (value.isBefore(RollupCalendar.EARLIEST) || !value.isBefore(RollupCalendar.END)) {
            throw new IllegalArgumentException(field + ": " + value + " is outside of the years 1900 to 9999");
        }
    }
}
