package org.rostrum.engagement.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.accounts.BusinessHours.DatedHours;
import org.rostrum.api.accounts.BusinessHours.Interval;

class BusinessTimeTest {
    private static final Interval MORNING = new Interval(9 * 60, 12 * 60);
    private static final Interval AFTERNOON = new Interval(13 * 60, 17 * 60);

    private static BusinessTime weekdays(String zone, List<DatedHours> exceptions) {
        Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.getValue() <= 5) {
                week.put(day, List.of(MORNING, AFTERNOON));
            }
        }
        return BusinessTime.of(new BusinessHours(week, exceptions), ZoneId.of(zone));
    }

    private static BusinessTime daily(String zone, Interval... hours) {
        Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, List.of(hours));
        }
        return BusinessTime.of(new BusinessHours(week, List.of()), ZoneId.of(zone));
    }

    /** 2026-11-20 was a Friday. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z, 60, 2026-11-20T11:00:00Z",
        "2026-11-20T11:30:00Z, 60, 2026-11-20T13:30:00Z",
        "2026-11-20T16:30:00Z, 60, 2026-11-23T09:30:00Z",
        "2026-11-21T10:00:00Z, 1, 2026-11-23T09:01:00Z",
        "2026-11-20T16:00:00Z, 60, 2026-11-20T17:00:00Z",
        "2026-11-20T17:00:00Z, 1, 2026-11-23T09:01:00Z",
        "2026-11-20T10:00:00Z, 2100, 2026-11-27T10:00:00Z",
        "2026-11-21T10:00:00Z, 0, 2026-11-21T10:00:00Z"
    })
    void after_countsOnlyWhileItIsOpen(Instant from, long minutes, Instant due) {
        assertThat(weekdays("UTC", List.of()).after(from, Duration.ofMinutes(minutes)))
                .contains(due);
    }

    @Test
    void holidays_andDaysWithOtherHours_areCounted() {
        BusinessTime time = weekdays(
                "UTC",
                List.of(
                        new DatedHours(LocalDate.parse("2026-11-23"), "Holiday", List.of()),
                        new DatedHours(LocalDate.parse("2026-11-24"), null, List.of(new Interval(20 * 60, 21 * 60)))));
        assertThat(time.after(Instant.parse("2026-11-20T16:30:00Z"), Duration.ofMinutes(60)))
                .contains(Instant.parse("2026-11-24T20:30:00Z"));
    }

    /**
     * Clocks go forward from 02:00 to 03:00 on 2026-03-29 in Prague and back from 03:00 to 02:00 on 2026-10-25; in New York on
     * 2026-03-08; on Lord Howe by half an hour, on 2026-10-04 from 02:00 to 02:30.
     */
    @ParameterizedTest
    @CsvSource({
        // 01:00 to 04:00 has two hours on that day
        "Europe/Prague, 60, 240, 2026-03-29T00:00:00Z, 120, 2026-03-29T02:00:00Z",
        "Europe/Prague, 60, 240, 2026-03-29T00:00:00Z, 121, 2026-03-29T23:01:00Z",
        // and four on that one
        "Europe/Prague, 60, 240, 2026-10-24T23:00:00Z, 240, 2026-10-25T03:00:00Z",
        "America/New_York, 60, 240, 2026-03-08T06:00:00Z, 120, 2026-03-08T08:00:00Z",
        "Australia/Lord_Howe, 60, 180, 2026-10-03T14:30:00Z, 90, 2026-10-03T16:00:00Z",
        // hours that are leapt over altogether
        "Europe/Prague, 120, 180, 2026-03-29T00:00:00Z, 1, 2026-03-30T00:01:00Z",
        // an hour that comes twice is two
        "Europe/Prague, 120, 180, 2026-10-24T22:00:00Z, 90, 2026-10-25T01:30:00Z",
        // the whole day has 23 hours
        "Europe/Prague, 0, 1440, 2026-03-28T23:00:00Z, 1380, 2026-03-29T22:00:00Z"
    })
    void clocksThatChange_makeHoursLongerOrShorter(
            String zone, int from, int to, Instant begin, long minutes, Instant due) {
        BusinessTime time = daily(zone, new Interval(from, to));
        assertThat(time.after(begin, Duration.ofMinutes(minutes))).contains(due);
        assertThat(time.between(begin, due)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void after_andBetween_areEachOthersReverse() {
        Random random = new Random(26);
        List<BusinessTime> times = List.of(
                weekdays("Europe/Prague", List.of()),
                weekdays("America/New_York", List.of()),
                daily("Australia/Lord_Howe", new Interval(0, 100), new Interval(110, 1440)),
                BusinessTime.ALWAYS);
        for (int i = 0; i < 2_000; i++) {
            BusinessTime time = times.get(random.nextInt(times.size()));
            Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400));
            Duration wanted = Duration.ofSeconds(1 + random.nextInt(20 * 86_400));
            Instant due = time.after(from, wanted).orElseThrow();
            assertThat(time.between(from, due)).as("%s from %s", wanted, from).isEqualTo(wanted);
            assertThat(time.between(from, due.minusSeconds(1))).isLessThan(wanted);
        }
    }

    @Test
    void whoNeverOpens_isNeverDue() {
        BusinessTime never = BusinessTime.of(new BusinessHours(Map.of(), List.of()), ZoneId.of("UTC"));
        assertThat(never.after(Instant.EPOCH, Duration.ofSeconds(1))).isEmpty();
        assertThat(never.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400)))
                .isZero();
    }
}
