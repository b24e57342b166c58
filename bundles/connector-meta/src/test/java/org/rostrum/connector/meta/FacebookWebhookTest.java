package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

class FacebookWebhookTest extends FacebookGround {
    private static WebhookCall question(String mode, String token, String challenge) {
        Map<String, List<String>> query = new TreeMap<>();
        query.put("hub.mode", List.of(mode));
        query.put("hub.verify_token", List.of(token));
        query.put("hub.challenge", List.of(challenge));
        return new WebhookCall("GET", query, Map.of(), new WebhookCall.Body(new byte[0]));
    }

    private List<Activity> told(String changes) throws DeliveryException {
        Received received = connector.receive(call(changes));
        assertThat(received.status()).isEqualTo(200);
        return received.activities();
    }

    private static String feed(String value) {
        return "\"changes\":[{\"field\":\"feed\",\"value\":{" + value + "}}]";
    }

    @Test
    void theSubscription_isVerified() throws Exception {
        Received answer = connector.receive(question("subscribe", GraphSimulator.VERIFY, "1158201444"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1158201444");
        assertFails(
                FailureCategory.AUTH_EXPIRED,
                () -> connector.receive(question("subscribe", GraphSimulator.VERIFY + "x", "1")));
        assertFails(
                FailureCategory.AUTH_EXPIRED,
                () -> connector.receive(question("unsubscribe", GraphSimulator.VERIFY, "1")));
        assertThat(connector
                        .receive(question("subscribe", GraphSimulator.VERIFY, "<script>"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void withoutVerifyToken_nobodyCalls() {
        connector = connect(Map.of("verifyToken", ""));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector.receive(call(feed(""))));
    }

    @Test
    void whatIsTold_isTheSameAsWhatIsFound() throws Exception {
        String comment = network.say("Nice!");
        long time = Objects.requireNonNull(Entries.time(network.byId(comment).path("created_time")))
                .getEpochSecond();
        List<Activity> told = told(feed("\"item\":\"comment\",\"verb\":\"add\",\"comment_id\":\"" + comment
                + "\",\"post_id\":\"" + network.welcome() + "\",\"parent_id\":\"" + network.welcome()
                + "\",\"created_time\":" + time + ",\"message\":\"Nice!\",\"from\":{\"id\":\"" + FacebookSimulator.JANE
                + "\",\"name\":\"Jane \u0141\"}"));
        Activity found = read().stream()
                .filter(activity -> activity.networkId().equals(comment))
                .findFirst()
                .orElseThrow();
        assertThat(told).singleElement().satisfies(activity -> {
            assertThat(activity.networkId()).isEqualTo(found.networkId());
            assertThat(activity.content()).isEqualTo(found.content());
            assertThat(activity.published()).isEqualTo(found.published());
            assertThat(activity.inReplyTo()).isEqualTo(found.inReplyTo());
            assertThat(activity.actor()).isEqualTo(found.actor());
        });
    }

    @Test
    void postsMentionsChangesAndMessages_areTold_inOneCall() throws Exception {
        String page = GraphSimulator.PAGE;
        List<Activity> told =
                told("\"changes\":[{\"field\":\"feed\",\"value\":{\"item\":\"photo\",\"verb\":\"add\",\"post_id\":\""
                        + page
                        + "_5\",\"created_time\":1767225600,\"message\":\"Look\",\"link\":\"https://cdn.test/5.jpg\","
                        + "\"from\":{\"id\":\"" + page
                        + "\",\"name\":\"Acme\"}}},{\"field\":\"feed\",\"value\":{\"item\":\"comment\","
                        + "\"verb\":\"edited\",\"comment_id\":\"5_6\",\"post_id\":\"" + page
                        + "_5\",\"created_time\":1767225600,\"message\":\"Nicer\",\"from\":{\"id\":\"7\",\"name\":\"Jane\"}}},"
                        + "{\"field\":\"mention\",\"value\":{\"item\":\"post\",\"verb\":\"add\",\"post_id\":\"8_9\","
                        + "\"sender_id\":\"8\",\"sender_name\":\"Bob\",\"created_time\":1767225600,\"message\":\"At Acme\"}},"
                        + "{\"field\":\"feed\",\"value\":{\"item\":\"reaction\",\"verb\":\"add\",\"post_id\":\"" + page
                        + "_5\"}},"
                        + "{\"field\":\"feed\",\"value\":{\"item\":\"comment\",\"verb\":\"remove\",\"comment_id\":\"5_6\"}}],"
                        + "\"messaging\":[{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\"" + page
                        + "\"},\"timestamp\":1767225600123,\"message\":{\"mid\":\"m_1\",\"text\":\"Hi\"}}]");
        assertThat(told)
                .extracting(Activity::networkId)
                .containsExactly(page + "_5", PageReader.edition("5_6", "Nicer"), "8_9", "m_1");
        assertThat(told.get(0).direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(told.get(0).attachments()).hasSize(1);
        assertThat(told.get(1).verb()).isEqualTo("Update");
        assertThat(told.get(2).actor().displayName()).isEqualTo("Bob");
        assertThat(told.get(3).context()).isEqualTo("7");
    }

    @Test
    void whatIsToldWithoutWords_isLookedFor() throws Exception {
        assertThat(told(feed("\"item\":\"album\",\"verb\":\"add\",\"post_id\":\"1_2\",\"created_time\":1767225600")))
                .isEmpty();
        assertThat(news.channels()).containsExactly("acme.fb");
    }

    @Test
    void otherPagesOfTheApp_areLeftOut_andToldOf() throws Exception {
        assertThat(connector.warnings()).isEmpty();
        WebhookCall call = call(
                "page",
                "{\"id\":\"999\",\"time\":" + clock.instant().getEpochSecond() + ","
                        + feed("\"item\":\"status\",\"verb\":\"add\",\"post_id\":\"999_1\",\"created_time\":1767225600,"
                                + "\"message\":\"Not ours\"")
                        + "}");
        assertThat(connector.receive(call).activities()).isEmpty();
        assertThat(connector.warnings()).singleElement().asString().contains("other pages");
        assertThat(connector.receive(call("user", "{\"id\":\"1\"}")).status()).isEqualTo(200);
    }
}
