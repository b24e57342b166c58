package org.rostrum.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.spi.connector.Received;

class CloudEventsTest {
    private static final String EVENT = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String DATA = "{\"text\":\"Hello\",\"from\":\"ann\"}";
    private static final Map<String, String> BINARY = Map.of(
            "ce-specversion", "1.0",
            "ce-id", "7",
            "ce-source", "/forum",
            "ce-type", "test.said",
            "ce-time", "2026-11-01T10:00:00Z",
            "ce-subject", "caf%C3%A9");

    private static String event(String id, String rest) {
        return "{\"specversion\":\"1.0\",\"type\":\"test.said\",\"source\":\"/forum\",\"id\":\"" + id
                + "\",\"time\":\"2026-11-01T10:00:00Z\"" + rest + "}";
    }

    @Test
    void structured_isTheDataWithWhatTheEventTells() {
        Activity activity = Channel.taken(
                        Channel.with().send(EVENT + "; charset=UTF-8", event("7", ",\"data\":" + DATA)))
                .get(0);
        assertThat(activity.networkId()).isEqualTo("/forum 7");
        assertThat(activity.content()).isEqualTo("Hello");
        assertThat(activity.published()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(activity.original().text()).contains("\"specversion\"");
    }

    @Test
    void idOfTheData_comesFirst() {
        String data = ",\"data\":{\"id\":\"m1\",\"text\":\"Hello\",\"from\":\"ann\"}";
        assertThat(Channel.with().taken(event("7", data)).get(0).networkId()).isEqualTo("m1");
        assertThat(Channel.with("idPointer", "/data/id")
                        .taken(event("7", data))
                        .get(0)
                        .networkId())
                .isEqualTo("m1");
    }

    @Test
    void base64Data_isRead() {
        String encoded = Base64.getEncoder().encodeToString(Sender.utf8(DATA));
        assertThat(Channel.with().taken(event("7", ",\"data_base64\":\"" + encoded + "\"")))
                .extracting(Activity::content)
                .containsExactly("Hello");
    }

    @Test
    void textAsData_isTheText() {
        assertThat(Channel.with("defaultAuthor", "probe")
                        .taken(event("7", ",\"datacontenttype\":\"text/plain\",\"data\":\"It rains\"")))
                .extracting(Activity::content)
                .containsExactly("It rains");
    }

    @Test
    void batched_isEachEventByItself() {
        Received received = Channel.with()
                .send(
                        BATCH,
                        "[" + event("1", ",\"data\":" + DATA) + "," + event("2", "") + ",{\"specversion\":\"0.3\"},"
                                + event("3", ",\"data\":" + DATA) + "]");
        assertThat(received.status()).isEqualTo(200);
        assertThat(received.activities()).extracting(Activity::networkId).containsExactly("/forum 1", "/forum 3");
        assertThat(received.body())
                .contains("\"message\":1")
                .contains("\"message\":2")
                .contains("/specversion");
    }

    @Test
    void itemsOfAnEvent_haveItsIdAndTheirPlace() {
        assertThat(Channel.with("itemsPointer", "/data").taken(event("7", ",\"data\":[" + DATA + "," + DATA + "]")))
                .extracting(Activity::networkId)
                .containsExactly("/forum 7/0", "/forum 7/1");
    }

    @Test
    void binary_takesAttributesFromHeaders() {
        Channel channel = Channel.with("conversationPointer", "/subject", "types", "test.said");
        Activity activity = Channel.taken(channel.send(Channel.JSON, Sender.utf8(DATA), BINARY))
                .get(0);
        assertThat(activity.content()).isEqualTo("Hello");
        assertThat(activity.published()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(activity.context()).isEqualTo("caf\u00e9");
    }

    /** No signature covers headers like these: with them a caught call could be made to say its words again, as news. */
    @Test
    void unsignedHeaders_neverMakeAnotherId() {
        for (String data :
                List.of(DATA, "{\"id\":\"m1\",\"text\":\"Hello\",\"from\":\"ann\"}", event("7", ",\"data\":" + DATA))) {
            for (Channel channel : List.of(Channel.with(), Channel.bodyAlone())) {
                String id = channel.taken(data).get(0).networkId();
                for (String type : List.of(Channel.JSON, EVENT, BATCH, "application/activity+json", "text/plain")) {
                    for (Map<String, String> headers : List.of(Map.<String, String>of(), BINARY)) {
                        assertThat(channel.send(type, Sender.utf8(data), headers)
                                        .activities())
                                .extracting(Activity::networkId)
                                .isSubsetOf(id);
                    }
                }
            }
        }
    }

    @Test
    void binaryWithoutWhatAnEventNeeds_isRefused() {
        Received received = Channel.with()
                .send(Channel.JSON, Sender.utf8(DATA), Map.of("ce-specversion", "1.0", "ce-id", "7", "ce-type", "t"));
        assertThat(received.status()).isEqualTo(422);
        assertThat(received.body()).contains("/source");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"Hello\"}",
                "[]",
                "{\"specversion\":\"2.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":1,\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"*\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"bm8=\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"datacontenttype\":\"image/png\",\"data_base64\":\"bm8=\"}"
            })
    void whatIsNoEvent_isRefused(String body) {
        assertThat(Channel.with().send(EVENT, body).status()).isEqualTo(422);
    }
}
