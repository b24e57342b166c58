package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rostrum.connector.meta.FacebookGround.assertFails;
import static org.rostrum.connector.meta.FacebookGround.failure;
import static org.rostrum.connector.meta.InstagramConnectorTest.jpeg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.connector.Trouble;
import org.rostrum.testkit.http.TestHttpClients;

/** What is special about Instagram. */
class InstagramTest {
    private static final byte[] FILM = {9, 8, 7, 6, 5};

    private final MemoryOfChannels memory = new MemoryOfChannels();
    private final TestHttpClients clients = new TestHttpClients();
    private final List<InstagramConnector> opened = new ArrayList<>();

    private InstagramSimulator network;
    private InstagramConnector connector;
    private @Nullable String cursor;

    @BeforeEach
    void begin() throws IOException {
        network = new InstagramSimulator();
        connector = connect(Clock.systemUTC());
    }

    @AfterEach
    void end() {
        opened.forEach(InstagramConnector::close);
        network.close();
        clients.close();
    }

    private InstagramConnector connect(Clock clock) {
        Map<String, Object> settings = new LinkedHashMap<>(InstagramConnectorTest.settingsOf(network));
        InstagramConnector connected = new InstagramConnector(
                Configs.of(InstagramConfig.class, settings),
                Map.of("rostrum.channel", "acme.ig"),
                clients,
                memory,
                clock);
        opened.add(connected);
        return connected;
    }

    private List<Activity> read() throws DeliveryException {
        List<Activity> all = new ArrayList<>();
        Fetched fetched;
        do {
            fetched = connector.fetch(cursor);
            all.addAll(fetched.activities());
            cursor = fetched.cursor();
        } while (fetched.more());
        return all;
    }

    private static Post post(String text, Media... media) {
        return Post.of("key of " + Marks.of(text, 20), Instant.now(), text).with(List.of(media));
    }

    private static Media film() {
        return new Media("cup.mp4", "video/mp4", FILM.length, "", () -> new ByteArrayInputStream(FILM));
    }

    @Test
    void commentsAnswersAndTags_areHeard() throws Exception {
        String comment = network.say("Nice!");
        String answer = network.answer(comment, "Indeed");
        String tag = network.tag("My coffee today");
        List<Activity> all = read();
        assertThat(all)
                .extracting(Activity::networkId)
                .containsExactlyInAnyOrder(network.welcome(), comment, answer, tag);
        Map<String, Activity> byId = all.stream().collect(Collectors.toMap(Activity::networkId, one -> one));
        assertThat(byId.get(network.welcome()))
                .satisfies(own -> assertThat(own.direction()).isEqualTo(Direction.OUTBOUND));
        assertThat(byId.get(comment)).satisfies(one -> {
            assertThat(one.inReplyTo()).isEqualTo(network.welcome());
            assertThat(one.actor().networkId()).isEqualTo(InstagramSimulator.JANE);
            assertThat(one.actor().handle()).isEqualTo("jane");
        });
        assertThat(byId.get(answer))
                .satisfies(one -> assertThat(one.inReplyTo()).isEqualTo(comment));
        assertThat(byId.get(tag)).satisfies(one -> {
            assertThat(one.url()).hasToString("https://www.instagram.com/p/" + tag + "/");
            assertThat(one.attachments()).hasSize(1);
        });
        assertThat(read()).isEmpty();
        String late = network.answer(comment, "And again");
        assertThat(read()).extracting(Activity::networkId).containsExactly(late);
        network.mediaById(network.welcome()).put("caption", "Welcome, all of you!");
        assertThat(read()).singleElement().satisfies(update -> {
            assertThat(update.verb()).isEqualTo("Update");
            assertThat(update.inReplyTo()).isEqualTo(network.welcome());
        });
    }

    private static WebhookCall mention(String ids) {
        return FacebookGround.call(
                "instagram",
                "{\"id\":\"" + InstagramSimulator.ACCOUNT + "\",\"time\":"
                        + Instant.now().getEpochSecond() + ",\"changes\":[{\"field\":\"mentions\",\"value\":{" + ids
                        + "}}]}");
    }

    @Test
    void mentions_areAskedFor_whenMetaTellsOfThem() throws Exception {
        String media = network.mention("At @acme.coffee again");
        assertThat(connector.receive(mention("\"media_id\":\"" + media + "\"")).activities())
                .singleElement()
                .satisfies(activity -> {
                    assertThat(activity.networkId()).isEqualTo(media);
                    assertThat(activity.content()).isEqualTo("At @acme.coffee again");
                    assertThat(activity.actor().handle()).isEqualTo("jane");
                });
        InstagramId comment = network.mentionInComment("Ask @acme.coffee");
        WebhookCall call =
                mention("\"media_id\":\"" + comment.media() + "\",\"comment_id\":\"" + comment.comment() + "\"");
        assertThat(connector.receive(call).activities()).singleElement().satisfies(activity -> {
            assertThat(activity.networkId()).isEqualTo(comment.toString());
            assertThat(activity.inReplyTo()).isEqualTo(comment.media());
        });
        assertThat(connector.receive(mention("\"media_id\":\"404\"")).activities())
                .isEmpty();
        assertThat(connector.receive(mention("\"media_id\":\"1/x?\"")).activities())
                .isEmpty();
        network.trouble(Trouble.status(502));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.receive(call));
    }

    @Test
    void pictures_comeFromThePage_withTheirDescription() throws Exception {
        Receipt receipt = connector.publish(post("Look", jpeg("A cup of coffee")));
        assertThat(receipt.url()).hasToString("https://www.instagram.com/p/" + receipt.networkId() + "/");
        assertThat(network.mediaById(receipt.networkId()).path("alt_text").asText())
                .isEqualTo("A cup of coffee");
        assertThat(network.requests())
                .filteredOn(request -> request.path().endsWith("/photos"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.header("authorization")).contains("Bearer " + GraphSimulator.PAGE_TOKEN));
    }

    @Test
    void films_areSentAsTheyAre_andSeveralAreOnePost() throws Exception {
        network.looksUntilFinished(1);
        Receipt reel = connector.publish(post("Watch", film()));
        assertThat(network.mediaById(reel.networkId()).path("media_type").asText())
                .isEqualTo("REELS");
        assertThat(network.received(FILM)).isTrue();
        network.looksUntilFinished(0);
        Receipt several = connector.publish(post("All", jpeg("One"), film(), jpeg("")));
        assertThat(network.mediaById(several.networkId()).path("media_type").asText())
                .isEqualTo("CAROUSEL");
        assertThat(network.said()).hasSize(2);
    }

    @Test
    void whatTakesLong_isWaitedFor_overSeveralAttempts() throws Exception {
        network.looksUntilFinished(1000);
        connector = connect(new HastyClock());
        Post post = post("Watch", film());
        assertThat(assertFails(FailureCategory.UNAVAILABLE, () -> connector.publish(post)))
                .hasMessageContaining("still works");
        network.finish();
        for (int attempt = 0; network.said().isEmpty() && attempt < 5; attempt++) {
            try {
                connector.publish(post);
            } catch (DeliveryException later) {
                assertThat(later.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            }
        }
        assertThat(network.said()).hasSize(1);
        assertThat(network.containers()).hasSize(1);
    }

    @Test
    void whatInstagramCannotShow_isTold_andWhatExpired_isMadeAnew() throws Exception {
        network.fallIll("Error: Media upload has failed with error code 2207026");
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.publish(post("Watch", film()))))
                .hasMessageContaining("2207026");

        InstagramSimulator fresh = new InstagramSimulator();
        network.close();
        network = fresh;
        connector = connect(Clock.systemUTC());
        Post post = post("Look", jpeg(""));
        network.trouble(Trouble.of(Trouble.Kind.CUT_BEFORE), 1, network::publishes);
        failure(() -> connector.publish(post));
        network.expireContainers();
        assertThat(connector.find(post)).isEmpty();
        connector.publish(post);
        assertThat(network.said()).hasSize(1);
        assertThat(network.containers()).hasSize(2);
    }

    @Test
    void aLostAnswer_isFoundOutForCertain_evenAfterARestart() throws Exception {
        Post post = post("Look", jpeg(""));
        network.troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(post));
        String there = network.said().get(0).networkId();
        connector = connect(Clock.systemUTC());
        assertThat(connector.find(post).map(Receipt::networkId)).contains(there);
        assertThat(connector.publish(post).networkId()).isEqualTo(there);
        network.hideFromList(there);
        assertThat(assertFails(FailureCategory.UNAVAILABLE, () -> connector.find(post)))
                .hasMessageContaining("does not show it yet");
        assertThat(connector.find(
                        Post.of("other", Instant.now(), "Look at this").with(List.of(jpeg("")))))
                .isEmpty();
    }

    @Test
    void theSameWords_mayBeThoseOfTwoPosts() throws Exception {
        connector.publish(post("Look", jpeg("")));
        connector.publish(Post.of("other", Instant.now(), "Look").with(List.of(jpeg(""))));
        assertThat(network.said()).hasSize(2);
    }

    @Test
    void theQuota_isAskedBefore() throws Exception {
        network.used(100);
        DeliveryException failure =
                assertFails(FailureCategory.RATE_LIMITED, () -> connector.publish(post("Look", jpeg(""))));
        assertThat(failure.retryAt()).isAfter(Instant.now().plus(Duration.ofMinutes(20)));
        assertThat(network.containers()).isEmpty();
        assertThat(connector.budgets()).singleElement().satisfies(budget -> {
            assertThat(budget.limit())
                    .isEqualTo(new InstagramKind().rates().limits().get(0).name());
            assertThat(budget.left()).isZero();
            assertThat(budget.of()).isEqualTo(100);
        });
    }

    @Test
    void whatInstagramWouldRefuse_isRefusedBefore() {
        int before = network.calls();
        String tags = IntStream.range(0, 31).mapToObj(i -> "#t" + i).collect(Collectors.joining(" "));
        String names = IntStream.range(0, 21).mapToObj(i -> "@n" + i).collect(Collectors.joining(" "));
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.publish(post(tags, jpeg("")))))
                .hasMessageContaining("30 hashtags");
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.publish(post(names, jpeg("")))))
                .hasMessageContaining("20 names");
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.publish(post("Text alone"))))
                .hasMessageContaining("needs a picture");
        Media png = new Media("cup.png", "image/png", FILM.length, "", () -> new ByteArrayInputStream(FILM));
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.publish(post("PNG", png))))
                .hasMessageContaining("image/jpeg");
        assertFails(FailureCategory.REJECTED, () -> connector.publish(post("Long", jpeg("x".repeat(1001)))));
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(Post.of("11", Instant.now(), "Many").with(Collections.nCopies(11, jpeg("")))));
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(post("To whom?").replyingTo("media of somebody")));
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(post("Picture", jpeg("")).replyingTo("1/2")));
        assertThat(network.calls()).isEqualTo(before);
    }

    @Test
    void answers_standBelowPostsAndComments_once() throws Exception {
        String asked = network.say("Where?");
        Post answer = post("Here").replyingTo(asked);
        network.troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(answer));
        String there = network.said().get(0).networkId();
        assertThat(connector.find(answer).map(Receipt::networkId)).contains(there);
        assertThat(connector.publish(answer).networkId()).isEqualTo(there);
        Receipt below = connector.publish(post("By the way").replyingTo(network.welcome()));
        assertThat(network.said()).extracting(said -> said.inReplyTo()).containsExactly(asked, network.welcome());
        assertThat(read())
                .filteredOn(activity -> activity.networkId().equals(below.networkId()))
                .singleElement()
                .satisfies(activity -> assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND));
        assertFails(FailureCategory.REJECTED, () -> connector.publish(post("Hm").replyingTo("1/2")));
    }

    @Test
    void moderate_isForComments() throws Exception {
        String theirs = network.say("Rubbish");
        String number = theirs.substring(theirs.indexOf('/') + 1);
        connector.moderate(new Moderation(Action.HIDE, theirs));
        assertThat(network.commentById(number).path("hidden").asBoolean()).isTrue();
        connector.moderate(new Moderation(Action.UNHIDE, theirs));
        assertThat(network.commentById(number).path("hidden").asBoolean()).isFalse();
        connector.moderate(new Moderation(Action.DELETE, theirs));
        connector.moderate(new Moderation(Action.DELETE, theirs));
        assertFails(FailureCategory.REJECTED, () -> connector.moderate(new Moderation(Action.HIDE, theirs)));
        assertFails(
                FailureCategory.UNSUPPORTED,
                () -> connector.moderate(new Moderation(Action.DELETE, network.welcome())));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector.moderate(new Moderation(Action.LIKE, theirs)));
        assertFails(FailureCategory.REJECTED, () -> connector.moderate(new Moderation(Action.HIDE, "?")));
    }

    @Test
    void metrics_areOfPostsAndComments() throws Exception {
        String comment = network.say("Nice!");
        network.like(comment, 2);
        Map<String, PostMetrics> metrics =
                connector.metrics(List.of(network.welcome(), comment, "178404", "178404/1", "nonsense"));
        assertThat(metrics)
                .isEqualTo(Map.of(
                        network.welcome(),
                        new PostMetrics(Map.of(
                                Measure.LIKES, 0L, Measure.REPLIES, 1L, Measure.VIEWS, 900L, Measure.SHARES, 4L)),
                        comment,
                        new PostMetrics(Map.of(Measure.LIKES, 2L))));
    }

    @Test
    void check_tellsWhatIsMissing() throws Exception {
        assertThat(connector.check()).contains("@acme.coffee").contains("Acme Coffee");
        network.scopes().remove("instagram_content_publish");
        assertThat(assertFails(FailureCategory.AUTH_EXPIRED, () -> connector.check()))
                .hasMessageContaining("instagram_content_publish");
        network.scopes().add("instagram_content_publish");
        network.unlink();
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.check()))
                .hasMessageContaining("Linked accounts");
    }
}
