package org.rostrum.connector.file.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.testkit.importing.CollectedRecords;

class CareConversationsFormatTest {
    private static final String CONVERSATION =
            """
            [{"agentURL":{"tweet_ID":"1245425308704149506","url_utterance":"@ann Here: https://help.example &amp; more"},
              "dialogContent":[
                {"client":"ann","datetime":"2020-04-01T17:31:32.000Z","message":"Help &lt;3 &amp; thanks","tweet_ID":"1"},
                {"agent":"Care","datetime":"2020-04-01T17:35:00.000Z","message":"What?","tweet_ID":2},
                {"client1":"bob","datetime":"2020-04-01T18:00:00+02:00","message":"This","tweet_ID":"3"}],
              "dialogHeader":{"company":"Acme"}}]
            """;

    private final CareConversationsFormat format = new CareConversationsFormat(CollectedRecords.CLOCK);

    @Test
    void conversation_becomesOneActivityPerEntry_eachAnsweringTheOneBefore() {
        CollectedRecords records = CollectedRecords.read(format, CONVERSATION);

        assertThat(records.accepted()).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo("Acme");
            assertThat(one.line()).isEqualTo(1);
        });
        assertThat(records.activities())
                .extracting(Activity::networkId)
                .containsExactly("1", "2", "3", "1245425308704149506");
        assertThat(records.activities()).extracting(Activity::inReplyTo).containsExactly(null, "1", "2", "3");
        assertThat(records.activities())
                .extracting(Activity::direction)
                .containsExactly(Direction.INBOUND, Direction.OUTBOUND, Direction.INBOUND, Direction.OUTBOUND);
        assertThat(records.activities())
                .extracting(activity -> activity.actor().handle())
                .containsExactly("ann", "Care", "bob", "Care");
        assertThat(records.activities().get(2).published()).isEqualTo(Instant.parse("2020-04-01T16:00:00Z"));
    }

    @Test
    void closingReply_isSentWhenItsIdSays() {
        Activity closing =
                CollectedRecords.read(format, CONVERSATION).activities().get(3);

        assertThat(closing.published()).isEqualTo(Instant.parse("2020-04-01T18:58:27.135Z"));
    }

    @Test
    void entitiesAreDecodedInTheContent_andKeptInTheOriginal() {
        Activity first =
                CollectedRecords.read(format, CONVERSATION).activities().get(0);

        assertThat(first.content()).isEqualTo("Help <3 & thanks");
        assertThat(first.original().text())
                .isEqualTo("{\"client\":\"ann\",\"datetime\":\"2020-04-01T17:31:32.000Z\","
                        + "\"message\":\"Help &lt;3 &amp; thanks\",\"tweet_ID\":\"1\"}");
        assertThat(first.original().mediaType()).isEqualTo("application/json");
    }

    @Test
    void closingReplyOfACompanyThatSaidNothingBefore_isByTheCompany() {
        String text = CONVERSATION.replace("\"agent\"", "\"client2\"");

        assertThat(CollectedRecords.read(format, text)
                        .activities()
                        .get(3)
                        .actor()
                        .handle())
                .isEqualTo("Acme");
    }

    @Test
    void conversation_isRejectedWhole_whenOneEntryIsBad() {
        for (Map.Entry<String, String> damage : Map.of(
                        "\"tweet_ID\":2", "\"tweet_ID\":2.5",
                        "\"datetime\":\"2020-04-01T17:35:00.000Z\"", "\"datetime\":\"yesterday\"",
                        "\"message\":\"What?\"", "\"message\":null",
                        "\"agent\":\"Care\"", "\"agent\":\"Care\",\"client\":\"x\"",
                        "\"company\":\"Acme\"", "\"company\":\" \"",
                        "\"1245425308704149506\"", "\"none\"",
                        "2020-04-01T18:00:00+02:00", "2020-04-01T18:00:00")
                .entrySet()) {
            CollectedRecords records =
                    CollectedRecords.read(format, CONVERSATION.replace(damage.getKey(), damage.getValue()));

            assertThat(records.accepted()).as(damage.getValue()).isEmpty();
            assertThat(records.rejection().field()).as(damage.getValue()).isNotNull();
        }
        assertThat(CollectedRecords.read(format, CONVERSATION.replace("\"What?\"", "null"))
                        .rejection()
                        .field())
                .isEqualTo("dialogContent[1].message");
    }

    @Test
    void timeWithoutZone_isReadInTheZoneOfTheOption() {
        CollectedRecords records = CollectedRecords.read(
                format,
                CONVERSATION.replace("2020-04-01T18:00:00+02:00", "2020-04-01T18:00:00"),
                Map.of("zone", "Europe/Warsaw"));

        assertThat(records.activities().get(2).published()).isEqualTo(Instant.parse("2020-04-01T16:00:00Z"));
    }

    @Test
    void tooLongMessage_isRejectedByName_notCut() {
        CollectedRecords records =
                CollectedRecords.read(format, CONVERSATION.replace("What?", "x".repeat(Activity.MAX_CONTENT + 1)));

        assertThat(records.rejection().field()).isEqualTo("dialogContent[1].message");
    }

    @Test
    void recognisesItsFiles_andNoOthers() {
        assertThat(format.recognise("x", CONVERSATION.getBytes(StandardCharsets.UTF_8)))
                .isGreaterThan(90);
        assertThat(format.recognise("x", CONVERSATION.getBytes(StandardCharsets.UTF_16)))
                .isGreaterThan(90);
        assertThat(format.recognise("x.json", "{\"type\":\"Note\"}".getBytes(StandardCharsets.UTF_8)))
                .isZero();
        assertThat(format.recognise("x.csv", "id,dialogContent".getBytes(StandardCharsets.UTF_8)))
                .isZero();
    }
}
