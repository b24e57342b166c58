package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** What a server may cost us. */
class BoundsTest {
    private static final byte[] EMPTY_MEMBER = gzip(new byte[0]);
    private final Clients clients = Clients.local();
    private final HttpClient client = clients.open();

    @AfterEach
    void stop() {
        clients.close();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }

    /** Says the head, and then the same for ever. */
    private static RawServer endless(String head, byte[] piece, long pauseMillis) throws IOException {
        return new RawServer(peer -> {
            peer.request();
            peer.say(head);
            CountDownLatch never = new CountDownLatch(1);
            try {
                while (!never.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                    peer.say(piece);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private DeliveryException failure(RawServer server, Duration within) {
        long before = System.nanoTime();
        DeliveryException failure = Clients.failure(client, HttpCall.get(server.address("/")));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(within);
        return failure;
    }

    @Test
    void answerWithoutEnd_isRejected_atOnce() throws IOException {
        try (RawServer server = endless("HTTP/1.1 200 OK\r\n\r\n", new byte[8192], 0)) {
            DeliveryException failure = failure(server, Duration.ofSeconds(2));

            assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure).hasMessageContaining("larger than 100000 bytes");
        }
    }

    @Test
    void answerThatSaysItIsLarge_isRejected_withoutReadingAllOfIt() throws IOException {
        try (RawServer server = endless("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n", new byte[8192], 1)) {
            assertThat(failure(server, Duration.ofSeconds(2)).category()).isEqualTo(FailureCategory.REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Encoding: gzip\r\n"})
    void bodyThatDrips_isGivenUpWhenTheWholeTimeIsOver(String encoding) throws IOException {
        try (RawServer server = endless("HTTP/1.1 200 OK\r\n" + encoding + "\r\n", EMPTY_MEMBER, 100)) {
            DeliveryException failure = failure(server, Duration.ofSeconds(5));

            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("did not answer in time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 ", ""})
    void headersThatDrip_areGivenUp(String head) throws IOException {
        try (RawServer server = endless(head, new byte[] {'x'}, 50)) {
            assertThat(failure(server, Duration.ofSeconds(5)).category()).isEqualTo(FailureCategory.UNAVAILABLE);
        }
    }

    @Test
    void headersWithoutEnd_areGivenUp_atOnce() throws IOException {
        for (String piece : List.of("x".repeat(4096), "X-Header: y\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "\r\n")) {
            String head = piece.startsWith("HTTP") || piece.isBlank() ? "" : "HTTP/1.1 200 OK\r\nX: ";
            try (RawServer server = endless(head, piece.getBytes(StandardCharsets.US_ASCII), 0)) {
                assertThat(failure(server, Duration.ofSeconds(5)).category()).isEqualTo(FailureCategory.UNAVAILABLE);
            }
        }
    }

    @Test
    void compressedAnswer_isUnpacked_andItsHeadersDoNotSpeakOfWhatItWas() throws Exception {
        byte[] packed = gzip("hello".getBytes(StandardCharsets.UTF_8));
        try (RawServer server = new RawServer(peer -> {
            while (true) {
                peer.request();
                peer.say("HTTP/1.1 200 OK\r\nContent-Encoding: GZip\r\nContent-Length: " + packed.length + "\r\n\r\n");
                peer.say(packed);
            }
        })) {
            for (int i = 0; i < 3; i++) {
                HttpAnswer answer = client.send(HttpCall.get(server.address("/")));

                assertThat(answer.text()).isEqualTo("hello");
                assertThat(answer.header("Content-Encoding")).isEmpty();
                assertThat(answer.header("Content-Length")).isEmpty();
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests().get(0).headers()).contains("accept-encoding: gzip");
        }
    }

    @Test
    void bombOfTwoGigabytes_isRejected_beforeItGoesOff() throws IOException {
        try (RawServer server = new RawServer(peer -> {
            peer.request();
            peer.say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
            byte[] zeros = new byte[1 << 20];
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                for (int i = 0; i < 2048; i++) {
                    out.write(zeros);
                    peer.say(packed.toByteArray());
                    packed.reset();
                }
            }
        })) {
            DeliveryException failure = failure(server, Duration.ofSeconds(2));

            assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure).hasMessageContaining("larger than 100000 bytes");
        }
    }

    @Test
    void packedNothingWithoutEnd_isRejected_andOverflowsNothing() throws IOException {
        byte[] many = new byte[EMPTY_MEMBER.length * 1000];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(EMPTY_MEMBER, 0, many, i * EMPTY_MEMBER.length, EMPTY_MEMBER.length);
        }
        try (RawServer server = endless("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", many, 0)) {
            assertThat(failure(server, Duration.ofSeconds(2)).category()).isEqualTo(FailureCategory.REJECTED);
        }
    }

    @Test
    void serverThatDoesNotReadWhatItIsSent_isGivenUp() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(peer -> {
            try {
                never.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        })) {
            HttpBody large =
                    new HttpBody("video/mp4", -1, () -> new java.io.ByteArrayInputStream(new byte[100_000_000]));
            long before = System.nanoTime();

            DeliveryException failure = Clients.failure(client, HttpCall.post(server.address("/"), large));

            assertThat(failure.category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            never.countDown();
        }
    }
}
