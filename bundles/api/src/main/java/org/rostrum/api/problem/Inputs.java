package org.rostrum.api.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;

/** Checks of input that every face needs alike; each failure is a {@link Problem} that names the field and the remedy. */
public final class Inputs {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private Inputs() {}

    /** A value that must be there. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw Problem.invalid(field, "The field \"" + field + "\" is missing.", "Give it a value.");
        }
        return value;
    }

    /**
     * A name that people read, such as that of an account or a rule: of one line, without blanks around it.
     *
     * @param most how many characters (UTF-16 units) it may have at most
     * @return the name without the blanks around it
     */
    public static String name(String field, @Nullable String value, int most) {
        String name = required(field, value).strip();
        if (name.length() > most) {
            throw Problem.invalid(field, "Longer than " + most + " characters.", "Shorten it.");
        }
        if (!isOneLine(name)) {
            throw Problem.invalid(
                    field,
                    "It holds a line break, a control character or half a character.",
                    "Write it on one line, with characters that can be seen.");
        }
        return name;
    }

    /** Whether the text has no line break, no control character and no half of a surrogate pair. */
    public static boolean isOneLine(String text) {
        return text.codePoints().allMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        });
    }

    /** How many entries a page shall have: 1 to {@link CursorPage#MAX_LIMIT}, {@link CursorPage#DEFAULT_LIMIT} if absent. */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return CursorPage.DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > CursorPage.MAX_LIMIT) {
            throw Problem.invalid(
                    "limit",
                    "A page has 1 to " + CursorPage.MAX_LIMIT + " entries, not " + limit + ".",
                    "Ask for fewer and follow nextCursor.");
        }
        return limit;
    }

    /** The number in a paging cursor that is a number; null stays null. */
    public static @Nullable Long numericCursor(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return Long.valueOf(cursor);
        } catch (NumberFormatException foreign) {
            throw Problem.invalid(
                            "cursor", "\"" + cursor + "\" is no cursor of this list.", "Send nextCursor as it came.")
                    .withCause(foreign);
        }
    }

    /** An IANA time zone; null stays null. */
    public static @Nullable ZoneId zone(String field, @Nullable String zone) {
        if (zone == null) {
            return null;
        }
        try {
            return named(ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            throw Problem.invalid(field, "\"" + zone + "\" is no time zone.", "Use an IANA name such as Europe/Warsaw.")
                    .withCause(unknown);
        }
    }

    /** The zone under the name that people know: {@code UTC}, which Java calls {@code Z} when it comes as an offset. */
    public static ZoneId named(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? UTC : zone;
    }

    /** A moment in ISO 8601 with zone or offset; null stays null. */
    public static @Nullable Instant instant(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unknown) {
            throw Problem.invalid(field, "\"" + text + "\" is no moment in time.", "Write it as 2026-11-21T08:30:00Z.")
                    .withCause(unknown);
        }
    }

    /** One of the constants, whatever its case; null stays null. */
    public static <E extends Enum<E>> @Nullable E constant(String field, Class<E> type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw Problem.invalid(
                field,
                "\"" + text + "\" is not possible here.",
                "Use one of " + List.of(type.getEnumConstants()) + ".");
    }
}
