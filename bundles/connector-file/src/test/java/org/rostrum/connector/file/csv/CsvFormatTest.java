package org.rostrum.connector.file.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.testkit.importing.CollectedRecords;
import org.rostrum.testkit.importing.CollectedRecords.Rejected;

class CsvFormatTest {
    private static final String TABLE =
            """
            ID,Created at,Author,Display name,Text,In reply to,Direction,Company,Language,Link,Media
            1,2024-05-01T10:00:00Z,@ann,Ann B.,"Hello, ""world""
            second line",,inbound,Acme,en_GB,https://x.example/1,https://x.example/a.png|https://x.example/b.png
            2,2024-05-01 10:05:00+02:00,care,,Thanks,1,outbound,Acme,,,
            """;

    private final CsvFormat format = new CsvFormat(CollectedRecords.CLOCK);

    private CollectedRecords read(String table) {
        return CollectedRecords.read(format, table);
    }

    private CollectedRecords read(String table, String... options) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return CollectedRecords.read(format, table, map);
    }

    @Test
    void usualHeadings_areKnown() {
        CollectedRecords records = read(TABLE);

        assertThat(records.rejected()).isEmpty();
        Activity first = records.activities().get(0);
        assertThat(first.networkId()).isEqualTo("1");
        assertThat(first.published()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(first.actor()).isEqualTo(new Actor("ann", "ann", "Ann B.", null));
        assertThat(first.content()).isEqualTo("Hello, \"world\"\nsecond line");
        assertThat(first.language()).isEqualTo("en-GB");
        assertThat(first.url()).isEqualTo(URI.create("https://x.example/1"));
        assertThat(first.attachments()).hasSize(2);
        assertThat(first.kind()).isEqualTo(ActivityKind.POST);
        Activity second = records.activities().get(1);
        assertThat(second.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(second.inReplyTo()).isEqualTo("1");
        assertThat(second.published()).isEqualTo(Instant.parse("2024-05-01T08:05:00Z"));
        assertThat(second.original().text()).isEqualTo("2,2024-05-01 10:05:00+02:00,care,,Thanks,1,outbound,Acme,,,");
        assertThat(records.accepted())
                .extracting(CollectedRecords.Accepted::source)
                .containsOnly("Acme");
        assertThat(records.accepted())
                .extracting(CollectedRecords.Accepted::line)
                .containsExactly(2L, 4L);
    }

    @Test
    void tableOfTheTwitterSupportDataSet_isReadAsItIs() {
        CollectedRecords records = read(
                """
                tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id
                1,sprintcare,False,Tue Oct 31 22:10:47 +0000 2017,@115712 I understand.,2,3
                2,115712,True,Tue Oct 31 22:11:45 +0000 2017,@sprintcare and how,,1
                """);

        assertThat(records.activities())
                .extracting(Activity::direction)
                .containsExactly(Direction.OUTBOUND, Direction.INBOUND);
        assertThat(records.activities()).extracting(Activity::inReplyTo).containsExactly("3", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|", ","})
    void delimiter_isFoundOut(String delimiter) {
        String table = "id,time,author,text\n1,2024-05-01T10:00:00Z,ann,\"a,b;c\t|\"\n".replace(",", delimiter);

        assertThat(read(table).activity().content()).contains("b");
    }

    @Test
    void delimiterAnnouncedByASpreadsheet_isUsed() {
        assertThat(read(
                                "sep=;\r\nid;time;author;text,more\r\n1;2024-05-01T10:00:00Z;ann;x\r\n",
                                "column.text",
                                "text,more")
                        .activity()
                        .content())
                .isEqualTo("x");
        assertThat(read("sep=\t\nid\ttime\tauthor\ttext\n1\t2024-05-01T10:00:00Z\tann\tx\n")
                        .activity()
                        .content())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"semicolon", "';'"})
    void delimiter_canBeNamed(String named) {
        assertThat(read("id;time;author;text\n1;2024-05-01T10:00:00Z;ann;x", "delimiter", named)
                        .activity()
                        .content())
                .isEqualTo("x");
    }

    @Test
    void everyColumn_canBeNamed_byHeadingOrNumber() {
        String table = "nr;wann;wer;was\n1;01.05.2024 12:00;ann;Hallo\n";

        Activity activity = read(
                        table,
                        "column.id",
                        "nr",
                        "column.time",
                        "#2",
                        "column.author",
                        "WER",
                        "column.text",
                        "#4",
                        "timeFormat",
                        "dd.MM.yyyy HH:mm",
                        "zone",
                        "Europe/Berlin",
                        "language",
                        "de",
                        "direction",
                        "outbound")
                .activity();

        assertThat(activity.published()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(activity.content()).isEqualTo("Hallo");
        assertThat(activity.language()).isEqualTo("de");
        assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void tableWithoutHeadings_isReadByNumbers() {
        assertThat(read(
                                "1,2024-05-01T10:00:00Z,x\n",
                                "header",
                                "false",
                                "column.id",
                                "1",
                                "column.time",
                                "2",
                                "column.text",
                                "3",
                                "author",
                                "ann")
                        .activity()
                        .actor()
                        .networkId())
                .isEqualTo("ann");
    }

    @Test
    void missingColumn_isToldWithTheHeadingsThereAre() {
        assertThat(read("id,when,who,text\n1,2,3,4").unreadable())
                .contains("column.time")
                .contains("id, when, who, text");
        assertThat(read("id,time,author,text\n", "column.text", "words").unreadable())
                .contains("there is no such column");
        assertThat(read("id,time,author,text,Text\n", "column.text", "text").unreadable())
                .contains("#4");
    }

    @Test
    void rowsWithoutIds_getThemFromTheirContent_whenWanted() {
        String table = "time,author,text\n2024-05-01T10:00:00Z,ann,x\n2024-05-01T10:00:00Z,ann,y\n";

        assertThat(read(table).unreadable()).contains("\"ids\" to hash");
        CollectedRecords first = read(table, "ids", "hash");
        assertThat(first.activities()).extracting(Activity::networkId).doesNotHaveDuplicates();
        assertThat(read(table, "ids", "hash").activities()).isEqualTo(first.activities());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "1,,ann,x,,,, ~ time",
                "1,soon,ann,x,,,, ~ time",
                ",2024-05-01T10:00:00Z,ann,x,,,, ~ id",
                "1.2454E+18,2024-05-01T10:00:00Z,ann,x,,,, ~ id",
                "1,2024-05-01T10:00:00Z,,x,,,, ~ author",
                "1,2024-05-01T10:00:00Z,ann,x,1E18,,, ~ in reply to",
                "1,2024-05-01T10:00:00Z,ann,x,,sideways,, ~ direction",
                "1,2024-05-01T10:00:00Z,ann,x,,true,, ~ direction",
                "1,2024-05-01T10:00:00Z,ann,x,,,shouted, ~ verb",
                "1,2024-05-01T10:00:00Z,ann,a,b,in,,,,c ~ ''",
                "1,2024-05-01T10:00:00Z,ann,\"a\"b,,,, ~ ''",
            })
    void badRow_isSetAside_withItsHeading_andTheNextIsRead(String row, String field) {
        CollectedRecords records = read("id,time,author,text,in reply to,direction,verb,url\n" + row
                + "\n2,2024-05-01T10:00:00Z,ann,fine,,,,\n");

        Rejected rejected = records.rejection();
        assertThat(rejected.field()).isEqualTo(field.isEmpty() ? null : field);
        assertThat(rejected.line()).isEqualTo(2);
        assertThat(rejected.excerpt()).isEqualTo(row);
        assertThat(records.activities()).extracting(Activity::networkId).containsExactly("2");
    }

    @Test
    void tooLongCell_isRejectedByName_notCut() {
        String row = "1,2024-05-01T10:00:00Z,ann," + "x".repeat(Activity.MAX_CONTENT + 1) + "\n";

        assertThat(read("id,time,author,text\n" + row).rejection().field()).isEqualTo("text");
    }

    @Test
    void verbs_haveTheirUsualWords() {
        CollectedRecords records = read(
                """
                id,time,author,text,activity
                1,2024-05-01T10:00:00Z,ann,x,Retweet
                2,2024-05-01T10:00:00Z,ann,,like
                3,2024-05-01T10:00:00Z,ann,x,
                """);

        assertThat(records.activities()).extracting(Activity::verb).containsExactly("Announce", "Like", "Create");
    }

    @Test
    void ownActors_areOutbound_andHtmlIsConverted() {
        Activity activity = read(
                        "id,time,author,text\n1,2024-05-01T10:00:00Z,Care,<p>Hi<br>there</p>\n",
                        "ownActors",
                        "@care",
                        "textFormat",
                        "html")
                .activity();

        assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(activity.content()).isEqualTo("Hi\nthere");
    }

    @Test
    void encodings_areFoundOutOrNamed() {
        String table = "id,time,author,text\n1,2024-05-01T10:00:00Z,ann,zażółć\n";
        Charset polish = Charset.forName("windows-1250");

        assertThat(CollectedRecords.read(format, ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16LE), Map.of())
                        .activity()
                        .content())
                .isEqualTo("zażółć");
        assertThat(CollectedRecords.read(format, table.getBytes(polish), Map.of("charset", "windows-1250"))
                        .activity()
                        .content())
                .isEqualTo("zażółć");
        assertThat(CollectedRecords.read(format, table.getBytes(polish), Map.of())
                        .rejection()
                        .reason())
                .contains("line 2")
                .contains("byte 49")
                .contains("charset");
    }

    @Test
    void nulCharacters_areRejected_withAHint() {
        assertThat(read("id,time,author,text\n1,2024-05-01T10:00:00Z,ann,a\0b\n")
                        .rejection()
                        .reason())
                .contains("UTF-16");
    }

    @ParameterizedTest
    @CsvSource({
        "delimiter,ab",
        "delimiter,é",
        "header,perhaps",
        "charset,latin-17",
        "zone,Warsaw",
        "ids,none",
        "maxRecordBytes,1",
        "maxRecordBytes,many",
        "language,not a tag",
        "timeFormat,{",
        "column.nothing,1"
    })
    void wrongOption_isRefusedByName(String option, String value) {
        assertThat(read("id,time,author,text\n", option, value).unreadable()).contains(option);
    }

    @Test
    void emptyFileAndUnreadableHeadings_areRefused() {
        assertThat(read("").unreadable()).contains("empty");
        assertThat(read("id,\"time\"x,author\n").unreadable()).contains("headings (line 1)");
        assertThat(read("id,time,author,text\n").unreadable()).isNull();
    }

    @Test
    void recognisesItsFiles() {
        assertThat(format.recognise("a.csv", TABLE.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(85);
        assertThat(format.recognise("upload", TABLE.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(75);
        assertThat(format.recognise("a.csv", "nr;wer".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(55);
        assertThat(format.recognise("a.txt", "Dear all,\n".getBytes(StandardCharsets.UTF_8)))
                .isZero();
        assertThat(format.recognise("a.json", "{\"id\":1}".getBytes(StandardCharsets.UTF_8)))
                .isZero();
    }
}
