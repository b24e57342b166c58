package org.rostrum.reporting.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.Recurrence.Frequency;

class OccurrencesTest {
    private static Recurrence daily(String time, String zone) {
        return new Recurrence(Frequency.DAILY, LocalTime.parse(time), ZoneId.of(zone), Set.of(), null, null);
    }

    private static Recurrence monthly(int day, String time, String zone) {
        return new Recurrence(Frequency.MONTHLY, LocalTime.parse(time), ZoneId.of(zone), Set.of(), day, null);
    }

    private static Recurrence yearly(int month, int day, String zone) {
        return new Recurrence(Frequency.YEARLY, LocalTime.of(6, 0), ZoneId.of(zone), Set.of(), day, month);
    }

    private static List<String> next(Recurrence recurrence, String after, int count) {
        return new Occurrences(recurrence)
                .next(Instant.parse(after), count).stream()
                        .map(moment -> moment.toOffsetDateTime().toString())
                        .toList();
    }

    @ParameterizedTest(name = "{0} at {1} after {2}")
    @CsvSource({
        // clocks leap 02:00 → 03:00
        "Europe/Warsaw, 02:30, 2026-03-28T12:00:00Z, 2026-03-29T03:00+02:00",
        "America/New_York, 02:30, 2026-03-07T12:00:00Z, 2026-03-08T03:00-04:00",
        // half an hour only: 02:00 → 02:30
        "Australia/Lord_Howe, 02:15, 2026-10-02T20:00:00Z, 2026-10-04T02:30+11:00",
        // two hours: 01:00 UTC+0 → 03:00 UTC+2
        "Antarctica/Troll, 01:30, 2026-03-28T12:00:00Z, 2026-03-29T03:00+02:00",
        // midnight itself is missing
        "America/Sao_Paulo, 00:00, 2018-11-03T12:00:00Z, 2018-11-04T01:00-02:00",
        "America/Sao_Paulo, 00:30, 2018-11-03T12:00:00Z, 2018-11-04T01:00-02:00",
        "Asia/Beirut, 00:00, 2022-03-26T12:00:00Z, 2022-03-27T01:00+03:00",
    })
    void next_inGap_isFirstMomentAfterIt(String zone, String time, String after, String expected) {
        assertThat(next(daily(time, zone), after, 1)).containsExactly(expected);
    }

    @ParameterizedTest(name = "{0} at {1} after {2}")
    @CsvSource({
        "Europe/Warsaw, 02:30, 2026-10-24T12:00:00Z, 2026-10-25T02:30+02:00, 2026-10-26T02:30+01:00",
        "Australia/Lord_Howe, 01:45, 2026-04-04T00:00:00Z, 2026-04-05T01:45+11:00, 2026-04-06T01:45+10:30",
        "America/Sao_Paulo, 23:30, 2018-02-17T12:00:00Z, 2018-02-17T23:30-02:00, 2018-02-18T23:30-03:00",
    })
    void next_inOverlap_isEarlierOne_andOnlyThat(String zone, String time, String after, String first, String second) {
        assertThat(next(daily(time, zone), after, 2)).containsExactly(first, second);
    }

    @Test
    void next_onDayThatTheZoneSkipped_isFirstMomentOfTheDayAfter_onlyOnce() {
        // Samoa had no 30 December 2011
        assertThat(next(daily("10:00", "Pacific/Apia"), "2011-12-29T12:00:00Z", 3))
                .containsExactly("2011-12-29T10:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T10:00+14:00");
    }

    @Test
    void next_monthlyOnThe31st_isLastDayOfShorterMonths() {
        assertThat(next(monthly(31, "06:00", "UTC"), "2027-12-31T07:00:00Z", 4))
                .containsExactly("2028-01-31T06:00Z", "2028-02-29T06:00Z", "2028-03-31T06:00Z", "2028-04-30T06:00Z");
    }

    @Test
    void next_yearlyOn29February_isThe28thInOtherYears() {
        assertThat(next(yearly(2, 29, "UTC"), "2026-01-01T00:00:00Z", 3))
                .containsExactly("2026-02-28T06:00Z", "2027-02-28T06:00Z", "2028-02-29T06:00Z");
    }

    @Test
    void next_weekly_takesEachNamedDay() {
        Recurrence recurrence = new Recurrence(
                Frequency.WEEKLY,
                LocalTime.of(6, 0),
                ZoneId.of("Europe/Warsaw"),
                Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                null,
                null);
        // Friday 06:00 in Warsaw is 04:00 UTC: exactly then is not later than then
        assertThat(next(recurrence, "2026-10-02T04:00:00Z", 3))
                .containsExactly("2026-10-05T06:00+02:00", "2026-10-09T06:00+02:00", "2026-10-12T06:00+02:00");
    }

    @Test
    void next_ofOnceNow_isNone() {
        Recurrence once =
                new Recurrence(Frequency.ONCE_NOW, LocalTime.MIDNIGHT, ZoneId.of("UTC"), Set.of(), null, null);
        assertThat(next(once, "2026-10-02T04:00:00Z", 3)).isEmpty();
    }

    @Test
    void next_inAnyZone_isOncePerDay_ascending_andNeverBefore() {
        Random random = new Random(7);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int round = 0; round < 3000; round++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
            Instant after = Instant.ofEpochSecond(random.nextLong(0, 2_200_000_000L));
            Occurrences occurrences =
                    new Occurrences(new Recurrence(Frequency.DAILY, time, zone, Set.of(), null, null));
            ZonedDateTime first = Objects.requireNonNull(occurrences.next(after));
            ZonedDateTime second = Objects.requireNonNull(occurrences.next(first.toInstant()));
            assertThat(first.toInstant())
                    .as("%s %s after %s", zone, time, after)
                    .isAfter(after);
            assertThat(second.toInstant()).isAfter(first.toInstant());
            assertThat(java.time.Duration.between(first, second).toHours()).isLessThanOrEqualTo(50);
        }
    }
}
