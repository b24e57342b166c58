package org.rostrum.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpPolicy;
import org.rostrum.testkit.http.TestHttpClients;

/** Media that the server takes long for. */
class MediaUploadsTest {
    private static final Post POST = Post.of("1", Instant.now(), "Look")
            .with(List.of(
                    new Media("film.mp4", "video/mp4", 3, "", () -> new ByteArrayInputStream(new byte[] {1, 2, 3}))));

    private final MastodonSimulator network;
    private final HttpClient http = new TestHttpClients().open(HttpPolicy.api("test/1.0"));
    private MediaUploads uploads;

    MediaUploadsTest() throws IOException {
        network = new MastodonSimulator();
        uploads = uploads(Duration.ZERO);
    }

    private MediaUploads uploads(Duration pause) {
        MastodonSettings settings = MastodonSettings.of(
                Map.of("server", network.address().toString(), "accessToken", MastodonSimulator.TOKEN));
        return new MediaUploads(
                new MastodonApi(http, settings, Clock.systemUTC()), Clock.systemUTC(), Duration.ofMillis(400), pause);
    }

    @BeforeEach
    void takeLong() {
        network.looksUntilProcessed(1_000_000);
        uploads = uploads(Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        http.close();
        network.close();
    }

    private DeliveryException failure() {
        return catchThrowableOfType(DeliveryException.class, () -> uploads.ready(POST, Instant.now()));
    }

    private long brought() {
        return network.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    @Test
    void waiting_ends_andGoesOnWithTheNextAttempt() throws Exception {
        assertThat(failure().category()).isEqualTo(FailureCategory.UNAVAILABLE);
        network.finishProcessing();
        assertThat(uploads.ready(POST, Instant.now())).hasSize(1);
        assertThat(brought()).isEqualTo(1);
    }

    @Test
    void media_areBroughtAgain_whenTheServerHasForgottenThem() throws Exception {
        assertThat(failure().category()).isEqualTo(FailureCategory.UNAVAILABLE);
        network.forgetMedia();
        assertThat(failure().category()).isEqualTo(FailureCategory.UNAVAILABLE);
        network.looksUntilProcessed(0);
        assertThat(uploads.ready(POST, Instant.now())).hasSize(1);
        assertThat(brought()).isEqualTo(2);
    }

    @Test
    @Timeout(30)
    void waiting_ends_whenItsThreadIsInterrupted() {
        uploads = uploads(Duration.ofMinutes(5));
        Thread waiting = Thread.currentThread();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            Awaitility.await().until(() -> network.requests().stream()
                    .anyMatch(request -> request.path().startsWith("/api/v1/media/")));
            waiting.interrupt();
        });
        DeliveryException failure = failure();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        closing.join();
    }
}
