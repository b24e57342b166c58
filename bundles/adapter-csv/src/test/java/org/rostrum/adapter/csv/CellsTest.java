package org.rostrum.adapter.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil.example\")",
                "+48 600 100 200",
                "-2+3",
                "@SUM(A1)",
                "@x+cmd|' /C calc'!A0",
                "\uFF20SUM\uFF08A1\uFF09",
                "@ann\n=1+1",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1+1",
                "'=1"
            })
    void harmless_putsAnApostropheBeforeFormulas(String cell) {
        assertThat(Cells.harmless(cell)).startsWith("'").hasSize(cell.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "joe@example.org", "1-2", " =1", "Żółw", "@ann", "@ann where is my order?"})
    void harmless_leavesOtherCellsAsTheyAre(String cell) {
        assertThat(Cells.harmless(cell)).isEqualTo(cell);
    }

    @Test
    void harmless_replacesWhatNoFileShouldHold() {
        assertThat(Cells.harmless("a\u0000b\u001B[31mc\uD83Dd\uFEFFe\u0085f"))
                .isEqualTo("a\uFFFDb\uFFFD[31mc\uFFFDd\uFFFDe\uFFFDf");
        assertThat(Cells.harmless("😀\tx\r\ny\rz")).isEqualTo("😀\tx\ny\nz");
    }

    @ParameterizedTest
    @CsvSource({"COMMA, ','", "SEMICOLON, ;", "TAB, '\t'"})
    void record_quotesEveryCell(Delimiter delimiter, String character) {
        assertThat(new String(new Cells(delimiter).record(List.of("a", "say \"hi\"", "x\ny")), UTF_8))
                .isEqualTo("\"a\"" + character + "\"say \"\"hi\"\"\"" + character + "\"x\ny\"\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void records_readBackAsTheyWere_whateverIsInThem(Delimiter delimiter) throws Exception {
        Random random = new Random(7);
        String alphabet = "ab=+-@'\"\t\n,;ż漢😀 ";
        for (int round = 0; round < 2000; round++) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < 4; column++) {
                StringBuilder value = new StringBuilder();
                for (int length = random.nextInt(6); length > 0; length--) {
                    int at = alphabet.offsetByCodePoints(
                            0, random.nextInt(alphabet.codePointCount(0, alphabet.length())));
                    value.appendCodePoint(alphabet.codePointAt(at));
                }
                values.add(value.toString());
            }
            String record = new String(new Cells(delimiter).record(values), UTF_8);
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter.character())
                    .get();
            try (CSVParser parser = CSVParser.parse(record, format)) {
                CSVRecord read = parser.getRecords().get(0);
                assertThat(read.toList().stream().map(CellsTest::withoutMark)).isEqualTo(values);
            }
        }
    }

    private static String withoutMark(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }
}
