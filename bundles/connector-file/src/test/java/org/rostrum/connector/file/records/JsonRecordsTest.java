package org.rostrum.connector.file.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rostrum.connector.file.records.Cut.cut;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.connector.file.records.JsonRecords.Layout;

class JsonRecordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "LINES ~ {\"a\":1}|{\"b\":2}",
                "LINES ~ {\"a\":1}||  {\"b\":2}|",
                "LINES ~ {\"a\":\"not closed|{\"b\":2}|{\"c\":3}",
                "LINES ~ {\"a\":1}|{\"b\":\"not closed",
                "DOCUMENT ~ {\"a\":1}",
                "DOCUMENT ~ [{\"a\":1},|{\"b\":2}]",
                "DOCUMENT ~ {|\"a\":1}",
                "DOCUMENT ~ {\"orderedItems\":[|{\"a\":1},|{\"b\":2}]}",
                "DOCUMENT ~ {\"orderedItems\":[|{\"a\":1}|]}",
                "DOCUMENT ~ {\"orderedItems\":[{\"a\":1},|{\"b\":2}|]}",
                "DOCUMENT ~ ''",
            })
    void layout_isFoundOutFromTheFirstTwoLines(Layout expected, String text) throws Exception {
        assertThat(JsonRecords.layoutOf(text.replace('|', '\n').getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }

    @Test
    void lines_areRecords_eachWithItsLine_blankOnesAreNone() throws Exception {
        Cut cut = cut("{\"a\":1}\r\n\n  \n{\"b\":\n{\"c\":3}", in -> new JsonLines(in, 1024));

        assertThat(cut.texts()).containsExactly("{\"a\":1}\r", "{\"b\":", "{\"c\":3}");
        assertThat(cut.starts()).extracting(Position::line).containsExactly(1L, 4L, 5L);
    }

    @Test
    void tooLongLine_isSkipped_andTheNextOneIsRead() throws Exception {
        Cut cut = cut("x".repeat(100_000) + "\n{\"b\":2}", in -> new JsonLines(in, 1024));

        assertThat(cut.faults()).hasSize(1);
        assertThat(cut.texts()).containsExactly("{\"b\":2}");
        assertThat(cut.starts().get(1)).isEqualTo(new Position(2, 1, 100_001));
    }
}
