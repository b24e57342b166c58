package org.rostrum.reporting.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.archive.ArchiveSpan;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.Recurrence.Frequency;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ScheduleDraft;

class SchedulePeriodsTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static ScheduleDraft draft(PeriodKind kind, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new ScheduleDraft(
                "n",
                "r",
                null,
                new Recurrence(Frequency.DAILY, LocalTime.of(6, 0), WARSAW, Set.of(), null, null),
                kind,
                from,
                to,
                Locale.ENGLISH,
                Set.of(ReportFormat.PDF),
                List.of("a@b.example"),
                "o@b.example",
                true);
    }

    @ParameterizedTest
    @CsvSource({
        // 23:30 UTC is the next day in Warsaw
        "DAY, 2026-10-05T22:30:00Z, 2026-10-05, 2026-10-06",
        "WEEK, 2026-10-05T04:00:00Z, 2026-09-28, 2026-10-05",
        "WEEK, 2026-10-04T04:00:00Z, 2026-09-21, 2026-09-28",
        "MONTH, 2026-03-31T04:00:00Z, 2026-02-01, 2026-03-01",
        "SEASON, 2026-12-01T05:00:00Z, 2026-09-01, 2026-12-01",
        "SEASON, 2026-03-01T05:00:00Z, 2025-12-01, 2026-03-01",
        "SEASON, 2026-02-10T05:00:00Z, 2025-09-01, 2025-12-01",
        "YEAR, 2026-12-31T22:59:59Z, 2025-01-01, 2026-01-01",
        "YEAR, 2026-12-31T23:00:00Z, 2026-01-01, 2027-01-01",
    })
    void of_isTheLastWholePeriodBeforeTheOccurrence_inTheZoneOfTheSchedule(
            PeriodKind kind, Instant occurrence, LocalDate from, LocalDate to) {
        assertThat(SchedulePeriods.of(draft(kind, null, null), occurrence, null))
                .isEqualTo(new Period(from, to, WARSAW));
    }

    @Test
    void of_all_coversTheDaysOfFirstAndLastActivity_inTheZone() {
        ArchiveSpan span =
                new ArchiveSpan(Instant.parse("2018-05-02T23:30:00Z"), Instant.parse("2020-04-01T10:00:00Z"));
        assertThat(SchedulePeriods.of(draft(PeriodKind.ALL, null, null), Instant.parse("2026-01-01T00:00:00Z"), span))
                .isEqualTo(new Period(LocalDate.of(2018, 5, 3), LocalDate.of(2020, 4, 2), WARSAW));
    }

    @Test
    void of_all_ofAnEmptyArchive_isTheDayOfTheOccurrence() {
        assertThat(SchedulePeriods.of(draft(PeriodKind.ALL, null, null), Instant.parse("2026-01-01T05:00:00Z"), null))
                .isEqualTo(new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2), WARSAW));
    }

    @Test
    void of_fixed_isWhatWasGiven() {
        LocalDate from = LocalDate.of(2026, 1, 5);
        LocalDate to = LocalDate.of(2026, 2, 7);
        assertThat(SchedulePeriods.of(draft(PeriodKind.FIXED, from, to), Instant.EPOCH, null))
                .isEqualTo(new Period(from, to, WARSAW));
    }
}
