package org.rostrum.api.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;

/** Checks of input that every face needs alike; each failure is a {@link Problem} that names the field and the remedy. */
public final class Inputs {
    private Inputs() {}

    /** A value that must be there. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw Problem.invalid(field, "The field \"" + field + "\" is missing.", "Give it a value.");
        }
        return value;
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

    /**
     * The version in an {@code If-Match} header.
     *
     * @throws Problem PRECONDITION_REQUIRED when it is absent, PRECONDITION_FAILED when it is none of our ETags
     */
    public static long version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(Problem.Kind.PRECONDITION_REQUIRED, "A change needs the header If-Match.")
                    .withField("If-Match")
                    .withRemedy("Send the ETag that you got when you read it.");
        }
        try {
            return Long.parseLong(ifMatch.replaceFirst("^W/", "").replace("\"", ""));
        } catch (NumberFormatException foreign) {
            throw Problem.of(Problem.Kind.PRECONDITION_FAILED, "The ETag " + ifMatch + " is none of ours.")
                    .withField("If-Match")
                    .withRemedy("Read it again and send the ETag that you get.")
                    .withCause(foreign);
        }
    }

    /** Somebody else changed it since the caller has read it. */
    public static Problem stale(String what, long version) {
        return Problem.of(
                        Problem.Kind.PRECONDITION_FAILED,
                        "The " + what + " was changed meanwhile; it is at version " + version + ".")
                .withField("If-Match")
                .withRemedy("Read it again and repeat the change.");
    }

    /** An IANA time zone; null stays null. */
    public static @Nullable ZoneId zone(String field, @Nullable String zone) {
        if (zone == null) {
            return null;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw Problem.invalid(field, "\"" + zone + "\" is no time zone.", "Use an IANA name such as Europe/Warsaw.")
                    .withCause(unknown);
        }
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
