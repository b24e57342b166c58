package org.rostrum.engagement.person;

import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.text.PlainText;

/** What people write about people; blank is nothing. */
final class PersonTexts {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NOTE = 4000;

    private PersonTexts() {}

    static @Nullable String displayName(@Nullable String value) {
        return blank(value) ? null : Inputs.name("displayName", value, LONGEST_NAME);
    }

    static @Nullable String reason(@Nullable String value) {
        return blank(value) ? null : Inputs.name("reason", value, LONGEST_REASON);
    }

    static @Nullable String note(@Nullable String value) {
        String clean = value == null ? "" : PlainText.clean(value);
        if (clean.length() > LONGEST_NOTE) {
            throw Problem.invalid("note", "Longer than " + LONGEST_NOTE + " characters.", "Shorten it.");
        }
        return clean.isEmpty() ? null : clean;
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
