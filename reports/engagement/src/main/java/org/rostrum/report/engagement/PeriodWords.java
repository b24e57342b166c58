package org.rostrum.report.engagement;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;

/** Names a period as people would: a day, a week, a month, a season, a year, or from its first to its last day. */
final class PeriodWords {
    private final Words words;

    PeriodWords(Words words) {
        this.words = words;
    }

    /** Such as {@code October 2026}, {@code Autumn 2026} or {@code 3 May 2018 – 9 March 2020}. */
    String name(Period period) {
        LocalDate from = period.from();
        if (period.days() == 1) {
            return words.date(from);
        }
        if (is(period, PeriodKind.WEEK)) {
            return words.text(
                    "period.week",
                    words.number(from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
                    year(from.get(IsoFields.WEEK_BASED_YEAR)));
        }
        if (is(period, PeriodKind.MONTH)) {
            return words.pattern("pattern.month", from);
        }
        if (is(period, PeriodKind.YEAR)) {
            return words.pattern("pattern.year", from);
        }
        if (is(period, PeriodKind.SEASON)) {
            return words.text(season(from.getMonthValue()), year(from.getYear()), year(from.getYear() + 1));
        }
        return range(period);
    }

    /** First and last day in words; a single day with its weekday. */
    String range(Period period) {
        LocalDate last = period.to().minusDays(1);
        return period.days() == 1
                ? words.weekdayAndDate(last)
                : words.text("period.range", words.date(period.from()), words.date(last));
    }

    private static boolean is(Period period, PeriodKind kind) {
        return period.equals(Period.containing(kind, period.from(), period.zone()));
    }

    private static String season(int firstMonth) {
        return switch (firstMonth) {
            case 3 -> "period.spring";
            case 6 -> "period.summer";
            case 9 -> "period.autumn";
            default -> "period.winter";
        };
    }

    private String year(int year) {
        return words.pattern("pattern.year", LocalDate.of(year, 1, 1));
    }
}
