package org.rostrum.connector.file.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.rostrum.connector.file.records.Cut.cut;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    private static Cut rows(String text) throws Exception {
        return cut(text, in -> new CsvRows(in, ',', 1024));
    }

    @Test
    void rows_endWithTheirLine_unlessItIsQuoted() throws Exception {
        Cut cut = rows("a,b\r\n\"1\n2\",\"x\"\"y\"\r\n\n\r\nc, \"d,\n\" ,5\" disk\rlast");

        assertThat(cut.texts()).containsExactly("a,b", "\"1\n2\",\"x\"\"y\"", "c, \"d,\n\" ,5\" disk", "last");
        assertThat(cut.starts()).extracting(Position::line).containsExactly(1L, 2L, 6L, 7L);
    }

    @Test
    void quoteThatIsNeverClosed_costsOneLine_notTheRestOfTheFile() throws Exception {
        Cut cut = rows("a,\"b\nc,d\ne,f");

        assertThat(cut.texts()).containsExactly("c,d", "e,f");
        assertThat(cut.faults()).singleElement().asString().contains("never closed");
        assertThat(cut.starts()).containsExactly(new Position(1, 1, 0), new Position(2, 1, 5), new Position(3, 1, 9));
    }

    @Test
    void quoteThatClosesInTheNextRow_costsOneLine() throws Exception {
        Cut cut = rows("a,\"b\nc,\"d\"\ne,f");

        assertThat(cut.texts()).containsExactly("c,\"d\"", "e,f");
        assertThat(cut.faults())
                .singleElement()
                .asString()
                .contains("text follows the closing quote at line 2, column 4");
    }

    @Test
    void textBehindAClosingQuote_costsItsRow() throws Exception {
        Cut cut = rows("a,\"b\"x\nc,d");

        assertThat(cut.texts()).containsExactly("c,d");
        assertThat(cut.faults()).hasSize(1);
    }

    @Test
    void tooLongRow_isSkipped_andTheNextOneIsRead() throws Exception {
        Cut cut = rows("\"" + "x\n".repeat(10_000) + "\",b\nc,d");

        assertThat(cut.texts()).containsExactly("c,d");
        assertThat(cut.faults()).singleElement().asString().contains("longer than 1024 bytes");
        assertThat(cut.starts().get(1).line()).isEqualTo(10_002);
    }

    @Test
    void fileFullOfStrayQuotes_endsInTime() {
        String nasty = "x,\"\"\"\n\"\n".repeat(100_000) + "a,\"".repeat(1);

        assertTimeout(Duration.ofSeconds(20), () -> cut(nasty, in -> new CsvRows(in, ',', 8 * 1024 * 1024)));
    }
}
