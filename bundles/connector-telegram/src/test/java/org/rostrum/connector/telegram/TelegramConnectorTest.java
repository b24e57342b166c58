package org.rostrum.connector.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Post.Visibility;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.NetworkSimulator.Request;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.SimulatedNetwork.Said;
import org.rostrum.testkit.connector.Trouble;

/** The contract where we ask Telegram, and what is special about it. */
class TelegramConnectorTest extends ConnectorContract<TelegramSimulator> {
    private static final String NEWS = TelegramSimulator.NEWS + "/";

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
    private TelegramConnector with(String setting, String value) {
        return TelegramGround.connect(settingsBut(setting, value), platform(), CHANNEL);
    }

    private Request last() {
        return network().requests().get(network().calls() - 1);
    }

    private Activity only(Fetched fetched) {
        assertThat(fetched.activities()).hasSize(1);
        return fetched.activities().get(0);
    }

    private static Media media(String name, String type, String alternative, int bytes) {
        return new Media(name, type, bytes, alternative, () -> new ByteArrayInputStream(new byte[bytes]));
    }

    private Post direct(String recipient, String text) {
        return new Post(
                nextKey(), Instant.now(), text, null, null, Visibility.DIRECT, null, recipient, null, List.of());
    }

    private Post linked(String text, String link) {
        return new Post(
                nextKey(), Instant.now(), text, null, null, Visibility.PUBLIC, null, null, URI.create(link), List.of());
    }

    // ---- what is heard

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

    // ---- what goes wrong

    @Test
    void fetch_saysThatAWebhookIsInTheWay() {
        network().webhook().put("url", "https://other.example/x");
        DeliveryException failure = failure(() -> connector().fetch(null));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("deleteWebhook");
        assertThat(failure(() -> connector().check())).hasMessageContaining("other.example");
    }

    @Test
    void fetch_saysThatAnotherProgramAsks() {
        answer(409, "Conflict: terminated by other getUpdates request", "");
        DeliveryException failure = failure(() -> connector().fetch(null));
        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("Another program");
    }

    /** All answers are such a refusal, in the body of HTTP 200, as servers in between make of it at times. */
    private void answer(int code, String description, String more) {
        network()
                .answerAll("{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"" + more
                        + "}");
    }

    @Test
    void retryAfter_isTakenFromTheBody() {
        answer(429, "Too Many Requests: retry after 35", ",\"parameters\":{\"retry_after\":35}");
        DeliveryException failure = failure(() -> connector().publish(post("Too soon")));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt())
                .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(40));
    }

    @ParameterizedTest
    @CsvSource({
        "401, Unauthorized, AUTH_EXPIRED",
        "404, Not Found, AUTH_EXPIRED",
        "404, Not Found: method not found, REJECTED",
        "403, Forbidden: bot was blocked by the user, REJECTED",
        "400, Bad Request: chat not found, REJECTED",
        "502, Bad Gateway, UNKNOWN_OUTCOME",
        "302, Found, REJECTED"
    })
    void refusals_haveTheirCategory(int code, String description, FailureCategory category) {
        answer(code, description, "");
        assertFails(category, () -> connector().publish(post("Hello")));
    }

    @Test
    void refusals_repeatNoSecret() {
        answer(400, "Bad Request: no " + TelegramSimulator.TOKEN, "");
        failure(() -> connector().publish(post("Hello")));
    }

    @Test
    void redirects_areNotFollowed_asTheAddressHoldsTheToken() throws Exception {
        try (TelegramSimulator elsewhere = TelegramGround.simulate()) {
            network().trouble(Trouble.status(302, "Location", elsewhere.address() + "/bot"));
            assertFails(FailureCategory.REJECTED, () -> connector().fetch(null));
            assertFails(FailureCategory.REJECTED, () -> connector().publish(post("Hello")));
            assertThat(elsewhere.calls()).isZero();
        }
    }

    @Test
    void callsAndAnswers_showNoTokenWhenTheyArePrinted() {
        TelegramSettings settings =
                TelegramSettings.of(org.rostrum.testkit.Configs.of(TelegramConfig.class, settings(network())));
        org.rostrum.spi.http.HttpCall call = org.rostrum.spi.http.HttpCall.get(URI.create(settings.address("getMe")));
        assertThat(call.toString()).doesNotContain(TelegramSimulator.TOKEN).contains("127.0.0.1");
    }

    // ---- what is said

    @Test
    void abilities_haveNoPublishWithoutAChat() {
        Connector silent = with("chat", "");
        assertThat(silent.abilities())
                .contains(Ability.REPLY, Ability.DIRECT_MESSAGE)
                .doesNotContain(Ability.PUBLISH);
        assertFails(FailureCategory.UNSUPPORTED, () -> silent.publish(post("Where to?")));
    }

    @Test
    void nothingIsEverFound_andNothingClaimsToFind() {
        assertThat(connector().canFind()).isFalse();
        assertFails(FailureCategory.UNSUPPORTED, () -> connector().find(post("Sent?")));
    }

    @Test
    void publish_isPlainText() throws Exception {
        String text = "*not bold* <b>neither</b> [nor](https://a.test) _this_ &amp; 1 < 2";
        Receipt receipt = connector().publish(post(text));
        assertThat(network().said()).extracting(Said::text).containsExactly(text);
        assertThat(last().text()).doesNotContain("parse_mode");
        assertThat(receipt.networkId()).startsWith(NEWS);
        assertThat(receipt.url()).asString().startsWith("https://t.me/acme_news/");
    }

    @Test
    void publish_showsTheLinkItIsAbout() throws Exception {
        connector().publish(linked("See https://a.test/other", "https://a.test/page?x=1"));
        assertThat(network().said().get(0).text()).isEqualTo("See https://a.test/other\n\nhttps://a.test/page?x=1");
        assertThat(last().text()).contains("\"link_preview_options\":{\"url\":\"https://a.test/page?x=1\"}");
    }

    @Test
    void publish_goesIntoTheTopic() throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(settingsBut("chat", "" + TelegramSimulator.GROUP));
        settings.put("topic", 77);
        TelegramConnector connector = new TelegramConnector(
                org.rostrum.testkit.Configs.of(TelegramConfig.class, settings),
                Map.of("rostrum.channel", CHANNEL),
                platform().http(),
                platform().memory(),
                platform().clock());
        connector.publish(post("For the topic"));
        assertThat(last().text()).contains("\"message_thread_id\":77");
        connector.publish(answer("Not there", TelegramSimulator.GROUP + "/5"));
        assertThat(last().text()).doesNotContain("message_thread_id");
        connector.close();
    }

    @Test
    void directMessages_goToPeopleWhoWroteBefore() throws Exception {
        String asked = network().say("May I ask?");
        Receipt receipt = connector().publish(direct("1001", "Yes"));
        assertThat(receipt.networkId()).startsWith("1001/");
        assertThat(receipt.url()).isNull();
        Post answer = direct("1001", "Of course").replyingTo(asked);
        connector().publish(answer);
        assertThat(network().said()).extracting(Said::inReplyTo).containsExactly(null, asked);
        assertThat(failure(() -> connector().publish(direct("555", "Buy!"))))
                .hasMessageContaining("Bots may write to nobody who has not written to them");
        assertFails(FailureCategory.REJECTED, () -> connector().publish(direct("-100555", "To a group")));
        network().forbid(TelegramSimulator.JANE, "Forbidden: bot was blocked by the user");
        assertFails(FailureCategory.REJECTED, () -> connector().publish(direct("1001", "Still there?")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Visibility.class,
            names = {"UNLISTED", "FOLLOWERS"})
    void publish_refusesWhatTelegramCannotKeep(Visibility visibility) {
        Post post = new Post(nextKey(), Instant.now(), "Psst", null, null, visibility, null, null, null, List.of());
        assertFails(FailureCategory.REJECTED, () -> connector().publish(post));
        assertThat(network().posts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at://did:plc:x/1", "0/1", "1/0", "99999999999999999999/1", "-100/1/edited/x"})
    void publish_refusesToAnswerWhatIsNoMessage(String id) {
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("To whom?", id)));
        assertThat(network().posts()).isZero();
    }

    @Test
    void publish_sendsAlbumsInOneCall_withTheWordsOnce() throws Exception {
        Receipt receipt = connector()
                .publish(post("Our shop")
                        .with(List.of(
                                media("a \"b\".png", "image/png", "The door", 10),
                                media("b.mp4", "video/mp4; codecs=x", "", 20),
                                media("c.jpg", "image/jpeg", "The sign", 30))));
        assertThat(network().posts()).isOne();
        assertThat(network().said())
                .extracting(Said::text)
                .containsExactly("Our shop\n\n[1: The door]\n[3: The sign]", "", "");
        assertThat(receipt.networkId()).isEqualTo(network().said().get(0).networkId());
        assertThat(last().path()).endsWith("/sendMediaGroup");
        assertThat(last().text()).contains("filename=\"a _b_.png\"", "\"media\":\"attach://file2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, sendPhoto, photo",
        "image/gif, sendAnimation, animation",
        "video/mp4, sendVideo, video",
        "audio/mpeg, sendAudio, audio",
        "application/pdf, sendDocument, document"
    })
    void publish_sendsEachFileAsWhatItIs(String type, String method, String field) throws Exception {
        connector().publish(post("Here").with(List.of(media("file", type, "", 5))));
        assertThat(last().path()).endsWith("/" + method);
        assertThat(last().text()).contains("name=\"" + field + "\"; filename=\"file\"");
    }

    @Test
    void publish_refusesMediaThatDoNotGoTogetherOrAreTooLarge() {
        List<List<Media>> wrong = List.of(
                List.of(media("a.png", "image/png", "", 1), media("b.pdf", "application/pdf", "", 1)),
                List.of(media("a.gif", "image/gif", "", 1), media("b.gif", "image/gif", "", 1)),
                List.of(media("large.png", "image/png", "", 10_000_001)),
                List.of(media("empty.png", "image/png", "", 0)),
                IntStream.range(0, 11)
                        .mapToObj(number -> media("a.png", "image/png", "", 1))
                        .toList());
        wrong.forEach(media -> assertFails(
                FailureCategory.REJECTED, () -> connector().publish(post("Look").with(media))));
        assertThat(network().calls()).isZero();
    }

    @Test
    void publish_countsWhatStandsBesideMedia() throws Exception {
        Media picture = media("a.png", "image/png", "A door", 5);
        String fits = "x".repeat(1024 - "\n\n[A door]".length());
        connector().publish(post(fits).with(List.of(picture)));
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(post(fits + "x").with(List.of(picture))));
        Map<String, Object> settings = new LinkedHashMap<>(settings(network()));
        settings.put("describeMedia", false);
        TelegramConnector connector = new TelegramConnector(
                org.rostrum.testkit.Configs.of(TelegramConfig.class, settings),
                Map.of("rostrum.channel", CHANNEL),
                platform().http(),
                platform().memory(),
                platform().clock());
        connector.publish(post("x".repeat(1024)).with(List.of(picture)));
        connector.close();
        assertThat(network().posts()).isEqualTo(2);
    }

    @Test
    void publish_knowsThatNothingWasSent_whenAFileCannotBeRead() {
        Media gone = new Media("a.png", "image/png", 5, "", () -> {
            throw new IOException("gone");
        });
        assertFails(FailureCategory.UNAVAILABLE, () -> connector()
                .publish(post("Look").with(List.of(gone))));
        assertThat(network().posts()).isZero();
    }

    @Test
    void publish_followsAGroupThatBecameASupergroup_inTheNextAttempt() throws Exception {
        TelegramConnector connector = with("chat", "" + TelegramSimulator.SMALL_GROUP);
        network().move(TelegramSimulator.SMALL_GROUP, -1009000000001L);
        Post post = post("Are you there?");
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.publish(post));
        assertThat(connector.publish(post).networkId()).startsWith("-1009000000001/");
        assertThat(connector.warnings()).singleElement().asString().contains("-1009000000001");
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(answer("Hello", TelegramSimulator.SMALL_GROUP + "/5")));
        connector.close();
    }

    @Test
    void publish_triesNothingAgain() {
        network().troubleForPosts(Trouble.status(500), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post("Once")));
        assertThat(network().said()).isEmpty();
    }

    // ---- what is done to messages

    @Test
    void moderate_deletesAndLikes_andIsQuietWhenItIsSoAlready() throws Exception {
        String id = network().say("Rude words");
        connector().moderate(new Moderation(Action.LIKE, id));
        connector().moderate(new Moderation(Action.LIKE, id));
        assertThat(network().reaction(id)).isEqualTo("\ud83d\udc4d");
        connector().moderate(new Moderation(Action.UNLIKE, id));
        connector().moderate(new Moderation(Action.UNLIKE, id));
        assertThat(network().reaction(id)).isEmpty();
        connector().moderate(new Moderation(Action.DELETE, id));
        connector().moderate(new Moderation(Action.DELETE, id));
        assertThat(network().message(id)).isNull();
        assertFails(FailureCategory.REJECTED, () -> connector().moderate(new Moderation(Action.LIKE, id)));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector().moderate(new Moderation(Action.HIDE, id)));
    }

    @Test
    void moderate_saysThatTheBotMayNot() {
        answer(400, "Bad Request: message can't be deleted", "");
        assertThat(failure(() -> connector().moderate(new Moderation(Action.DELETE, "1/1"))))
                .hasMessageContaining("rights of the bot");
    }

    // ---- check

    @Test
    void check_tellsWhatTheBotSees_andWhereItPosts() throws Exception {
        assertThat(connector().check())
                .startsWith("@acme_bot (Acme); sees in groups only commands")
                .contains("/setprivacy", "posts go into \u201cAcme News\u201d");
        network().me().put("can_read_all_group_messages", true);
        assertThat(connector().check()).contains("sees all messages of its groups");
        network().me().put("can_join_groups", false);
        assertThat(connector().check()).contains("cannot be added to groups");
    }

    @Test
    void check_tellsThatTheBotMayNotPost() {
        network().member().put("can_post_messages", false);
        assertThat(failure(() -> connector().check())).hasMessageContaining("administrator of the channel");
        network().member().put("status", "left");
        TelegramConnector inGroup = with("chat", "" + TelegramSimulator.GROUP);
        assertThat(failure(inGroup::check)).hasMessageContaining("Add it to the group");
        network().member().put("status", "restricted").put("can_send_messages", false);
        assertThat(failure(inGroup::check)).hasMessageContaining("let it send");
        assertThat(failure(() -> with("chat", "@acme_nwes").check())).hasMessageContaining("chat not found");
        inGroup.close();
    }
}
