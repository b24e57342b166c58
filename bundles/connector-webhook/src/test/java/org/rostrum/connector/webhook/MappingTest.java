package org.rostrum.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.spi.connector.Received;

class MappingTest {
    @Test
    void pointers_findAllParts() {
        Activity activity = Channel.with(
                        "idPointer", "/m/~1key",
                        "textPointer", "/m/says/0",
                        "authorIdPointer", "/who/no",
                        "authorHandlePointer", "/who/at",
                        "authorNamePointer", "/who/called",
                        "timePointer", "/m/when",
                        "inReplyToPointer", "/m/answers",
                        "conversationPointer", "/thread",
                        "urlPointer", "/m/see",
                        "languagePointer", "/m/in",
                        "directionPointer", "/way",
                        "network", "forum")
                .taken(
                        """
                        {"m":{"/key":17,"says":["Hello\\u0000 there\\r\\n!"],"when":1769875200500,"answers":"16",
                         "see":"https://forum.test/17","in":"pt_BR"},
                         "who":{"no":4,"at":"@ann","called":" Ann\\n Smith "},"thread":"t1","way":"Outgoing"}""")
                .get(0);
        assertThat(activity.networkId()).isEqualTo("17");
        assertThat(activity.content()).isEqualTo("Hello there\n!");
        assertThat(activity.actor()).isEqualTo(new Actor("4", "ann", "Ann Smith", null));
        assertThat(activity.published()).isEqualTo(Instant.ofEpochMilli(1_769_875_200_500L));
        assertThat(activity.inReplyTo()).isEqualTo("16");
        assertThat(activity.context()).isEqualTo("t1");
        assertThat(activity.url()).isEqualTo(URI.create("https://forum.test/17"));
        assertThat(activity.language()).isEqualTo("pt-BR");
        assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(activity.original().text()).contains("\"who\":{\"no\":4");
    }

    @Test
    void defaults_understandActivityStreams() {
        Activity activity = Channel.with()
                .taken(
                        """
                        {"@context":["https://www.w3.org/ns/activitystreams",{}],"type":"Create","id":"https://a.test/1/activity",
                         "actor":{"id":"https://a.test/ann","preferredUsername":"ann","name":"Ann"},
                         "object":{"type":"Note","id":"https://a.test/1","attributedTo":"https://a.test/ann",
                          "content":"<p>Hello <a href=\\"https://b.test/\\">you</a></p><p>&amp; all</p>",
                          "contentMap":{"en":"<p>Hello</p>"},"published":"2026-11-01T10:00:00Z",
                          "inReplyTo":"https://b.test/9","conversation":"tag:a.test,2026:1","url":"https://a.test/@ann/1",
                          "attachment":[{"type":"Image","url":"https://a.test/x.png","mediaType":"image/png","name":"A cat"}]}}""")
                .get(0);
        assertThat(activity.networkId()).isEqualTo("https://a.test/1");
        assertThat(activity.content()).isEqualTo("Hello you (https://b.test/)\n\n& all");
        assertThat(activity.actor()).isEqualTo(new Actor("https://a.test/ann", "ann", "Ann", null));
        assertThat(activity.published()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(activity.inReplyTo()).isEqualTo("https://b.test/9");
        assertThat(activity.context()).isEqualTo("tag:a.test,2026:1");
        assertThat(activity.url()).isEqualTo(URI.create("https://a.test/@ann/1"));
        assertThat(activity.language()).isEqualTo("en");
        assertThat(activity.attachments())
                .containsExactly(new Attachment(URI.create("https://a.test/x.png"), "image/png", "A cat"));
        assertThat(activity.direction()).isEqualTo(Direction.INBOUND);
    }

    @Test
    void activitiesThatSayNothing_arePassedOver() {
        assertThat(Channel.with().taken("{\"type\":\"Like\",\"actor\":\"a\",\"object\":\"b\"}"))
                .isEmpty();
    }

    @Test
    void html_isReadWhereASettingOrTheMessageSaysSo() {
        String html = "{\"id\":\"1\",\"from\":\"ann\",\"text\":\"<p>1 &lt; 2</p>\"}";
        assertThat(Channel.with().taken(html).get(0).content()).isEqualTo("<p>1 &lt; 2</p>");
        assertThat(Channel.with("textFormat", "html").taken(html).get(0).content())
                .isEqualTo("1 < 2");
        String typed = html.replace("}", ",\"mediaType\":\"text/html\"}");
        assertThat(Channel.with().taken(typed).get(0).content()).isEqualTo("1 < 2");
        assertThat(Channel.with("textFormat", "plain").taken(typed).get(0).content())
                .isEqualTo("<p>1 &lt; 2</p>");
    }

    @Test
    void items_areMessagesOfTheirOwn_andShareWhatIsAroundThem() {
        List<Activity> activities = Channel.with("itemsPointer", "/batch", "ownAuthors", "us, bob")
                .taken(
                        """
                        {"id":"call","conversation":"c","author":"ann","batch":[
                         {"id":"1","text":"One"},{"id":"2","text":"Two","author":"bob"},{"text":"Three"}]}""");
        assertThat(activities).extracting(Activity::networkId).containsExactly("1", "2", "msg_1/2");
        assertThat(activities).extracting(Activity::context).containsOnly("c");
        assertThat(activities).extracting(one -> one.actor().networkId()).containsExactly("ann", "bob", "ann");
        assertThat(activities)
                .extracting(Activity::direction)
                .containsExactly(Direction.INBOUND, Direction.OUTBOUND, Direction.INBOUND);
    }

    @Test
    void oneBadItem_doesNotHoldUpTheOthers_andIsNamed() {
        Received received = Channel.with("itemsPointer", "/batch", "textPointer", "/say")
                .send("{\"from\":\"ann\",\"batch\":[{\"id\":1,\"say\":\"One\"},{\"id\":2,\"said\":\"secret words\"},"
                        + "{\"id\":3,\"say\":\"Three\"}]}");
        assertThat(received.status()).isEqualTo(200);
        assertThat(received.mediaType()).isEqualTo("application/json");
        assertThat(received.activities()).extracting(Activity::networkId).containsExactly("1", "3");
        assertThat(received.body())
                .isEqualTo(
                        "{\"taken\":2,\"passedOver\":0,\"refused\":1,\"refusals\":[{\"message\":1,\"pointer\":\"/say\","
                                + "\"detail\":\"The message has no text. Looked for it at /say.\"}]}");
    }

    @Test
    void nothingToTake_isRefused() {
        Received received = Channel.with("itemsPointer", "/batch").send("{\"batch\":[{\"id\":1},{\"id\":2}]}");
        assertThat(received.status()).isEqualTo(422);
        assertThat(received.mediaType()).isEqualTo("application/problem+json");
        // as all problems of this server are told
        assertThat(received.body())
                .contains(
                        "\"type\":\"urn:rostrum:problem:unprocessable\"",
                        "\"title\":\"The request cannot be carried out as it is\"");
        assertThat(received.body()).contains("\"refused\":2").contains("\"message\":1");
        assertThat(received.activities()).isEmpty();
    }

    @Test
    void emptyBatches_areFine() {
        assertThat(Channel.with().taken("[]")).isEmpty();
        assertThat(Channel.with("itemsPointer", "/batch").taken("{\"batch\":[]}"))
                .isEmpty();
        assertThat(Channel.with()
                        .send("application/cloudevents-batch+json", "[]")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void tooManyMessages_areRefusedAtOnce() {
        String many = "[" + "{},".repeat(CallReader.MOST_MESSAGES) + "{}]";
        Received received = Channel.with().send(many);
        assertThat(received.status()).isEqualTo(422);
        assertThat(received.body()).contains("at most 5000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"text\": | 400 | line 1",
                "application/json | {} {} | 400 | line 1",
                "application/json | '' | 400 | empty",
                "application/x-www-form-urlencoded | {} | 415 | application/json",
                "text/plain | hello | 415 | application/json",
                "'' | {} | 415 | application/json",
                "application/json | {\"from\":\"annabel\"} | 422 | /text",
                "application/json | {\"text\":\"Hi\"} | 422 | /author/id",
                "application/json | {\"text\":\"Hi\",\"from\":\"annabel\",\"date\":\"31/12/2025\"} | 422 | /date",
                "application/json | {\"text\":\"Hi\",\"from\":\"annabel\",\"date\":\"2027-01-01T00:00:00Z\"} | 422 | /date",
                "application/json | {\"text\":\"Hi\",\"from\":\"a\\u0000b\"} | 422 | actor.networkId",
                "application/json | {\"text\":\"Hi\",\"from\":\"ann\",\"id\":\"\\ud800\"} | 422 | networkId",
                "application/json | 17 | 422 | author",
            })
    void refusals_nameThePlace_andNothingOfTheBody(String type, String body, int status, String named) {
        Received received = Channel.with().send(type, body);
        assertThat(received.status()).isEqualTo(status);
        assertThat(received.mediaType()).isEqualTo("application/problem+json");
        assertThat(received.body())
                .contains(named)
                .doesNotContain("Hi")
                .doesNotContain("annabel")
                .doesNotContain("31/12");
        assertThat(received.activities()).isEmpty();
    }

    @Test
    void textsThatWereCutInTheMiddleOfASign_areTaken() {
        Activity activity = Channel.with()
                .taken("{\"id\":\"1\",\"from\":\"ann\",\"text\":\"Hi \\ud83d\\ude80\\ud83d\"}")
                .get(0);
        assertThat(activity.content()).isEqualTo("Hi \ud83d\ude80\ufffd");
        assertThat(activity.original().text()).endsWith("\"Hi \ud83d\ude80\\ud83d\"}");
    }

    @Test
    void whatASettingNames_mustBeThere() {
        String message = "{\"id\":\"1\",\"text\":\"Hi\",\"from\":\"ann\"}";
        for (String setting : List.of(
                "idPointer", "textPointer", "authorIdPointer", "timePointer", "directionPointer", "itemsPointer")) {
            Received received = Channel.with(setting, "/not/there").send(message);
            assertThat(received.status()).as(setting).isEqualTo(422);
            assertThat(received.body()).as(setting).contains("/not/there");
        }
        for (String setting : List.of("languagePointer", "urlPointer", "conversationPointer", "inReplyToPointer")) {
            assertThat(Channel.with(setting, "/not/there").taken(message))
                    .as(setting)
                    .hasSize(1);
        }
    }

    @Test
    void unknownAuthor_isTheOneOfTheSetting() {
        assertThat(Channel.with("defaultAuthor", "form")
                        .taken("{\"text\":\"Hi\"}")
                        .get(0)
                        .actor()
                        .networkId())
                .isEqualTo("form");
    }

    @Test
    void types_chooseWhatIsTaken() {
        Channel channel = Channel.with("types", "comment.created, comment.changed");
        String message = "{\"type\":\"%s\",\"text\":\"Hi\",\"from\":\"ann\"}";
        assertThat(channel.taken(message.formatted("comment.created"))).hasSize(1);
        assertThat(channel.taken(message.formatted("ping"))).isEmpty();
        assertThat(channel.taken("{\"zen\":\"Keep it simple\"}")).isEmpty();
        assertThat(Channel.with("types", "opened", "typePointer", "/action")
                        .taken("{\"action\":\"opened\",\"text\":\"Hi\",\"from\":\"ann\"}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-01T10:00:00Z\"",
                "\"2026-11-01T11:00:00+01:00\"",
                "\"2026-11-01 10:00Z\"",
                "\"Sun, 1 Nov 2026 10:00:00 GMT\"",
                "1793527200",
                "1793527200.0",
                "\"1793527200.000\"",
                "1793527200000"
            })
    void times_areReadAsSendersWriteThem(String time) {
        assertThat(Channel.with()
                        .taken("{\"text\":\"Hi\",\"from\":\"ann\",\"time\":" + time + "}")
                        .get(0)
                        .published())
                .isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
    }
}
