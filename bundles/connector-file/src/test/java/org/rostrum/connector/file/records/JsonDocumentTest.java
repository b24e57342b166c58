package org.rostrum.connector.file.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.connector.file.records.Cut.cut;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.spi.importing.UnreadableFileException;

class JsonDocumentTest {
    private static final Set<String> ITEMS = Set.of("items", "orderedItems");

    private static Cut document(String text) throws Exception {
        return cut(text, in -> new JsonDocument(in, 1024, ITEMS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[{\"a\":1},{\"b\":2}] ~ {\"a\":1} | {\"b\":2}",
                "[] ~ ''",
                "{\"a\":[{}]} ~ {\"a\":[{}]}",
                "{\"a\":1}{\"b\":2} ~ {\"a\":1} | {\"b\":2}",
                "{\"items\":[{\"a\":1},{\"b\":2}]} ~ {\"a\":1} | {\"b\":2}",
                "{\"x\":{\"items\":[3]},\"orderedItems\":[{\"a\":1}],\"y\":2} ~ {\"a\":1}",
                "{\"items\":{\"a\":1}} ~ {\"a\":1}",
                "{\"items\":\"id\",\"z\":[]} ~ \"id\"",
                "{\"items\":[]} ~ ''",
                "{\"first\":{\"type\":\"Page\",\"items\":[{\"a\":1}]},\"last\":\"x\"} ~ {\"a\":1}",
                "{\"first\":{\"items\":[1]},\"items\":[2]} ~ 1 | 2",
                "[{\"a\":\"}]\\\"{\"},\"s\",12,null,[1]] ~ {\"a\":\"}]\\\"{\"} | \"s\" | 12 | null | [1]",
                "[{\"a\":1} {\"b\":2},,] ~ {\"a\":1} | {\"b\":2}",
            })
    void records_areTheElementsOfTheListAtTheTop(String text, String expected) throws Exception {
        assertThat(String.join(" | ", document(text).texts())).isEqualTo(expected);
    }

    @Test
    void placesAreCounted_inLinesColumnsAndBytes() throws Exception {
        Cut cut = document("[\n  {\"ä\":1},\n  {\"b\":\n2}, {}]");

        assertThat(cut.starts()).containsExactly(new Position(2, 3, 4), new Position(3, 3, 16), new Position(4, 5, 26));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                // a string that is not closed ends with its line
                "[{\"a\":\"x\\n},\\n{\"b\":2}] ~ {\"a\":\"x\\n} | {\"b\":2}",
                // a wrong bracket inside closes what is around it
                "[{\"a\":1],{\"b\":2} ~ {\"a\":1 | {\"b\":2}",
                "[{\"a\":[1},{\"b\":2}] ~ {\"a\":[1} | {\"b\":2}",
                "[{\"a\":(1)},{\"b\":2}] ~ {\"a\":(1)} | {\"b\":2}",
                "[}x,{\"b\":2}] ~ }x | {\"b\":2}",
            })
    void brokenRecord_costsAsFewOthersAsPossible(String text, String expected) throws Exception {
        Cut cut = cut(text.replace("\\n", "\n"), in -> new JsonDocument(in, 1024, ITEMS), true);

        assertThat(String.join(" | ", cut.texts())).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void truncatedFile_isReadAsFarAsItGoes_andSaysWhereItEnds() throws Exception {
        Cut cut = cut("[\n{\"a\":1},\n{\"b\":\"cut o", in -> new JsonDocument(in, 1024, ITEMS), true);

        assertThat(cut.texts()).containsExactly("{\"a\":1}");
        assertThat(cut.problem())
                .contains("line 3, column 12")
                .contains("record 2, which starts at line 3, column 1")
                .contains("The 1 records before it were read")
                .contains("import it again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[",
                "[1,",
                "{",
                "{\"items\"",
                "{\"items\":",
                "{\"items\":[",
                "{\"items\":[{}]",
                "{\"a\":{",
                "{\"a",
                "[\"a\\"
            })
    void everyEarlyEnd_isNoticed(String text) {
        assertThatThrownBy(() -> document(text))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("ends too early");
    }

    @Test
    void strayBracketBehindTheRecords_isToldWithItsPlace() {
        assertThatThrownBy(() -> document("[{\"a\":1}]\n ]"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line 2, column 2");
    }

    @Test
    void collectionWithoutItems_isARejectedRecord_notNothing() throws Exception {
        Cut cut = document("{\"first\":{\"type\":\"CollectionPage\",\"next\":\"x\"}}");

        assertThat(cut.faults()).singleElement().asString().contains("lists no items");
    }

    @Test
    void tooLongRecord_isSkipped_andTheNextOneIsRead() throws Exception {
        Cut cut = document("[{\"a\":\"" + "x".repeat(5_000) + "\"},\n{\"b\":2}]");

        assertThat(cut.faults()).singleElement().asString().contains("longer than 1024 bytes (it has 5008)");
        assertThat(cut.texts()).containsExactly("{\"b\":2}");
    }

    @Test
    void tooLongMemberBeforeTheItems_doesNotHideThem() throws Exception {
        Cut cut = document(
                "{\"note\":\"" + "x".repeat(5_000) + "\",\"" + "k".repeat(3_000) + "\":0,\"items\":[{\"b\":2}]}");

        assertThat(cut.texts()).containsExactly("{\"b\":2}");
    }

    @Test
    void nestingWithoutEnd_needsNeitherStackNorMemory() throws Exception {
        String deep = "[".repeat(300_000) + "]".repeat(300_000);

        Cut cut = document("[" + deep + ",{\"b\":2}]");

        assertThat(cut.faults()).hasSize(1);
        assertThat(cut.texts()).containsExactly("{\"b\":2}");
    }

    @Test
    void invalidUtf8_costsItsRecordOnly_andNamesLineAndByte() throws Exception {
        byte[] bytes = "[{\"a\":1},\n{\"b\":\"?\"},\n{\"c\":3}]".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        bytes[16] = (byte) 0xE9;

        Cut cut = cut(bytes, null, in -> new JsonDocument(in, 1024, ITEMS), false);

        assertThat(cut.texts()).containsExactly("{\"a\":1}", "{\"c\":3}");
        assertThat(cut.faults()).singleElement().asString().contains("line 2, byte 16 of the file (0xE9)");
    }
}
