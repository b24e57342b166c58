package org.rostrum.api.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rostrum.api.rollup.RollupPeriod.DayRange;
import org.rostrum.api.rollup.RollupPeriod.PartOfDay;

class RollupPeriodTest {
    private static final Instant JUNE = Instant.parse("2025-06-01T00:00:00Z");
    private static final int JUNE_NUMBER = 55 * 12 + 5;

    @Test
    void of_isTheMonth_whenThePeriodIsOneOfUtc() {
        assertThat(RollupPeriod.of(JUNE, Instant.parse("2025-07-01T00:00:00Z")))
                .isEqualTo(new RollupPeriod(JUNE_NUMBER, JUNE_NUMBER + 1, List.of(), List.of()));
    }

    @Test
    void of_addsHoursBeforeAndTakesOffTheLast_whenTheZoneIsAhead() {
        YearMonth june = YearMonth.of(2025, 6);
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        Instant from = june.atDay(1).atStartOfDay(kolkata).toInstant();
        Instant to = june.plusMonths(1).atDay(1).atStartOfDay(kolkata).toInstant();
        Instant july = Instant.parse("2025-07-01T00:00:00Z");
        assertThat(RollupPeriod.of(from, to))
                .isEqualTo(new RollupPeriod(
                        JUNE_NUMBER,
                        JUNE_NUMBER + 1,
                        List.of(),
                        List.of(new PartOfDay(1, from, JUNE), new PartOfDay(-1, to, july))));
    }

    @Test
    void of_takesDaysOffAMonth_orAddsThem_whicheverAreFewer() {
        Instant from = JUNE.plus(Duration.ofDays(2));
        Instant to = Instant.parse("2025-09-04T00:00:00Z");
        int june = RollupCalendar.day(JUNE);
        int september = RollupCalendar.day(to) - 3;
        assertThat(RollupPeriod.of(from, to))
                .isEqualTo(new RollupPeriod(
                        JUNE_NUMBER,
                        JUNE_NUMBER + 3,
                        List.of(new DayRange(-1, june, june + 2), new DayRange(1, september, september + 3)),
                        List.of()));
    }

    @Test
    void of_isOnePart_whenThereIsNoWholeDay() {
        Instant to = JUNE.plusSeconds(3600);
        assertThat(RollupPeriod.of(JUNE, to))
                .isEqualTo(new RollupPeriod(0, 0, List.of(), List.of(new PartOfDay(1, JUNE, to))));
    }

    @Test
    void of_isEmpty_whenNothingLiesBetween() {
        assertThat(RollupPeriod.of(JUNE, JUNE).isEmpty()).isTrue();
        assertThat(RollupPeriod.of(JUNE.plusSeconds(1), JUNE).isEmpty()).isTrue();
        assertThat(RollupPeriod.of(Instant.MAX.minusSeconds(1), Instant.MAX).isEmpty())
                .isTrue();
        assertThat(RollupPeriod.of(JUNE, JUNE.plusNanos(1)).isEmpty()).isFalse();
        assertThat(RollupPeriod.of(Instant.MIN, Instant.MAX).isEmpty()).isFalse();
    }

    @Test
    void pieces_addUpToThePeriod_whereverItBeginsAndEnds() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            Instant from = JUNE.plusSeconds(random.nextLong(-2_000_000_000L, 2_000_000_000L));
            Instant to = from.plusSeconds(random.nextLong(
                    List.of(86_400L * 3, 86_400L * 70, 86_400L * 3000).get(i % 3)));
            RollupPeriod period = RollupPeriod.of(from, to);
            assertThat(sum(period))
                    .as("%s to %s: %s", from, to, period)
                    .isEqualTo(to.getEpochSecond() - from.getEpochSecond());
            for (Instant probe :
                    List.of(from, to, from.minusSeconds(1), to.minusSeconds(1), from.plusSeconds(90_000))) {
                assertThat(times(period, probe))
                        .as("%s in %s to %s: %s", probe, from, to, period)
                        .isEqualTo(probe.isBefore(from) || !probe.isBefore(to) ? 0 : 1);
            }
            assertThat(period.days()).hasSizeLessThan(3);
            assertThat(period.parts()).hasSizeLessThan(3);
        }
    }

    private record Range(int sign, Instant from, Instant to) {}

    private static List<Range> ranges(RollupPeriod period) {
        List<Range> ranges = new ArrayList<>();
        if (period.hasMonths()) {
            ranges.add(new Range(
                    1,
                    RollupCalendar.startOfMonth(period.firstMonth()),
                    RollupCalendar.startOfMonth(period.endMonth())));
        }
        period.days()
                .forEach(days -> ranges.add(new Range(
                        days.sign(),
                        RollupCalendar.startOfDay(days.firstDay()),
                        RollupCalendar.startOfDay(days.endDay()))));
        period.parts().forEach(part -> ranges.add(new Range(part.sign(), part.from(), part.to())));
        return ranges;
    }

    private static long sum(RollupPeriod period) {
        return ranges(period).stream()
                .mapToLong(range -> range.sign * (range.to.getEpochSecond() - range.from.getEpochSecond()))
                .sum();
    }

    /** How often a moment is counted. */
    private static int times(RollupPeriod period, Instant moment) {
        return ranges(period).stream()
                .filter(range -> !moment.isBefore(range.from) && moment.isBefore(range.to))
                .mapToInt(Range::sign)
                .sum();
    }
}
