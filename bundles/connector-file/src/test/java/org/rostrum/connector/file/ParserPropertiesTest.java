package org.rostrum.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rostrum.api.activity.Activity;
import org.rostrum.connector.file.activitystreams.ActivityStreamsFormat;
import org.rostrum.connector.file.activitystreams.MastodonOutboxFormat;
import org.rostrum.connector.file.care.CareConversationsFormat;
import org.rostrum.connector.file.csv.CsvFormat;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.text.PlainText;
import org.rostrum.testkit.importing.CollectedRecords;

/** What holds for every file; jqwik prints the seed of a case that fails. */
class ParserPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ImportFormat activities = new ActivityStreamsFormat(CollectedRecords.CLOCK);
    private final ImportFormat csv = new CsvFormat(CollectedRecords.CLOCK);
    private final List<ImportFormat> formats = List.of(
            activities,
            csv,
            new MastodonOutboxFormat(CollectedRecords.CLOCK),
            new CareConversationsFormat(CollectedRecords.CLOCK));

    /** Any text that a JSON file can hold. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> characters = Arbitraries.strings()
                .withChars("{}[],:\"\\;\t\r\n '<>&@#/ab1é漢")
                .ofMaxLength(60);
        Arbitrary<String> anything =
                Arbitraries.strings().excludeChars('\0').ofMaxLength(40).filter(ParserPropertiesTest::whole);
        return Arbitraries.oneOf(characters, anything);
    }

    private static boolean whole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static ObjectNode note(int id, String content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "Note")
                .put("id", "n" + id)
                .put("attributedTo", "ann")
                .put("mediaType", "text/plain")
                .put("published", "2024-05-01T10:00:00Z")
                .put("content", content);
    }

    @Property(tries = 300)
    void jsonRecords_comeBackWhole_whateverTheyHoldAndHoweverTheyAreLaidOut(
            @ForAll("texts") String one, @ForAll("texts") String two, @ForAll boolean pretty) throws Exception {
        List<JsonNode> notes = List.of(note(1, one), note(2, two));
        ObjectNode collection = JsonNodeFactory.instance.objectNode().put("type", "Collection");
        collection.putObject("x").putArray("items").add(one);
        collection.putArray("items").addAll(notes);
        List<String> files = new ArrayList<>(List.of(
                pretty
                        ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(notes)
                        : JSON.writeValueAsString(notes),
                pretty ? collection.toPrettyString() : collection.toString(),
                notes.get(0) + "\n" + notes.get(1)));
        if (pretty) {
            files.add(notes.get(0).toPrettyString() + notes.get(1).toPrettyString());
        }
        for (String file : files) {
            assertThat(CollectedRecords.read(activities, file).activities())
                    .extracting(Activity::content)
                    .containsExactly(PlainText.clean(one), PlainText.clean(two));
        }
    }

    @Property(tries = 500)
    void csvCells_comeBackWhole_whateverTheyHold(
            @ForAll("texts") String one, @ForAll("texts") String two, @ForAll boolean quoteAll) {
        for (char delimiter : new char[] {',', ';', '\t'}) {
            String file = row(delimiter, quoteAll, "id", "time", "author", "text", "company")
                    + row(delimiter, quoteAll, "1", "2024-05-01T10:00:00Z", "ann", one, PlainText.clean("x" + two))
                    + row(delimiter, quoteAll, "2", "2024-05-01T10:00:00Z", "ann", two, "Acme");

            CollectedRecords records = CollectedRecords.read(csv, file, Map.of("delimiter", String.valueOf(delimiter)));

            assertThat(records.activities())
                    .extracting(Activity::content)
                    .containsExactly(PlainText.clean(one), PlainText.clean(two));
        }
    }

    private static String row(char delimiter, boolean quoteAll, String... cells) {
        return String.join(
                        String.valueOf(delimiter),
                        Arrays.stream(cells)
                                .map(cell -> cell(delimiter, quoteAll, cell))
                                .toList())
                + "\r\n";
    }

    private static String cell(char delimiter, boolean quoteAll, String cell) {
        boolean quote = quoteAll
                || cell.indexOf(delimiter) >= 0
                || cell.indexOf('"') >= 0
                || cell.indexOf('\n') >= 0
                || cell.indexOf('\r') >= 0;
        return quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** The collector fails when a record is skipped, comes twice, or both accepted and rejected. */
    @Property(tries = 1_500)
    void damagedFiles_neverThrow_andEveryRecordComesOnce(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] file = Samples.ALL.get(random.nextInt(Samples.ALL.size())).getBytes(Samples.charset(random));
        byte[] damaged = damage(file, random);
        for (ImportFormat format : formats) {
            CollectedRecords.read(format, damaged, random.nextBoolean() ? Map.of() : Map.of("maxRecordBytes", "1024"));
            format.recognise("upload", damaged);
        }
    }

    private static byte[] damage(byte[] file, Random random) {
        byte[] damaged = file.clone();
        for (int i = random.nextInt(6); i > 0 && damaged.length > 1; i--) {
            int place = random.nextInt(damaged.length);
            switch (random.nextInt(5)) {
                case 0 -> damaged[place] = (byte) random.nextInt(256);
                case 1 -> damaged[place] = (byte) "{}[]\",:\\\n;".charAt(random.nextInt(10));
                case 2 -> damaged = Arrays.copyOf(damaged, place);
                case 3 -> damaged =
                        repeated(damaged, place, random.nextInt(damaged.length - place), random.nextInt(30));
                default -> damaged = repeated(damaged, place, random.nextInt(damaged.length - place), 0);
            }
        }
        return damaged;
    }

    private static byte[] repeated(byte[] file, int from, int length, int times) {
        byte[] result = new byte[file.length + length * (times - 1)];
        System.arraycopy(file, 0, result, 0, from);
        for (int i = 0; i < times; i++) {
            System.arraycopy(file, from, result, from + i * length, length);
        }
        System.arraycopy(file, from + length, result, from + times * length, file.length - from - length);
        return result;
    }

    @Property(tries = 500)
    void anyText_becomesPlainText_withoutControlCharactersOrHalfCharacters(@ForAll String text) {
        for (String clean : List.of(PlainText.clean(text), HtmlText.of(text), HtmlText.of("<p>" + text))) {
            assertThat(clean.chars()).noneMatch(one -> Character.isISOControl(one) && one != '\n' && one != '\t');
            assertThat(whole(clean)).isTrue();
            assertThat(PlainText.clean(clean)).isEqualTo(clean);
        }
    }
}
