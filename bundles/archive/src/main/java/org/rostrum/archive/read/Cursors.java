package org.rostrum.archive.read;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;

/** Cursors and limits of the lists, as callers hand them in. */
final class Cursors {
    private Cursors() {}

    static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(long place) {
        return encode(Long.toString(place));
    }

    /** The number in a cursor, or the given one when there is no cursor. */
    static long number(@Nullable String cursor, long none) {
        if (cursor == null) {
            return none;
        }
        try {
            return Long.parseLong(decode(cursor));
        } catch (NumberFormatException failure) {
            throw bad();
        }
    }

    static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException failure) {
            throw bad();
        }
    }

    static Problem bad() {
        return Problem.invalid(
                "cursor", "This cursor was not given out by this list.", "Begin without a cursor to start anew.");
    }

    static int limit(int limit) {
        if (limit < 1 || limit > CursorPage.MAX_LIMIT) {
            throw Problem.invalid(
                    "limit",
                    "The limit is " + limit + ", but a page has 1 to " + CursorPage.MAX_LIMIT + " entries.",
                    "Ask for at most " + CursorPage.MAX_LIMIT + " and follow nextCursor.");
        }
        return limit;
    }
}
