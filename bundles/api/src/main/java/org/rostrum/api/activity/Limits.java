package org.rostrum.api.activity;

import org.jspecify.annotations.Nullable;

/** Bounds that the vocabulary checks once, so that no store has to. */
final class Limits {
    private Limits() {}

    static void text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + ": is missing");
        }
        optionalText(field, value, most);
    }

    static void optionalText(String field, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            throw new IllegalArgumentException(field + ": longer than " + most + " characters");
        }
    }
}
