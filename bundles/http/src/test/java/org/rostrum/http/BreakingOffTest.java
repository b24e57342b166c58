package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpPolicy;

class BreakingOffTest {
    private static final HttpPolicy PATIENT =
            new HttpPolicy("rostrum-test/1.0", Duration.ofSeconds(50), Duration.ofSeconds(50), 100_000, 0);
    private final Clients clients = Clients.local();
    private final AtomicReference<@Nullable DeliveryException> failure = new AtomicReference<>();
    private volatile boolean flagged;

    @AfterEach
    void stop() {
        clients.close();
    }

    /** Where a call stands when it is broken off. */
    enum Place {
        NAME,
        SECURE_CONNECTION,
        HEADERS,
        BODY,
        SENDING
    }

    private Thread call(HttpClient client, HttpCall call) {
        Thread thread = new Thread(() -> {
            failure.set(Clients.failure(client, call));
            flagged = Thread.currentThread().isInterrupted();
        });
        thread.start();
        return thread;
    }

    private RawServer server(Place place, CountDownLatch there) throws IOException {
        return new RawServer(peer -> {
            if (place == Place.SECURE_CONNECTION) {
                peer.in().read();
            } else if (place == Place.SENDING) {
                peer.head();
            } else {
                peer.request();
            }
            if (place == Place.BODY) {
                peer.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhal");
            }
            there.countDown();
            if (place == Place.SENDING) {
                await(new CountDownLatch(1));
            }
            peer.awaitEnd();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpCall post(RawServer server, Place place) {
        String scheme = place == Place.SECURE_CONNECTION ? "https" : "http";
        HttpBody body = place == Place.SENDING
                ? new HttpBody("video/mp4", -1, () -> new java.io.ByteArrayInputStream(new byte[100_000_000]))
                : HttpBody.json("{}");
        return HttpCall.post(URI.create(scheme + "://127.0.0.1:" + server.port() + "/"), body);
    }

    private static FailureCategory expected(Place place) {
        return place == Place.NAME || place == Place.SECURE_CONNECTION
                ? FailureCategory.UNAVAILABLE
                : FailureCategory.UNKNOWN_OUTCOME;
    }

    /** Brings a call there, and then does something to it, after which it must be over within 2 seconds. */
    private void breakOff(Place place, Breaker breaker) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        GuardedResolver.Lookup slow = host -> {
            there.countDown();
            await(never);
            return new InetAddress[0];
        };
        try (Clients own = Clients.of(
                        Map.of("allowPrivateAddresses", true), place == Place.NAME ? slow : InetAddress::getAllByName);
                RawServer server = server(place, there)) {
            HttpClient client = own.open(PATIENT);
            Thread thread = call(client, post(server, place));
            there.await();
            long before = System.nanoTime();

            breaker.breakOff(client, thread);

            thread.join(5_000);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            assertThat(java.util.Objects.requireNonNull(failure.get()).category())
                    .isEqualTo(expected(place));
        } finally {
            never.countDown();
        }
    }

    private interface Breaker {
        void breakOff(HttpClient client, Thread caller);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void close_breaksOffWhatIsUnderWay(Place place) throws Exception {
        breakOff(place, (client, caller) -> client.close());

        assertThat(failure.get()).hasMessageContaining("the client was closed");
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void interruption_isObeyed_andNotForgotten(Place place) throws Exception {
        breakOff(place, (client, caller) -> caller.interrupt());

        assertThat(failure.get()).hasMessageContaining("was interrupted");
        assertThat(flagged).isTrue();
    }

    @Test
    void interruptedThread_callsNobody() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Thread.currentThread().interrupt();
            DeliveryException told =
                    Clients.failure(clients.open(), HttpCall.post(server.address("/"), HttpBody.json("{}")));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(told.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void closedClient_callsNobody() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            HttpClient client = clients.open();
            client.close();
            client.close();

            assertThat(Clients.failure(client, HttpCall.get(server.address("/")))
                            .category())
                    .isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void closing_closesKeptConnections_andOtherClientsGoOn() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            HttpClient one = clients.open();
            HttpClient other = clients.open();
            one.send(HttpCall.get(server.address("/")));
            other.send(HttpCall.get(server.address("/")));

            one.close();

            Awaitility.await().until(() -> server.over() == 1);
            assertThat(other.send(HttpCall.get(server.address("/"))).status()).isEqualTo(200);
        }
    }

    @Test
    void pluginThatGoes_leavesNoConnection_andTheLastClientNoThread() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Clients own = Clients.of(Map.of("allowPrivateAddresses", true), InetAddress::getAllByName);
            own.open().send(HttpCall.get(URI.create("http://localhost:" + server.port() + "/")));
            HttpClient last = clients.open();
            last.send(HttpCall.get(URI.create("http://localhost:" + server.port() + "/")));
            assertThat(threads()).isPositive();

            own.close(); // with its client still open

            Awaitility.await().until(() -> server.over() == 1);
            last.close();
            Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> threads() == 0);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rostrum-http-") && thread.isAlive())
                .count();
    }
}
