package org.rostrum.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.Receipt;

/** What we say is there once, or we know why not. */
abstract class PublishingContract<S extends SimulatedNetwork> extends ListeningContract<S> {
    private static final byte[] PIXEL = java.util.Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private int posts;

    /** A post that the network takes; overridden by networks that want more than a text, or where nothing is public. */
    protected Post post(String text) {
        return Post.of(nextKey(), Instant.now(), text);
    }

    /** An answer; overridden as {@link #post}. */
    protected Post answer(String text, String networkId) {
        return Post.of(nextKey(), Instant.now(), text).replyingTo(networkId);
    }

    /** A picture that the network takes; overridden by networks that take no PNG. */
    protected Media picture(String alternative) {
        return new Media("pixel.png", "image/png", PIXEL.length, alternative, () -> new ByteArrayInputStream(PIXEL));
    }

    /** A post with something attached; overridden by networks where that is another kind of post. */
    protected Post post(String text, Media media) {
        return post(text).with(List.of(media));
    }

    /** An idempotency key that no other post of the test has. */
    protected final String nextKey() {
        posts++;
        return "publication/" + posts + "/" + CHANNEL;
    }

    /** What it means when the server says that something is wrong with itself (500 in HTTP) after a post was sent. */
    protected FailureCategory afterAnErrorOfTheServer() {
        return FailureCategory.UNKNOWN_OUTCOME;
    }

    /** What {@link SimulatedNetwork#like} makes more of. */
    protected PostMetrics.Measure reaction() {
        return PostMetrics.Measure.LIKES;
    }

    /** The test is for those that can say something by themselves, in public or to one person. */
    private void needsToSpeak() {
        post("May I?").needs().forEach(this::needs);
    }

    private List<String> texts() {
        return network().said().stream().map(SimulatedNetwork.Said::text).toList();
    }

    @Test
    void publish_putsThePostThere_andTellsItsId() throws Exception {
        needsToSpeak();
        Post post = post("Good morning, caf\u00e9 \u4f60\u597d \ud83d\ude80");
        Receipt receipt = connector().publish(post);
        assertThat(network().said()).singleElement().satisfies(said -> {
            assertThat(said.networkId()).isEqualTo(receipt.networkId());
            assertThat(said.text()).contains("Good morning, caf\u00e9 \u4f60\u597d \ud83d\ude80");
        });
        if (connector().canFind()) {
            assertThat(connector().find(post).map(Receipt::networkId)).contains(receipt.networkId());
        }
    }

    @Test
    void find_saysNo_whenItIsNotThere() throws Exception {
        needsToSpeak();
        if (connector().canFind()) {
            connector().publish(post("Another one"));
            assertThat(connector().find(post("Never sent"))).isEmpty();
        } else {
            failure(() -> connector().find(post("Never sent")));
        }
    }

    @Test
    void publish_isKnownToBeUnknown_whenTheAnswerIsLost() throws Exception {
        needsToSpeak();
        int sent = 0;
        for (Trouble.Kind kind : List.of(Trouble.Kind.CUT_AFTER, Trouble.Kind.HALF_ANSWER)) {
            Post post = post("Did it arrive? " + kind);
            network().troubleForPosts(Trouble.of(kind), 1);
            assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
            network().calm();
            if (!connector().canFind()) {
                return;
            }
            sent++;
            assertThat(texts()).hasSize(sent);
            String there = network().said().get(sent - 1).networkId();
            assertThat(connector().find(post).map(Receipt::networkId)).contains(there);
            assertIsNotRepeated(post, there);
            assertThat(texts()).as("the same post, sent twice").hasSize(sent);
        }
    }

    /** A second sending is taken for the first, or refused. */
    private void assertIsNotRepeated(Post post, String there) {
        Receipt again;
        try {
            again = connector().publish(post);
        } catch (DeliveryException refused) {
            return;
        }
        assertThat(again.networkId()).isEqualTo(there);
    }

    @Test
    void publish_succeedsLater_whenItDidNotArrive() throws Exception {
        needsToSpeak();
        Post post = post("Once more, please");
        network().troubleForPosts(Trouble.of(Trouble.Kind.CUT_BEFORE), 1);
        assertThat(failure(() -> connector().publish(post)).category())
                .isIn(FailureCategory.UNKNOWN_OUTCOME, FailureCategory.UNAVAILABLE);
        network().calm();
        if (connector().canFind()) {
            assertThat(connector().find(post)).isEmpty();
            Receipt receipt = connector().publish(post);
            assertThat(network().said())
                    .extracting(SimulatedNetwork.Said::networkId)
                    .containsExactly(receipt.networkId());
        }
    }

    @Test
    void publish_hasTheCategoryOfWhatWentWrong() {
        needsToSpeak();
        Map<Integer, FailureCategory> expected = Map.of(
                400, FailureCategory.REJECTED,
                401, FailureCategory.AUTH_EXPIRED,
                422, FailureCategory.REJECTED,
                429, FailureCategory.RATE_LIMITED,
                500, afterAnErrorOfTheServer());
        expected.forEach((status, category) -> {
            network().troubleForPosts(Trouble.status(status), Integer.MAX_VALUE);
            assertFails(category, () -> connector().publish(post("Trouble " + status)));
            network().calm();
        });
        assertThat(texts()).isEmpty();
    }

    @Test
    void publish_refusesATextThatIsTooLong_withoutAsking() {
        needsToSpeak();
        PostLimits.TextLimit limit = kind().limits().text();
        if (limit != null) {
            assertFails(FailureCategory.REJECTED, () -> connector().publish(post("x".repeat(limit.most() + 1))));
            assertThat(texts()).isEmpty();
        }
    }

    @Test
    void publish_takesTheLongestText() throws Exception {
        needsToSpeak();
        PostLimits.TextLimit limit = kind().limits().text();
        if (limit != null) {
            connector().publish(post("x".repeat(limit.most())));
            assertThat(texts()).hasSize(1);
        }
    }

    @Test
    void publish_answers() throws Exception {
        needs(Ability.REPLY);
        String asked = network().say("Where is my parcel?");
        network().settle();
        Receipt receipt = connector().publish(answer("On its way.", asked));
        assertThat(network().said()).singleElement().satisfies(said -> {
            assertThat(said.networkId()).isEqualTo(receipt.networkId());
            assertThat(said.inReplyTo()).isEqualTo(asked);
        });
    }

    @Test
    void publish_attachesMedia() throws Exception {
        needs(Ability.MEDIA);
        Media picture = picture("One red pixel");
        connector().publish(post("Look", picture));
        assertThat(texts()).hasSize(1);
        try (InputStream content = picture.content().open()) {
            assertThat(network().received(content.readAllBytes()))
                    .as("the picture arrived")
                    .isTrue();
        }
        assertThat(network().received("One red pixel"))
                .as("its alternative text arrived")
                .isTrue();
    }

    @Test
    void publish_refusesMediaThatTheNetworkDoesNotTake() {
        needs(Ability.MEDIA);
        Media program = new Media(
                "run.exe", "application/x-msdownload", PIXEL.length, "", () -> new ByteArrayInputStream(PIXEL));
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(post("Run this").with(List.of(program))));
        assertThat(texts()).isEmpty();
    }

    @Test
    void metrics_countReactions_andLeaveOutWhatIsGone() throws Exception {
        needs(Ability.METRICS);
        String id = connector().publish(post("Do you like it?")).networkId();
        network().like(id, 3);
        Map<String, PostMetrics> metrics = connector().metrics(List.of(id));
        assertThat(metrics).containsOnlyKeys(id);
        assertThat(metrics.values()).first().satisfies(counted -> assertThat(counted.counts())
                .containsEntry(reaction(), 3L));
        assertThat(connector().metrics(List.of())).isEmpty();
    }

    @Test
    void whatIsNotClaimed_isUnsupported() {
        Set<Ability> claimed = connector().abilities();
        if (!claimed.contains(Ability.LISTEN)) {
            assertFails(FailureCategory.UNSUPPORTED, () -> connector().fetch(null));
        }
        if (!claimed.contains(Ability.SEARCH)) {
            assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                    .search(new org.rostrum.spi.connector.SearchQuery("acme", null, null, 10), null));
        }
        if (!claimed.contains(Ability.PUBLISH)) {
            assertFails(
                    FailureCategory.UNSUPPORTED, () -> connector().publish(Post.of(nextKey(), Instant.now(), "No")));
        }
        if (!claimed.contains(Ability.REPLY)) {
            assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                    .publish(Post.of(nextKey(), Instant.now(), "No").replyingTo("1")));
        }
        if (!claimed.contains(Ability.METRICS)) {
            assertFails(FailureCategory.UNSUPPORTED, () -> connector().metrics(List.of("1")));
        }
        if (!claimed.contains(Ability.MODERATE)) {
            assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                    .moderate(new Moderation(Moderation.Action.HIDE, "1")));
        }
        if (!claimed.contains(Ability.WEBHOOK)) {
            assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                    .receive(new org.rostrum.spi.connector.WebhookCall(
                            "POST", Map.of(), Map.of(), new org.rostrum.spi.connector.WebhookCall.Body(new byte[0]))));
        }
    }
}
