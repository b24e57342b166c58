package org.rostrum.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
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
abstract class PublishingContract<S extends NetworkSimulator> extends ListeningContract<S> {
    private static final byte[] PIXEL = java.util.Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private int posts;

    /** A post that the network takes; overridden by networks that want more than a text. */
    protected Post post(String text) {
        posts++;
        return Post.of("publication/" + posts + "/" + CHANNEL, Instant.now(), text);
    }

    private List<String> texts() {
        return network().said().stream().map(NetworkSimulator.Said::text).toList();
    }

    @Test
    void publish_putsThePostThere_andTellsItsId() throws Exception {
        needs(Ability.PUBLISH);
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
        needs(Ability.PUBLISH);
        if (connector().canFind()) {
            connector().publish(post("Another one"));
            assertThat(connector().find(post("Never sent"))).isEmpty();
        } else {
            failure(() -> connector().find(post("Never sent")));
        }
    }

    @Test
    void publish_isKnownToBeUnknown_whenTheAnswerIsLost() throws Exception {
        needs(Ability.PUBLISH);
        Post post = post("Did it arrive?");
        for (Trouble.Kind kind : List.of(Trouble.Kind.CUT_AFTER, Trouble.Kind.HALF_ANSWER)) {
            network().trouble(Trouble.of(kind), 1, network()::publishes);
            assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
            network().calm();
            if (!connector().canFind()) {
                return;
            }
            assertThat(connector().find(post).map(Receipt::networkId))
                    .contains(network().said().get(0).networkId());
            assertThat(texts()).hasSize(1);
            if (!repeats(post)) {
                return;
            }
        }
    }

    /** Whether a second sending is taken for the first; a network may also refuse it. */
    private boolean repeats(Post post) {
        try {
            Receipt again = connector().publish(post);
            assertThat(again.networkId()).isEqualTo(network().said().get(0).networkId());
            return true;
        } catch (DeliveryException refused) {
            return false;
        } finally {
            assertThat(texts()).as("the same post, sent twice").hasSize(1);
        }
    }

    @Test
    void publish_succeedsLater_whenItDidNotArrive() throws Exception {
        needs(Ability.PUBLISH);
        Post post = post("Once more, please");
        network().trouble(Trouble.of(Trouble.Kind.CUT_BEFORE), 1, network()::publishes);
        assertThat(failure(() -> connector().publish(post)).category())
                .isIn(FailureCategory.UNKNOWN_OUTCOME, FailureCategory.UNAVAILABLE);
        network().calm();
        if (connector().canFind()) {
            assertThat(connector().find(post)).isEmpty();
            Receipt receipt = connector().publish(post);
            assertThat(network().said())
                    .extracting(NetworkSimulator.Said::networkId)
                    .containsExactly(receipt.networkId());
        }
    }

    @Test
    void publish_hasTheCategoryOfWhatWentWrong() {
        needs(Ability.PUBLISH);
        Map<Integer, FailureCategory> expected = Map.of(
                400, FailureCategory.REJECTED,
                401, FailureCategory.AUTH_EXPIRED,
                422, FailureCategory.REJECTED,
                429, FailureCategory.RATE_LIMITED,
                500, FailureCategory.UNKNOWN_OUTCOME);
        expected.forEach((status, category) -> {
            network().trouble(Trouble.status(status), Integer.MAX_VALUE, network()::publishes);
            assertFails(category, () -> connector().publish(post("Trouble " + status)));
            network().calm();
        });
        assertThat(texts()).isEmpty();
    }

    @Test
    void publish_refusesATextThatIsTooLong_withoutAsking() {
        needs(Ability.PUBLISH);
        PostLimits.TextLimit limit = kind().limits().text();
        if (limit != null) {
            assertFails(FailureCategory.REJECTED, () -> connector().publish(post("x".repeat(limit.most() + 1))));
            assertThat(texts()).isEmpty();
        }
    }

    @Test
    void publish_takesTheLongestText() throws Exception {
        needs(Ability.PUBLISH);
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
        Receipt receipt = connector().publish(post("On its way.").replyingTo(asked));
        assertThat(network().said()).singleElement().satisfies(said -> {
            assertThat(said.networkId()).isEqualTo(receipt.networkId());
            assertThat(said.inReplyTo()).isEqualTo(asked);
        });
    }

    @Test
    void publish_attachesMedia() throws Exception {
        needs(Ability.MEDIA);
        Media picture = new Media(
                "pixel.png", "image/png", PIXEL.length, "One red pixel", () -> new ByteArrayInputStream(PIXEL));
        connector().publish(post("Look").with(List.of(picture)));
        assertThat(texts()).hasSize(1);
        assertThat(network().requests()).anySatisfy(request -> assertThat(contains(request.body(), PIXEL))
                .isTrue());
        assertThat(network().requests())
                .anySatisfy(request -> assertThat(request.text()).contains("One red pixel"));
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
                .containsEntry(PostMetrics.Measure.LIKES, 3L));
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
            assertFails(FailureCategory.UNSUPPORTED, () -> connector().publish(post("No")));
        }
        if (!claimed.contains(Ability.REPLY)) {
            assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                    .publish(post("No").replyingTo("1")));
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

    private static boolean contains(byte[] whole, byte[] part) {
        for (int start = 0; start + part.length <= whole.length; start++) {
            if (java.util.Arrays.equals(whole, start, start + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
