package org.rostrum.connector.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.youtube.YouTubeSimulator.Video;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Trouble;

/** Videos that are brought in parts: in one go, after cuts and restarts, and never twice. */
class YouTubeUploadTest {
    private static final byte[] FILM = film(2 * Uploader.PART + 1000);

    private YouTubeBench bench;
    private YouTubeSimulator network;

    @BeforeEach
    void begin() throws Exception {
        bench = new YouTubeBench();
        network = bench.network;
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private static byte[] film(int bytes) {
        byte[] film = new byte[bytes];
        new Random(4711).nextBytes(film);
        return film;
    }

    private static Media media(String type, byte[] content) {
        return new Media("film.mp4", type, content.length, "", () -> new ByteArrayInputStream(content));
    }

    private Post post(String key, byte[] content) {
        return Post.of(key, bench.clock.instant(), "How to fold a big box\nIn five steps.")
                .with(List.of(media("video/mp4", content)));
    }

    private static DeliveryException failure(ThrowingCallable call) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static boolean isPart(NetworkSimulator.Request request) {
        return request.method().equals("PUT") && request.body().length > 0;
    }

    private long parts() {
        return network.requests().stream().filter(YouTubeUploadTest::isPart).count();
    }

    @Test
    void video_isBroughtInParts_withItsWords() throws Exception {
        Receipt receipt = bench.connector().publish(post("k", FILM));
        assertThat(parts()).isEqualTo(3);
        assertThat(network.content(receipt.networkId())).isEqualTo(FILM);
        Video video = network.video(receipt.networkId());
        assertThat(video.title).isEqualTo("How to fold a big box");
        assertThat(video.description).isEqualTo("How to fold a big box\nIn five steps.");
        assertThat(video.privacy).isEqualTo("public");
        assertThat(receipt.url()).hasToString("https://www.youtube.com/watch?v=" + receipt.networkId());
        assertThat(bench.connector().warnings()).isEmpty();
        assertThat(bench.look())
                .anySatisfy(activity -> assertThat(activity.networkId()).isEqualTo(receipt.networkId()));
    }

    @Test
    void video_isTheSame_whenItIsPublishedAgain_evenAfterARestart() throws Exception {
        Receipt receipt = bench.connector().publish(post("k", FILM));
        bench.reconnect();
        assertThat(bench.connector().publish(post("k", FILM))).isEqualTo(receipt);
        assertThat(bench.connector().find(post("k", FILM))).contains(receipt);
        assertThat(network.said()).hasSize(1);
        assertThat(bench.connector().find(post("another", FILM))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.Kind.class,
            names = {"CUT_BEFORE", "CUT_AFTER"})
    void upload_goesOnWhereItWasCut_afterARestart(Trouble.Kind kind) throws Exception {
        network.trouble(Trouble.of(kind), 1, request -> request.header("content-range")
                .orElse("")
                .startsWith("bytes " + Uploader.PART + "-"));
        assertThat(failure(() -> bench.connector().publish(post("k", FILM))).category())
                .isEqualTo(FailureCategory.UNAVAILABLE);
        network.calm();
        bench.reconnect();
        assertThat(bench.connector().find(post("k", FILM))).isEmpty();
        long before = parts();
        Receipt receipt = bench.connector().publish(post("k", FILM));
        assertThat(parts() - before).isEqualTo(kind == Trouble.Kind.CUT_BEFORE ? 2 : 1);
        assertThat(network.content(receipt.networkId())).isEqualTo(FILM);
        assertThat(network.uploadsLeft()).isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.Kind.class,
            names = {"CUT_AFTER", "HALF_ANSWER"})
    void video_isFound_whenTheLastAnswerIsLost(Trouble.Kind kind) throws Exception {
        byte[] small = film(5000);
        network.trouble(Trouble.of(kind), 1, YouTubeUploadTest::isPart);
        assertThat(failure(() -> bench.connector().publish(post("k", small))).category())
                .isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
        network.calm();
        bench.reconnect();
        String there = network.said().get(0).networkId();
        assertThat(bench.connector().find(post("k", small)).map(Receipt::networkId))
                .contains(there);
        assertThat(bench.connector().publish(post("k", small)).networkId()).isEqualTo(there);
        assertThat(network.said()).hasSize(1);
    }

    @Test
    void video_isFoundAmongOurs_whenYouTubeHasForgottenTheUpload() throws Exception {
        byte[] small = film(5000);
        network.trouble(Trouble.of(Trouble.Kind.CUT_AFTER), 1, YouTubeUploadTest::isPart);
        failure(() -> bench.connector().publish(post("k", small)));
        network.calm();
        network.forgetSessions();
        String there = network.said().get(0).networkId();
        assertThat(bench.connector().find(post("k", small)).map(Receipt::networkId))
                .contains(there);
    }

    @Test
    void upload_beginsAnew_whenYouTubeHasForgottenIt_andNothingIsThere() throws Exception {
        byte[] small = film(5000);
        network.trouble(Trouble.of(Trouble.Kind.CUT_BEFORE), 1, YouTubeUploadTest::isPart);
        failure(() -> bench.connector().publish(post("k", small)));
        network.calm();
        network.forgetSessions();
        assertThat(bench.connector().find(post("k", small))).isEmpty();
        bench.connector().publish(post("k", small));
        assertThat(network.said()).hasSize(1);
    }

    @Test
    void upload_goesOn_whenLessArrivedThanWasSent() throws Exception {
        network.keptOfAPart(Uploader.PART / 2);
        Receipt receipt = bench.connector().publish(post("k", FILM));
        assertThat(network.content(receipt.networkId())).isEqualTo(FILM);
    }

    @Test
    void upload_thatTakesLong_goesOnLater() throws Exception {
        network.trouble(Trouble.status(503), 1, request -> {
            bench.pass(Duration.ofSeconds(30));
            return false;
        });
        DeliveryException failure = failure(() -> bench.connector().publish(post("k", FILM)));
        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining(Uploader.PART + " of " + FILM.length + " bytes");
        network.calm();
        Receipt receipt = bench.connector().publish(post("k", FILM));
        assertThat(network.content(receipt.networkId())).isEqualTo(FILM);
        assertThat(network.uploadsLeft()).isEqualTo(99);
    }

    @Test
    void upload_goesToYouTubeAlone() {
        network.uploadElsewhere();
        DeliveryException failure = failure(() -> bench.connector().publish(post("k", film(100))));
        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(parts()).isZero();
    }

    @Test
    void quotaOfUploads_isTheirs_andKeepsNothingElseWaiting() {
        network.searchesAndUploads(0);
        DeliveryException failure = failure(() -> bench.connector().publish(post("k", film(100))));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt()).isNull();
        assertThat(failure).hasMessageContaining("quota");
        failure = failure(() -> bench.connector().search(new SearchQuery("acme", null, null, 10), null));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt()).isNull();
    }

    @Test
    void video_thatYouTubeMadePrivate_isTold() throws Exception {
        network.notAudited();
        bench.connector().publish(post("k", film(100)));
        assertThat(bench.connector().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("private instead of public"));
    }

    @Test
    void title_linkAndDescription_haveTheirPlaces() throws Exception {
        Media film =
                new Media("a.mov", "video/quicktime", 100, "A box unfolds", () -> new ByteArrayInputStream(film(100)));
        Post post = new Post(
                "k",
                bench.clock.instant(),
                "Text",
                "Title",
                "de",
                Post.Visibility.UNLISTED,
                null,
                null,
                URI.create("https://acme.example/box"),
                List.of(film));
        Video video = network.video(bench.connector().publish(post).networkId());
        assertThat(video.title).isEqualTo("Title");
        assertThat(video.description).isEqualTo("Text\n\nhttps://acme.example/box\n\nA box unfolds");
        assertThat(video.privacy).isEqualTo("unlisted");
    }

    private Post post(String text, @Nullable String title, Post.Visibility visibility, List<Media> media) {
        return new Post("k", bench.clock.instant(), text, title, null, visibility, null, null, null, media);
    }

    @Test
    void whatIsNoVideo_isRefused_withoutAsking() {
        List<Media> one = List.of(media("video/mp4", film(10)));
        Post.Visibility all = Post.Visibility.PUBLIC;
        List<Post> wrong = List.of(
                post("Words alone", null, all, List.of()),
                post("Two", null, all, List.of(one.get(0), one.get(0))),
                post("Picture", null, all, List.of(media("image/png", film(10)))),
                post("Empty", null, all, List.of(media("video/mp4", new byte[0]))),
                post("", null, all, one),
                post("x".repeat(101), null, all, one),
                post("Fine", "a <b>", all, one),
                post("a > b", "Fine", all, one),
                post("\u0142".repeat(2501), "Fine", all, one),
                post("Fine", null, Post.Visibility.FOLLOWERS, one));
        for (Post post : wrong) {
            DeliveryException failure = failure(() -> bench.connector().publish(post));
            assertThat(failure.category()).as(post.text()).isEqualTo(FailureCategory.REJECTED);
        }
        assertThat(network.calls()).isZero();
    }
}
