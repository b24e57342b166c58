package org.rostrum.report.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.reporting.Period;

class BinsTest {
    private static Bins bins(String from, String to, String zone) {
        return Bins.of(new Period(LocalDate.parse(from), LocalDate.parse(to), ZoneId.of(zone)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-05, 2026-10-06, HOUR, 24",
        "2026-10-05, 2026-10-07, HOUR, 48",
        "2026-10-05, 2026-10-08, DAY, 3",
        "2026-10-01, 2026-11-01, DAY, 31",
        "2026-09-01, 2026-10-16, DAY, 45",
        "2026-09-01, 2026-10-17, WEEK, 7",
        "2026-09-01, 2026-12-01, WEEK, 13",
        "2026-01-01, 2026-07-20, WEEK, 29",
        "2026-01-01, 2026-07-21, MONTH, 7",
        "2018-05-02, 2020-04-03, MONTH, 24",
        "2017-01-01, 2027-01-01, MONTH, 120",
    })
    void of_cutsByLength(String from, String to, Bins.Size size, int count) {
        Bins bins = bins(from, to, "UTC");
        assertThat(bins.size()).isEqualTo(size);
        assertThat(bins.count()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29, Europe/Warsaw, 23",
        "2026-10-25, Europe/Warsaw, 25",
        "2018-11-04, America/Sao_Paulo, 23",
        "2026-10-05, Asia/Kolkata, 24",
    })
    void of_day_hasTheHoursThatDayHas(LocalDate day, String zone, int hours) {
        assertThat(bins(day.toString(), day.plusDays(1).toString(), zone).count())
                .isEqualTo(hours);
    }

    @Test
    void starts_lieAtTheZonesMidnight() {
        Bins bins = bins("2026-10-20", "2026-10-30", "Europe/Warsaw");
        assertThat(bins.starts())
                .hasSize(10)
                .startsWith(Instant.parse("2026-10-19T22:00:00Z"))
                // from the 25th on midnight is an hour later
                .contains(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"))
                .endsWith(Instant.parse("2026-10-28T23:00:00Z"));
        assertThat(bins.end()).isEqualTo(Instant.parse("2026-10-29T23:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2018-05-02, 2020-04-01, FIRST",
        "2018-05-01, 2020-04-02, LAST",
        "2018-05-02, 2020-04-02, BOTH",
        "2018-05-01, 2020-04-01, NONE",
        "2026-09-01, 2026-12-01, NONE",
        "2026-09-01, 2026-11-30, LAST",
        "2026-09-01, 2026-09-03, NONE",
        "2026-09-02, 2026-10-08, NONE",
    })
    void incomplete_tellsWhichPiecesTheEdgesCutOff(String from, String to, Bins.Incomplete which) {
        assertThat(bins(from, to, "UTC").incomplete()).isEqualTo(which);
    }
}
