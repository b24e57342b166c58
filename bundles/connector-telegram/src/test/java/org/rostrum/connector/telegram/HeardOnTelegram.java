package org.rostrum.connector.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.NetworkSimulator.Request;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.SimulatedNetwork.Said;

/** The contract where we ask Telegram, and what is heard there. */
abstract class HeardOnTelegram extends ConnectorContract<TelegramSimulator> {
    @Override
    protected TelegramSimulator simulate() throws IOException {
        return TelegramGround.simulate();
    }

    @Override
    protected ConnectorKind kind() {
        return TelegramGround.kind();
    }

    @Override
    protected Map<String, String> settings(TelegramSimulator network) {
        return TelegramGround.settings(network);
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return TelegramGround.wrongSettings();
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        TelegramConnector connector = TelegramGround.connect(settings, services, CHANNEL);
        return new Connection(connector, connector::close);
    }

    /** Another channel on the same network. */
    final TelegramConnector with(String setting, String value) {
        return TelegramGround.connect(settingsBut(setting, value), platform(), CHANNEL);
    }

    final Request last() {
        return network().requests().get(network().calls() - 1);
    }

    private Activity only(Fetched fetched) {
        assertThat(fetched.activities()).hasSize(1);
        return fetched.activities().get(0);
    }

    @Test
    void fetch_confirmsNothingThatWasNotStored() throws Exception {
        network().say("One");
        network().say("Two");
        Fetched fetched = connector().fetch(null);
        assertThat(network().kept()).as("the platform may not have stored them").isEqualTo(2);
        connector().fetch(null);
        assertThat(network().kept()).isEqualTo(2);
        connector().fetch(fetched.cursor());
        assertThat(network().kept()).isZero();
    }

    @Test
    void fetch_asksForWhatItReads_andNoLongerThanIsSet() throws Exception {
        with("chat", "").fetch(null);
        assertThat(last().parameter("allowed_updates"))
                .isEqualTo("[\"message\",\"edited_message\",\"channel_post\",\"edited_channel_post\"]");
        assertThat(last().parameter("timeout")).isEqualTo("5");
        assertThat(last().query()).doesNotContainKey("offset");
    }

    @Test
    void fetch_makesNoOtherBotForget() throws Exception {
        network().say("To the bot of before");
        String cursor = connector().fetch(null).cursor();
        String ofAnother = cursor.replace("" + TelegramSimulator.BOT, "987654");
        assertThat(connector().fetch(ofAnother).activities()).hasSize(1);
        assertThat(last().query()).doesNotContainKey("offset");
    }

    @Test
    void fetch_losesNothing_whenNumbersGoOnElsewhereAfterAWeek() throws Exception {
        network().say("Before");
        Fetched before = connector().fetch(null);
        String cursor = connector().fetch(before.cursor()).cursor();
        String old =
                cursor.replaceFirst("\"at\":\\d+", "\"at\":" + (Instant.now().getEpochSecond() - 7 * 86_400));
        network().numberFrom(500);
        String after = network().say("After a week");
        Fetched fetched = connector().fetch(old);
        assertThat(only(fetched).networkId()).isEqualTo(after);
        assertThat(connector().fetch(fetched.cursor()).activities()).isEmpty();
        assertThat(network().kept()).isZero();
    }

    @Test
    void fetch_tellsWhoSaidWhatWhere() throws Exception {
        String id = network().say("  Where is my parcel?\n");
        Activity activity = only(connector().fetch(null));
        assertThat(activity.networkId()).isEqualTo(id).matches("1001/\\d+");
        assertThat(activity.content()).isEqualTo("Where is my parcel?");
        assertThat(activity.actor().networkId()).isEqualTo("1001");
        assertThat(activity.actor().handle()).isEqualTo("jane_l");
        assertThat(activity.actor().displayName()).isEqualTo("Jane \u0141");
        assertThat(activity.actor().url()).hasToString("https://t.me/jane_l");
        assertThat(activity.context()).isEqualTo("1001");
        assertThat(activity.url()).isNull();
        assertThat(activity.original().text()).contains("update_id");
    }

    @Test
    void fetch_bringsEditsBesideWhatWasSaidFirst() throws Exception {
        ObjectNode message = network()
                .message(TelegramSimulator.JANE, TelegramSimulator.JANE)
                .put("text", "Helo");
        String id = network().tell("message", message);
        network().tell("edited_message", message.deepCopy().put("text", "Hello").put("edit_date", 1_900_000_000));
        List<Activity> activities = connector().fetch(null).activities();
        assertThat(activities).extracting(Activity::content).containsExactly("Helo", "Hello");
        Activity edit = activities.get(1);
        assertThat(edit.networkId()).isEqualTo(id + "/edited/1900000000");
        assertThat(edit.kind()).isEqualTo(ActivityKind.OTHER);
        assertThat(edit.inReplyTo()).isEqualTo(id);
        assertThat(edit.published()).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
        connector().publish(answer("Got it", edit.networkId()));
        assertThat(network().said()).extracting(Said::inReplyTo).containsExactly(id);
    }

    @Test
    void fetch_readsTopicsAndAnswers() throws Exception {
        ObjectNode inTopic = network().message(TelegramSimulator.GROUP, 2002).put("text", "In a topic");
        inTopic.put("is_topic_message", true).put("message_thread_id", 77);
        inTopic.putObject("reply_to_message").put("message_id", 77).putObject("forum_topic_created");
        ObjectNode answer = network().message(TelegramSimulator.GROUP, 2003).put("text", "An answer");
        answer.putObject("reply_to_message").put("message_id", 78);
        network().tell("message", inTopic);
        network().tell("message", answer);
        List<Activity> activities = connector().fetch(null).activities();
        assertThat(activities.get(0).context()).isEqualTo(TelegramSimulator.GROUP + "/topic/77");
        assertThat(activities.get(0).inReplyTo()).isNull();
        assertThat(activities.get(0).url()).asString().matches("https://t\\.me/c/2003004005/\\d+");
        assertThat(activities.get(1).context()).isNull();
        assertThat(activities.get(1).inReplyTo()).isEqualTo(TelegramSimulator.GROUP + "/78");
    }

    @Test
    void fetch_takesForOurs_whatIsSaidInTheNameOfAChannelOrByOwnPeople() throws Exception {
        ObjectNode post = network().message(TelegramSimulator.NEWS, 0).put("text", "Open!");
        post.set("sender_chat", post.path("chat"));
        ObjectNode anonymous =
                network().message(TelegramSimulator.GROUP, 1_087_968_824).put("text", "Staff");
        anonymous.set("sender_chat", anonymous.path("chat"));
        network().tell("channel_post", post);
        network().tell("message", anonymous);
        network()
                .tell(
                        "message",
                        network().message(TelegramSimulator.GROUP, 2002).put("text", "By name"));
        network()
                .tell(
                        "message",
                        network().message(TelegramSimulator.GROUP, 2003).put("text", "A customer"));
        Map<String, String> settings = settings(network());
        Map<String, Object> given = new LinkedHashMap<>(settings);
        given.put("ownActors", new String[] {"@Person_2002"});
        TelegramConnector connector = new TelegramConnector(
                org.rostrum.testkit.Configs.of(TelegramConfig.class, given),
                Map.of("rostrum.channel", CHANNEL),
                platform().http(),
                platform().memory(),
                platform().clock());
        List<Activity> activities = connector.fetch(null).activities();
        connector.close();
        assertThat(activities)
                .extracting(Activity::direction)
                .containsExactly(Direction.OUTBOUND, Direction.OUTBOUND, Direction.OUTBOUND, Direction.INBOUND);
        assertThat(activities.get(0).url()).asString().startsWith("https://t.me/acme_news/");
        assertThat(activities.get(0).actor().displayName()).isEqualTo("Acme News");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"contact\":{\"first_name\":\"Ann\",\"phone_number\":\"+4912345\"}}|Contact: Ann, +4912345",
                "{\"location\":{\"latitude\":52.5,\"longitude\":13.25}}|Location: 52.5 13.25",
                "{\"venue\":{\"location\":{\"latitude\":1.5,\"longitude\":2.5},\"title\":\"Shop\",\"address\":\"Main 1\"}}"
                        + "|Location: Shop, Main 1, 1.5 2.5",
                "{\"poll\":{\"question\":\"Red?\",\"options\":[{\"text\":\"Yes\"},{\"text\":\"No\"}]}}|Red?\\n- Yes\\n- No",
                "{\"dice\":{\"emoji\":\"X\",\"value\":5}}|X 5",
                "{\"text\":\"See here now\",\"entities\":[{\"type\":\"text_link\",\"offset\":4,\"length\":4,"
                        + "\"url\":\"https://a.test/\"}]}|See here (https://a.test/) now",
                "{\"caption\":\"Broken\",\"photo\":[{\"file_id\":\"small\"},{\"file_id\":\"AgAC-x_1\"}]}|Broken"
            })
    void fetch_putsIntoWordsWhatIsNoText(String parts, String words) throws Exception {
        ObjectNode message = network().message(TelegramSimulator.JANE, TelegramSimulator.JANE);
        message.setAll((ObjectNode) TelegramSimulator.JSON.readTree(parts));
        network().tell("message", message);
        assertThat(only(connector().fetch(null)).content()).isEqualTo(words.replace("\\n", "\n"));
    }

    @Test
    void fetch_namesFilesByIdsThatTellNobodyTheToken() throws Exception {
        ObjectNode message = network().message(TelegramSimulator.JANE, TelegramSimulator.JANE);
        message.putArray("photo").addObject().put("file_id", "small").put("width", 90);
        message.withArray("photo").addObject().put("file_id", "AgAC-large_1").put("width", 1280);
        network().tell("message", message);
        ObjectNode other = network().message(TelegramSimulator.JANE, TelegramSimulator.JANE);
        other.putObject("document")
                .put("file_id", "BQAC-1")
                .put("file_name", "bill.pdf")
                .put("mime_type", "application/pdf");
        network().tell("message", other);
        List<Activity> activities = connector().fetch(null).activities();
        assertThat(activities.get(0).attachments()).singleElement().satisfies(file -> {
            assertThat(file.url()).hasToString("telegram-file:AgAC-large_1");
            assertThat(file.mediaType()).isEqualTo("image/jpeg");
        });
        assertThat(activities.get(1).attachments()).singleElement().satisfies(file -> {
            assertThat(file.mediaType()).isEqualTo("application/pdf");
            assertThat(file.description()).isEqualTo("bill.pdf");
        });
        assertThat(network().requests()).noneMatch(request -> request.path().contains("getFile"));
    }

    @Test
    void fetch_isNotStoppedByWhatItCannotRead() throws Exception {
        network().tellStrange("{\"message\":{\"message_id\":1}}");
        network().tellStrange("{\"message\":\"no object\"}");
        network().tellStrange("{\"something_new\":{}}");
        network()
                .tellStrange("{\"message\":{\"message_id\":3,\"date\":1,\"chat\":{\"id\":5,\"type\":\"private\"},"
                        + "\"new_chat_members\":[]}}");
        network()
                .tellStrange(
                        "{\"message\":{\"message_id\":4,\"date\":99999999999999,\"chat\":{\"id\":5},\"text\":\"x\"}}");
        network()
                .tellStrange(
                        "{\"message\":{\"message_id\":6,\"date\":1,\"chat\":{\"id\":5},\"text\":\"\\ud83d half\"}}");
        network()
                .tellStrange(
                        "{\"message\":{\"message_id\":7,\"date\":1,\"chat\":{\"id\":5},\"text\":\"far\",\"entities\":"
                                + "[{\"type\":\"text_link\",\"offset\":2,\"length\":2147483647,\"url\":\"https://a.test\"}]}}");
        String id = network().say("After all that");
        Fetched fetched = connector().fetch(null);
        assertThat(fetched.activities())
                .extracting(Activity::content)
                .containsExactly("\ufffd half", "far", "After all that");
        assertThat(fetched.activities().get(2).networkId()).isEqualTo(id);
        assertThat(connector().fetch(fetched.cursor()).activities()).isEmpty();
    }

    @Test
    void fetch_leavesOutWhereSomebodyGoes() throws Exception {
        ObjectNode message = network().message(TelegramSimulator.JANE, TelegramSimulator.JANE);
        message.putObject("location").put("latitude", 1).put("longitude", 2).put("live_period", 900);
        network().tell("edited_message", message);
        assertThat(connector().fetch(null).activities()).isEmpty();
    }
}
