package org.rostrum.api.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupCalendarTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0, 0",
        "1969-12-31T23:59:59.999999Z, -1, -1",
        "1968-02-29T23:59:59Z, -672, -23",
        "2000-02-29T12:00:00Z, 11016, 361",
        "1900-01-01T00:00:00Z, -25567, -840"
    })
    void numbers_countFrom1970(Instant time, int day, int month) {
        assertThat(RollupCalendar.day(time)).isEqualTo(day);
        assertThat(RollupCalendar.month(time)).isEqualTo(month);
        assertThat(RollupCalendar.monthOfDay(day)).isEqualTo(month);
    }

    @Test
    void starts_areTheFirstMomentsOfTheirDayAndMonth() {
        for (int month = -840; month < 2000; month++) {
            int day = RollupCalendar.firstDayOfMonth(month);
            assertThat(RollupCalendar.startOfMonth(month)).isEqualTo(RollupCalendar.startOfDay(day));
            assertThat(RollupCalendar.monthOfDay(day)).isEqualTo(month);
            assertThat(RollupCalendar.monthOfDay(day - 1)).isEqualTo(month - 1);
        }
    }

    @Test
    void bounded_keepsWhatBothDatabasesCanExpress() {
        Instant now = Instant.parse("2025-06-01T00:00:00.000001Z");
        assertThat(RollupCalendar.bounded(now)).isEqualTo(now);
        assertThat(RollupCalendar.bounded(Instant.MIN)).isEqualTo(Instant.parse("1900-01-01T00:00:00Z"));
        assertThat(RollupCalendar.bounded(Instant.MAX)).isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
    }

    @Test
    void holds_whatCanHaveBeenSaid() {
        assertThat(RollupCalendar.startOfMonth(RollupCalendar.FIRST_MONTH)).isEqualTo(RollupCalendar.EARLIEST);
        assertThat(RollupCalendar.month(RollupCalendar.END.minusNanos(1))).isEqualTo(RollupCalendar.END_MONTH - 1);
        assertThat(RollupCalendar.holdsMonth(RollupCalendar.FIRST_MONTH)).isTrue();
        assertThat(RollupCalendar.holdsMonth(RollupCalendar.FIRST_MONTH - 1)).isFalse();
        assertThat(RollupCalendar.holdsMonth(RollupCalendar.END_MONTH)).isFalse();
        assertThat(RollupCalendar.holdsDay(RollupCalendar.day(RollupCalendar.EARLIEST)))
                .isTrue();
        assertThat(RollupCalendar.holdsDay(RollupCalendar.day(RollupCalendar.EARLIEST) - 1))
                .isFalse();
        assertThat(RollupCalendar.holdsDay(RollupCalendar.day(RollupCalendar.END)))
                .isTrue();
        assertThat(RollupCalendar.holdsDay(RollupCalendar.day(RollupCalendar.END) + 1))
                .isFalse();
    }
}
