package org.rostrum.connector.file.activitystreams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.testkit.importing.CollectedRecords;
import org.rostrum.testkit.importing.CollectedRecords.Rejected;

class ActivityStreamsFormatTest {
    private static final String CREATE =
            """
            {"@context": "https://www.w3.org/ns/activitystreams",
             "id": "https://social.example/activities/1", "type": "Create",
             "actor": {"type": "Person", "id": "https://social.example/users/ann", "name": "Ann",
                       "preferredUsername": "ann", "url": "https://social.example/@ann"},
             "published": "2024-05-01T10:00:00Z",
             "object": {"id": "https://social.example/notes/1", "type": "Note",
                        "content": "<p>Hello <b>world</b></p>", "contentMap": {"en": "<p>Hello <b>world</b></p>"},
                        "inReplyTo": "https://other.example/notes/9", "context": "https://other.example/c/9",
                        "url": "https://social.example/@ann/1",
                        "attachment": [{"type": "Document", "mediaType": "image/png",
                                        "url": "https://social.example/a.png", "name": "A cat"}]}}
            """;

    private static final String NOTE =
            """
            {"type":"Note","id":"n1","attributedTo":"https://social.example/users/ann",
             "published":"2024-05-01T10:00:00Z","content":"Hello"}""";

    private final ActivityStreamsFormat format = new ActivityStreamsFormat(CollectedRecords.CLOCK);

    private CollectedRecords read(String text) {
        return CollectedRecords.read(format, text);
    }

    @Test
    void create_becomesAnActivityWithTheIdOfItsObject() {
        Activity activity = read(CREATE).activity();

        assertThat(activity.networkId()).isEqualTo("https://social.example/notes/1");
        assertThat(activity.kind()).isEqualTo(ActivityKind.REPLY);
        assertThat(activity.objectType()).isEqualTo("Note");
        assertThat(activity.actor())
                .isEqualTo(new Actor(
                        "https://social.example/users/ann",
                        "ann@social.example",
                        "Ann",
                        URI.create("https://social.example/@ann")));
        assertThat(activity.published()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(activity.content()).isEqualTo("Hello world");
        assertThat(activity.language()).isEqualTo("en");
        assertThat(activity.inReplyTo()).isEqualTo("https://other.example/notes/9");
        assertThat(activity.context()).isEqualTo("https://other.example/c/9");
        assertThat(activity.url()).isEqualTo(URI.create("https://social.example/@ann/1"));
        assertThat(activity.attachments())
                .containsExactly(new Attachment(URI.create("https://social.example/a.png"), "image/png", "A cat"));
        assertThat(activity.direction()).isEqualTo(Direction.INBOUND);
        assertThat(activity.original().text()).isEqualTo(CREATE.strip());
    }

    @Test
    void bareObject_countsAsCreated() {
        Activity activity = read(NOTE).activity();

        assertThat(activity.verb()).isEqualTo("Create");
        assertThat(activity.networkId()).isEqualTo("n1");
        assertThat(activity.actor().handle()).isEqualTo("ann@social.example");
    }

    @ParameterizedTest
    @CsvSource({"Announce,SHARE", "Like,REACTION", "Follow,RELATION", "Undo,OTHER", "Delete,OTHER"})
    void otherVerbs_goByTheirOwnId_withoutTheWordsOfOthers(String verb, ActivityKind kind) {
        Activity activity = read("{\"type\":\"" + verb + "\",\"id\":\"a1\",\"actor\":\"acct:ann@social.example\","
                        + "\"published\":\"2024-05-01T10:00:00Z\","
                        + "\"object\":{\"type\":\"Note\",\"id\":\"https://x.example/n\",\"content\":\"not mine\"}}")
                .activity();

        assertThat(activity.kind()).isEqualTo(kind);
        assertThat(activity.networkId()).isEqualTo("a1");
        assertThat(activity.objectType()).isEqualTo("Note");
        assertThat(activity.content()).isEmpty();
        assertThat(activity.actor().handle()).isEqualTo("ann@social.example");
        assertThat(activity.url()).isEqualTo(URI.create("https://x.example/n"));
    }

    @Test
    void liberties_ofJsonLd_areUnderstood() {
        String note =
                """
                {"@id":1234,"@type":["https://example.com/Custom","as:Note"],"attributedTo":[{"id":"ann","type":"Person"}],
                 "published":{"@type":"xsd:dateTime","@value":"2024-05-01T10:00:00Z"},
                 "content":[{"@value":"Ahoj","@language":"cs"}],"inReplyTo":[{"type":"Note","id":"n0"}],
                 "url":[{"type":"Link","mediaType":"text/html","href":"https://x.example/1"}],
                 "attachment":"https://x.example/1.jpg"}""";

        Activity activity = read(note).activity();

        assertThat(activity.networkId()).isEqualTo("1234");
        assertThat(activity.objectType()).isEqualTo("Note");
        assertThat(activity.actor().networkId()).isEqualTo("ann");
        assertThat(activity.content()).isEqualTo("Ahoj");
        assertThat(activity.language()).isEqualTo("cs");
        assertThat(activity.inReplyTo()).isEqualTo("n0");
        assertThat(activity.url()).isEqualTo(URI.create("https://x.example/1"));
        assertThat(activity.attachments())
                .extracting(Attachment::url)
                .containsExactly(URI.create("https://x.example/1.jpg"));
    }

    @Test
    void textInSeveralLanguages_isTakenInTheWishedOne() {
        String note = NOTE.replace("\"content\":\"Hello\"", "\"contentMap\":{\"de\":\"Hallo\",\"pl-PL\":\"Cześć\"}");

        assertThat(read(note).activity().content()).isEqualTo("Hallo");
        Activity polish =
                CollectedRecords.read(format, note, Map.of("language", "pl")).activity();
        assertThat(polish.content()).isEqualTo("Cześć");
        assertThat(polish.language()).isEqualTo("pl-PL");
    }

    @Test
    void article_hasItsNameAboveItsContent_andNoSummaryThatRepeatsIt() {
        Activity article = read(NOTE.replace("Note", "Article")
                        .replace(
                                "\"content\":\"Hello\"",
                                "\"name\":\"Title\",\"summary\":\"Short\",\"content\":\"<p>Long</p>\""))
                .activity();

        assertThat(article.objectType()).isEqualTo("Article");
        assertThat(article.content()).isEqualTo("Title\n\nLong");
    }

    @Test
    void sensitiveObject_keepsItsWarning() {
        Activity note = read(NOTE.replace("\"content\"", "\"sensitive\":true,\"summary\":\"Spoiler\",\"content\""))
                .activity();

        assertThat(note.content()).isEqualTo("Spoiler\n\nHello");
    }

    @Test
    void plainText_isNotTakenForHtml_whenTheObjectSaysSo() {
        Activity note = read(NOTE.replace(
                        "\"content\":\"Hello\"", "\"mediaType\":\"text/plain\",\"content\":\"a<b>c &amp;\""))
                .activity();

        assertThat(note.content()).isEqualTo("a<b>c &amp;");
    }

    @Test
    void collection_page_list_andLines_giveTheSameRecords() {
        String second = NOTE.replace("n1", "n2");
        String oneLine = NOTE.replace("\n", "");
        for (String file : new String[] {
            "[" + NOTE + "," + second + "]",
            "{\"type\":\"OrderedCollection\",\"totalItems\":2,\"orderedItems\":[" + NOTE + "," + second + "]}",
            "{\"items\":[" + NOTE + "," + second + "],\"type\":\"CollectionPage\"}",
            "{\"type\":\"OrderedCollection\",\"first\":{\"type\":\"OrderedCollectionPage\",\"orderedItems\":[" + NOTE
                    + "," + second + "]}}",
            oneLine + "\n" + oneLine.replace("n1", "n2") + "\n",
        }) {
            assertThat(read(file).activities())
                    .as(file)
                    .extracting(Activity::networkId)
                    .containsExactly("n1", "n2");
        }
    }

    @Test
    void brokenLine_isSetAside_andTheOthersAreRead() {
        String line = NOTE.replace("\n", "");
        CollectedRecords records = read(line + "\n{\"type\":\"Note\",\n" + line.replace("n1", "n2"));

        assertThat(records.activities()).hasSize(2);
        assertThat(records.rejection().line()).isEqualTo(2);
        assertThat(records.rejection().reason()).contains("Not valid JSON").contains("line 2");
        assertThat(records.rejection().excerpt()).isEqualTo("{\"type\":\"Note\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\"id\":\"n1\" ~ \"x\":1 ~ id",
                "\"id\":\"n1\" ~ \"id\":true ~ id",
                "\"id\":\"n1\" ~ \"id\":\"a\\u0000b\" ~ id",
                "\"type\":\"Note\" ~ \"type\":\"Blurb\" ~ type",
                "\"type\":\"Note\" ~ \"type\":\"Person\" ~ type",
                "\"type\":\"Note\" ~ \"type\":\"Collection\" ~ type",
                "\"type\":\"Note\" ~ \"type\":7 ~ type",
                "\"published\":\"2024-05-01T10:00:00Z\" ~ \"x\":1 ~ published",
                "2024-05-01T10:00:00Z ~ 2024-05-01T10:00:00 ~ published",
                "2024-05-01T10:00:00Z ~ 2044-05-01T10:00:00Z ~ published",
                "\"2024-05-01T10:00:00Z\" ~ 1714557600 ~ published",
                "\"attributedTo\":\"https://social.example/users/ann\" ~ \"x\":1 ~ actor",
                "\"attributedTo\":\"https://social.example/users/ann\" ~ \"attributedTo\":{} ~ actor",
            })
    void recordThatLacksSomething_isRejectedNamingTheField(String part, String instead, String field) {
        Rejected rejected = read(NOTE.replace(part, instead)).rejection();

        assertThat(rejected.field()).isEqualTo(field);
    }

    @Test
    void tooLongFields_areRejectedByName_neverCut() {
        assertThat(read(NOTE.replace("Hello", "x".repeat(Activity.MAX_CONTENT + 1)))
                        .rejection()
                        .field())
                .isEqualTo("content");
        assertThat(read(NOTE.replace("n1", "x".repeat(513))).rejection().field())
                .isEqualTo("networkId");
        assertThat(read(NOTE.replace("Hello", "<p>x</p>".repeat(200_000)))
                        .rejection()
                        .reason())
                .contains("1000000");
    }

    @Test
    void duplicateKey_isRejected_sinceNobodyKnowsWhichOneCounts() {
        Rejected rejected = read(NOTE.replace("\"id\":\"n1\"", "\"id\":\"n1\",\"id\":\"n2\""))
                .rejection();

        assertThat(rejected.reason()).contains("id");
    }

    @Test
    void nestingWithoutEnd_isRejected() {
        Rejected rejected = read(NOTE.replace("\"Hello\"", "[".repeat(5_000) + "]".repeat(5_000)))
                .rejection();

        assertThat(rejected.reason()).contains("nesting depth");
    }

    @Test
    void addressesThatRunCode_areLeftOut() {
        Activity note = read(NOTE.replace(
                        "\"content\"",
                        "\"url\":\"javascript:alert(1)\",\"attachment\":[{\"type\":\"Link\",\"href\":\"data:text/html,x\"}],\"content\""))
                .activity();

        assertThat(note.url()).isNull();
        assertThat(note.attachments()).isEmpty();
    }

    @Test
    void ownActors_areOutbound() {
        Map<String, String> options = Map.of("ownActors", "@Ann@social.example, somebody");

        assertThat(CollectedRecords.read(format, NOTE, options).activity().direction())
                .isEqualTo(Direction.OUTBOUND);
        assertThat(CollectedRecords.read(format, NOTE.replace("ann", "bob"), options)
                        .activity()
                        .direction())
                .isEqualTo(Direction.INBOUND);
    }

    @Test
    void unknownOption_isRefused_listingThoseThatExist() {
        assertThat(CollectedRecords.read(format, NOTE, Map.of("driection", "inbound"))
                        .unreadable())
                .contains("driection")
                .contains("direction");
    }

    @Test
    void emptyFile_isRefused() {
        assertThat(read("").unreadable()).contains("empty");
    }

    @Test
    void recognisesItsFiles() {
        assertThat(format.recognise("a.json", CREATE.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(80);
        assertThat(format.recognise("a.jsonl", NOTE.getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(60);
        assertThat(format.recognise("a.csv", "id,text".getBytes(StandardCharsets.UTF_8)))
                .isZero();
    }
}
