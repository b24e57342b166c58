package org.rostrum.connector.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;
import org.rostrum.testkit.connector.WebhookContract;

/** The contract, with comments below a video as posts; and what is special about answering and moderating. */
class YouTubeConnectorTest extends WebhookContract<YouTubeSimulator> {
    @Override
    protected YouTubeSimulator simulate() throws IOException {
        return new YouTubeSimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new YouTubeKind();
    }

    @Override
    protected Map<String, String> settings(YouTubeSimulator network) {
        return YouTubeGround.settings(network);
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of(
                "access", "ROOT",
                "channel", "our channel",
                "clientId", "",
                "clientSecret", "two words",
                "refreshToken", "",
                "callbackAddress", "ftp://social.acme.example/",
                "hubSecret", "short",
                "api", "http://www.googleapis.com",
                "tokenAddress", "https://me:secret@oauth2.googleapis.com/token",
                "hub", "nowhere");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        YouTubeConnector connector = YouTubeGround.connect(settings, services, CHANNEL);
        return new Connection(connector, connector::close);
    }

    @Override
    protected Post post(String text) {
        return answer(text, YouTubeSimulator.VIDEO);
    }

    @Override
    protected Media picture(String alternative) {
        byte[] film = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'm', 'p', '4', '2'};
        return new Media("film.mp4", "video/mp4", film.length, alternative, () -> new ByteArrayInputStream(film));
    }

    @Override
    protected Post post(String text, Media media) {
        return Post.of(nextKey(), Instant.now(), text).with(List.of(media));
    }

    @Override
    protected String signingSecret() {
        return YouTubeSimulator.HUB_SECRET;
    }

    @Override
    protected byte[] message(String text) {
        return YouTubeGround.push(network().upload(YouTubeSimulator.ME, text));
    }

    @Override
    protected WebhookCall signed(byte[] body, Instant sent, String secret) {
        return YouTubeGround.pushed(body, secret);
    }

    @Override
    protected Set<String> signedHeaders() {
        return Set.of("x-hub-signature");
    }

    @Override
    protected Optional<Duration> tolerance() {
        return Optional.empty();
    }

    @Test
    void publish_answersAnAnswer_inItsThread() throws Exception {
        String thread = network().say("Is it waterproof?");
        String reply = network().say(YouTubeSimulator.JANE, "I wonder, too", thread).id;
        Receipt receipt = connector().publish(answer("It is.", reply));
        assertThat(network().said())
                .singleElement()
                .extracting(SimulatedNetwork.Said::inReplyTo)
                .isEqualTo(thread);
        assertThat(receipt.url())
                .hasToString(
                        "https://www.youtube.com/watch?v=" + YouTubeSimulator.VIDEO + "&lc=" + receipt.networkId());
    }

    @Test
    void publish_saysAnAnswerOnce_whenItsReceiptIsLost() throws Exception {
        String thread = network().say("Where can I buy it?");
        for (int other = 0; other < 120; other++) {
            network().say(YouTubeSimulator.JANE, "Here!", thread);
        }
        Post post = answer("Everywhere,\nnow.", thread);
        network().troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
        network().calm();
        String there = network().said().get(0).networkId();
        reconnect();
        assertThat(connector().find(post).map(Receipt::networkId)).contains(there);
    }

    @Test
    void publish_saysTheSameTwice_whenThatIsWanted() throws Exception {
        String thread = network().say("Great!");
        Receipt one = connector().publish(answer("Thank you!", thread));
        Receipt two = connector().publish(answer("Thank you!", thread));
        assertThat(two.networkId()).isNotEqualTo(one.networkId());
        assertThat(network().said()).hasSize(2);
    }

    @Test
    void find_takesNothingForIt_thatSomebodyElseSaidOrWeSaidBefore() throws Exception {
        String thread = network().say("Great!");
        network().say(YouTubeSimulator.JANE, "Thank you!", thread);
        network().say(YouTubeSimulator.ME, "Thank you!", thread).published =
                Instant.now().minusSeconds(7200);
        assertThat(connector().find(answer("Thank you!", thread))).isEmpty();
        network().forget(thread);
        assertThat(connector().find(answer("Thank you!", thread))).isEmpty();
    }

    @Test
    void publish_addsTheLink_andRefusesWhatCommentsCannotBe() throws Exception {
        String thread = network().say("More?");
        Post plain = answer("Read on", thread);
        connector().publish(with(plain, Post.Visibility.PUBLIC, URI.create("https://acme.example/more")));
        assertThat(network().said().get(0).text()).isEqualTo("Read on\n\nhttps://acme.example/more");
        assertFails(FailureCategory.REJECTED, () -> connector().publish(with(plain, Post.Visibility.FOLLOWERS, null)));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("What?", "no such id")));
    }

    private Post with(Post post, Post.Visibility visibility, @org.jspecify.annotations.Nullable URI link) {
        return new Post(
                nextKey(),
                post.decided(),
                post.text(),
                null,
                null,
                visibility,
                post.inReplyTo(),
                null,
                link,
                List.of());
    }

    @Test
    void publish_saysWhy_whenItIsRefused() {
        network().video(YouTubeSimulator.VIDEO).comments = false;
        DeliveryException failure = failure(() -> connector().publish(post("Anybody here?")));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("commentsDisabled").hasMessageContaining("switched off");

        String thread = network().say("Gone soon");
        network().forget(thread);
        failure = failure(() -> connector().publish(answer("Too late", thread)));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("not there any more");
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("No film", "vid99999999")));
    }

    private void moderate(Action action, String id) throws DeliveryException {
        connector().moderate(new Moderation(action, id));
    }

    @Test
    void moderate_decidesAboutComments() throws Exception {
        String id = network().say("Buy my watches");
        moderate(Action.HIDE, id);
        assertThat(network().comment(id).status).isEqualTo("heldForReview");
        moderate(Action.HIDE, id);
        moderate(Action.APPROVE, id);
        assertThat(network().comment(id).status).isEqualTo("published");
        moderate(Action.UNHIDE, id);
        moderate(Action.SPAM, id);
        assertThat(network().comment(id).status).isEqualTo("rejected");
        assertThat(network().banned()).isEmpty();
        assertFails(FailureCategory.REJECTED, () -> moderate(Action.APPROVE, id));
        assertFails(FailureCategory.UNSUPPORTED, () -> moderate(Action.LIKE, id));
        assertFails(FailureCategory.UNSUPPORTED, () -> moderate(Action.DELETE, YouTubeSimulator.VIDEO));
        assertFails(FailureCategory.REJECTED, () -> moderate(Action.HIDE, "?"));
    }

    @Test
    void moderate_deletesWhatIsOurs_andRejectsWhatIsNot() throws Exception {
        String theirs = network().say("Rude words");
        String ours = connector().publish(answer("Please not here", theirs)).networkId();
        moderate(Action.DELETE, ours);
        assertThat(network().said()).isEmpty();
        moderate(Action.DELETE, ours);
        moderate(Action.DELETE, theirs);
        assertThat(network().comment(theirs).status).isEqualTo("rejected");
        moderate(Action.DELETE, theirs);
    }

    @Test
    void moderate_isContent_whenTheCommentHasGone() throws Exception {
        String id = network().say("Oops");
        network().forget(id);
        moderate(Action.SPAM, id);
        moderate(Action.HIDE, id);
        assertFails(FailureCategory.REJECTED, () -> moderate(Action.APPROVE, id));
    }

    @Test
    void metrics_countVideosThreadsAndAnswers() throws Exception {
        String thread = network().say("Nice");
        String reply = network().say(YouTubeSimulator.JANE, "Very", thread).id;
        network().like(thread, 2);
        network().like(reply, 1);
        network().like(YouTubeSimulator.VIDEO, 9);
        Map<String, PostMetrics> metrics = connector()
                .metrics(List.of(YouTubeSimulator.VIDEO, thread, reply, thread + ".gone", "vid00000001/deleted"));
        assertThat(metrics).containsOnlyKeys(YouTubeSimulator.VIDEO, thread, reply);
        assertThat(metrics.get(YouTubeSimulator.VIDEO))
                .isEqualTo(new PostMetrics(Map.of(Measure.VIEWS, 1234L, Measure.LIKES, 9L, Measure.REPLIES, 5L)));
        assertThat(metrics.get(thread)).isEqualTo(new PostMetrics(Map.of(Measure.LIKES, 2L, Measure.REPLIES, 1L)));
        assertThat(metrics.get(reply)).isEqualTo(new PostMetrics(Map.of(Measure.LIKES, 1L)));

        network().video(YouTubeSimulator.VIDEO).likesShown = false;
        assertThat(connector().metrics(List.of(YouTubeSimulator.VIDEO)).get(YouTubeSimulator.VIDEO))
                .isEqualTo(new PostMetrics(Map.of(Measure.VIEWS, 1234L, Measure.REPLIES, 5L)));
    }
}
