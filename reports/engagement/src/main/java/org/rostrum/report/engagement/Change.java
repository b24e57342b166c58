package org.rostrum.report.engagement;

import org.jspecify.annotations.Nullable;

/**
 * How a figure changed against the period before, in words.
 *
 * @param direction 1 up, -1 down, 0 when it did not change or that cannot be said
 * @param amount with its sign, such as {@code +12 %}; {@link Words#NOTHING} when it cannot be said
 * @param before such as {@code from 1,100}; empty when there is nothing to hold against
 */
record Change(int direction, String amount, String before, Tone tone) {
    /** Whether a change is welcome. */
    enum Tone {
        GOOD,
        BAD,
        NEUTRAL
    }

    /** Which direction is welcome. */
    enum Better {
        MORE,
        LESS,
        NEITHER
    }

    private static final long ENOUGH_FOR_PERCENT = 10;

    static final Change UNKNOWN = new Change(0, Words.NOTHING, "", Tone.NEUTRAL);

    /** A change of a count: in percent, but in whole numbers where there were too few before for a percentage. */
    static Change count(long now, long before, Words words) {
        if (before >= ENOUGH_FOR_PERCENT || now == before) {
            return relative(now, before, words.number(before), Better.NEITHER, words);
        }
        return new Change(
                Long.compare(now, before),
                sign((double) (now - before)) + words.number(Math.abs(now - before)),
                words.text("change.from", words.number(before)),
                Tone.NEUTRAL);
    }

    /** A change that is told in percent of what was before; what was nothing before has no percentage. */
    static Change relative(@Nullable Long now, @Nullable Long before, String beforeText, Better better, Words words) {
        if (now == null || before == null) {
            return UNKNOWN;
        }
        String from = words.text("change.from", beforeText);
        if (now.equals(before)) {
            return new Change(0, words.text("change.same"), "", Tone.NEUTRAL);
        }
        if (before == 0) {
            return new Change(0, Words.NOTHING, from, Tone.NEUTRAL);
        }
        double change = (double) (now - before) / before;
        double size = Math.abs(change);
        String amount = size >= 9.995
                ? words.text("change.times", words.number(Math.round((double) now / before)))
                : sign(change) + words.percent(size, size < 0.0995 ? 1 : 0);
        return new Change(Long.compare(now, before), amount, from, tone(change > 0, better));
    }

    /** A change of a share, told in percentage points. */
    static Change points(@Nullable Double now, @Nullable Double before, Words words) {
        if (now == null || before == null) {
            return UNKNOWN;
        }
        double points = (now - before) * 100;
        if (Math.abs(points) < 0.05) {
            return new Change(0, words.text("change.same"), "", Tone.NEUTRAL);
        }
        return new Change(
                points > 0 ? 1 : -1,
                sign(points) + words.text("change.points", words.decimal(Math.abs(points), 1)),
                words.text("change.from", words.percent(before)),
                tone(points > 0, Better.MORE));
    }

    /** A dash for less: the fonts of the report have no minus sign. */
    private static String sign(double change) {
        return change > 0 ? "+" : "–";
    }

    private static Tone tone(boolean more, Better better) {
        return switch (better) {
            case NEITHER -> Tone.NEUTRAL;
            case MORE -> more ? Tone.GOOD : Tone.BAD;
            case LESS -> more ? Tone.BAD : Tone.GOOD;
        };
    }
}
