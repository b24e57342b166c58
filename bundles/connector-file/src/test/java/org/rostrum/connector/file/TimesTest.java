package org.rostrum.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.importing.UnreadableFileException;
import org.rostrum.testkit.importing.CollectedRecords;

class TimesTest {
    private final Times iso = Times.iso(CollectedRecords.CLOCK, null);

    @ParameterizedTest
    @CsvSource({
        "2020-04-01T17:31:32.000Z,2020-04-01T17:31:32Z",
        "2020-04-01t17:31:32z,2020-04-01T17:31:32Z",
        "2020-04-01T17:31:32.123456789Z,2020-04-01T17:31:32.123456789Z",
        "2020-04-01 17:31:32+02:00,2020-04-01T15:31:32Z",
        "2020-04-01T17:31:32+0200,2020-04-01T15:31:32Z",
        "2020-04-01T17:31:32+02,2020-04-01T15:31:32Z",
        "2020-04-01T17:31+05:30,2020-04-01T12:01:00Z",
        "2020-04-01 17:31:32 UTC,2020-04-01T17:31:32Z",
        "2020-04-01 17:31:32 +0000,2020-04-01T17:31:32Z",
        "Tue Oct 31 22:10:47 +0000 2017,2017-10-31T22:10:47Z",
        "'Tue, 31 Oct 2017 22:10:47 GMT',2017-10-31T22:10:47Z",
        "'31 Oct 2017 22:10:47 +0100',2017-10-31T21:10:47Z",
        "2026-11-22T11:59:59Z,2026-11-22T11:59:59Z",
    })
    void unmistakableTimes_areRead(String text, Instant expected) throws RejectedRecord {
        assertThat(iso.read("time", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2020-04-01",
                "01/02/2020 10:00",
                "2020-04-01T17:31:32",
                "2020-13-01T00:00:00Z",
                "2020-02-30T00:00:00Z",
                "1585762292",
                "1969-12-31T23:59:59Z",
                "2026-11-22T12:00:01Z",
                "+999999999-12-31T23:59:59Z",
                "2020-04-01T17:31:32Z and some more that goes on and on and on and on and on",
            })
    void whatIsNoTimeOrCannotBeOne_isRejectedByName(@Nullable String text) {
        assertThatThrownBy(() -> iso.read("time", text))
                .isInstanceOfSatisfying(RejectedRecord.class, rejected -> assertThat(rejected.field())
                        .isEqualTo("time"));
    }

    @Test
    void timeWithoutZone_saysWhatToDo() {
        assertThatThrownBy(() -> iso.read("time", "2020-04-01T17:31:32")).hasMessageContaining("option \"zone\"");
    }

    @Test
    void timeWithoutZone_isMeantInTheZoneOfTheOption() throws RejectedRecord {
        Times warsaw = Times.iso(CollectedRecords.CLOCK, ZoneId.of("Europe/Warsaw"));

        assertThat(warsaw.read("time", "2020-07-01T12:00:00")).isEqualTo(Instant.parse("2020-07-01T10:00:00Z"));
        assertThat(warsaw.read("time", "2020-07-01T12:00:00Z")).isEqualTo(Instant.parse("2020-07-01T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-seconds,1585762292,2020-04-01T17:31:32Z",
        "epoch-millis,1585762292500,2020-04-01T17:31:32.500Z",
        "dd.MM.yyyy HH:mm,01.04.2020 17:31,2020-04-01T17:31:00Z",
        "dd/MM/yyyy,01/04/2020,2020-04-01T00:00:00Z",
        "MMM d yyyy h:mm a,Apr 1 2020 5:31 PM,2020-04-01T17:31:00Z",
        "yyyy-MM-dd HH:mm z,2020-04-01 17:31 Europe/Warsaw,2020-04-01T15:31:00Z",
    })
    void timeFormat_canBeNamed(String format, String text, Instant expected) throws Exception {
        assertThat(Times.of(CollectedRecords.CLOCK, ZoneId.of("UTC"), format).read("time", text))
                .isEqualTo(expected);
    }

    @Test
    void wrongTimeFormat_isRefusedByName() {
        assertThatThrownBy(() -> Times.of(CollectedRecords.CLOCK, null, "no pattern {"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("timeFormat");
    }

    @Test
    void epochTimes_outOfAnyBounds_areRejected() throws UnreadableFileException {
        Times seconds = Times.of(CollectedRecords.CLOCK, null, "epoch-seconds");

        for (String text :
                new String[] {"99999999999999999", "9223372036854775808", "-5", "1e9", "9223372036854775807"}) {
            assertThatThrownBy(() -> seconds.read("time", text)).as(text).isInstanceOf(RejectedRecord.class);
        }
    }
}
