package org.rostrum.connector.x;

import java.time.Instant;
import java.util.regex.Pattern;

/** Ids of X hold the time at which they were made: milliseconds since 4 November 2010, above 22 other bits. */
final class Snowflake {
    private static final long BEGINNING = 1_288_834_974_657L;
    private static final int OTHER_BITS = 22;
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

    private Snowflake() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The lowest id of that time. */
    static long at(Instant time) {
        return Math.max(0, time.toEpochMilli() - BEGINNING) << OTHER_BITS;
    }

    static Instant time(long id) {
        return Instant.ofEpochMilli((id >> OTHER_BITS) + BEGINNING);
    }

    /** 0 for what is no id. */
    static long of(String text) {
        try {
            return isId(text) ? Long.parseLong(text) : 0;
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }
}
