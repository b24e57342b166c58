package org.rostrum.connector.telegram;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Post.Visibility;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.connector.SimulatedNetwork.Said;
import org.rostrum.testkit.connector.Trouble;

/** The contract where we ask Telegram, with what is said there and what goes wrong. */
class TelegramConnectorTest extends HeardOnTelegram {
    private static final String NEWS = TelegramSimulator.NEWS + "/";

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
