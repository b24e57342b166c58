package org.rostrum.connector.feed.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

class GuardedClientTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final GuardedClient.Limits LIMITS =
            new GuardedClient.Limits(Duration.ofSeconds(3), Duration.ofSeconds(1), 100_000, true);

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalServer server;

    private GuardedClient client = new GuardedClient(LIMITS, "Test", CLOCK);

    @BeforeEach
    void start() throws IOException {
        server = new LocalServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        client.close();
    }

    private Answer get(String path) throws DeliveryException {
        return client.get(server.address(path), Map.of());
    }

    private DeliveryException failure(String path) {
        return failure(server.address(path));
    }

    private DeliveryException failure(URI address) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> client.get(address, Map.of()));
        assertThat(failure).as("failure of " + address).isNotNull();
        return failure;
    }

    private static String text(Answer answer) throws IOException {
        return new String(answer.body().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void answer_carriesWhatAConditionalRequestNeeds() throws Exception {
        server.on("/", "hello", "ETag", "\"1\"", "Last-Modified", "yesterday", "Cache-Control", "public, max-age=600");

        Answer answer = get("/");

        assertThat(text(answer)).isEqualTo("hello");
        assertThat(answer.etag()).isEqualTo("\"1\"");
        assertThat(answer.lastModified()).isEqualTo("yesterday");
        assertThat(answer.maxAge()).isEqualTo(Duration.ofMinutes(10));
        assertThat(server.requests().get(0).getFirst("User-Agent")).isEqualTo("Test");
    }

    @Test
    void notModified_isNoBody() throws Exception {
        server.on("/", exchange -> LocalServer.send(exchange, 304, new byte[0]));

        assertThat(get("/").changed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400,REJECTED",
        "401,AUTH_EXPIRED",
        "403,REJECTED",
        "404,REJECTED",
        "410,REJECTED",
        "408,UNAVAILABLE",
        "429,RATE_LIMITED",
        "451,REJECTED",
        "500,UNAVAILABLE",
        "503,UNAVAILABLE",
        "204,REJECTED",
    })
    void statuses_haveTheirCategory(int status, FailureCategory category) {
        server.on("/", exchange -> LocalServer.send(exchange, status, new byte[0]));

        assertThat(failure("/").category()).isEqualTo(category);
        assertThat(failure("/").getMessage()).contains("127.0.0.1").contains(Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource({
        "120,2026-11-21T12:02:00Z",
        "'Sat, 21 Nov 2026 12:05:00 GMT',2026-11-21T12:05:00Z",
        "99999999999999999999,",
        "9999999999,2026-11-22T12:00:00Z",
        "'Sat, 21 Nov 2020 12:05:00 GMT',2026-11-21T12:00:00Z",
        "soon,",
    })
    void retryAfter_isReadAndBounded(String header, @Nullable Instant expected) {
        server.on("/", exchange -> LocalServer.send(exchange, 429, new byte[0], "Retry-After", header));

        assertThat(failure("/").retryAt()).isEqualTo(expected);
    }

    @Test
    void redirects_areFollowed_toTheEnd() throws Exception {
        server.on("/a", exchange -> LocalServer.send(exchange, 301, new byte[0], "Location", "/b"))
                .on(
                        "/b",
                        exchange -> LocalServer.send(
                                exchange, 307, "x".getBytes(StandardCharsets.UTF_8), "Location", "c/d"))
                .on("/c/d", "here");

        Answer answer = get("/a");

        assertThat(text(answer)).isEqualTo("here");
        assertThat(answer.address()).isEqualTo(server.address("/c/d"));
    }

    @Test
    void redirectsWithoutEnd_areRejected() {
        server.on("/a", exchange -> LocalServer.send(exchange, 302, new byte[0], "Location", "/a"));

        assertThat(failure("/a").category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure("/a").getMessage()).contains("more than 5 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "gopher://127.0.0.1/",
                "http://user:secret@127.0.0.1/",
                "http:///x",
                "http://[bad/"
            })
    void redirectToWhatWeDoNotRead_isRejected(String location) {
        server.on("/a", exchange -> LocalServer.send(exchange, 302, new byte[0], "Location", location));

        DeliveryException failure = failure("/a");

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @Test
    void everyRedirect_isCheckedAgain() throws Exception {
        AtomicInteger port = new AtomicInteger();
        server.on(
                        "/a",
                        exchange -> LocalServer.send(
                                exchange, 302, new byte[0], "Location", "http://127.0.0.2:" + port.get() + "/b"))
                .on("/b", "secret");
        port.set(server.address("/").getPort());
        InetAddress open = LocalServer.loopback(1);
        client = new GuardedClient(LIMITS, "Test", CLOCK, new GuardedResolver(InetAddress::getAllByName, open::equals));

        DeliveryException failure = failure("/a");

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure.getMessage()).contains("127.0.0.2").contains("allowPrivateAddresses");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nameThatChangesItsAddress_isConnectedToTheCheckedOne() throws Exception {
        server.on("/", "public");
        AtomicInteger lookups = new AtomicInteger();
        GuardedResolver.Lookup fickle =
                host -> new InetAddress[] {LocalServer.loopback(lookups.incrementAndGet() == 1 ? 1 : 3)};
        InetAddress open = LocalServer.loopback(1);
        client = new GuardedClient(LIMITS, "Test", CLOCK, new GuardedResolver(fickle, open::equals));
        URI address = URI.create("http://fickle.test:" + server.address("/").getPort() + "/");

        assertThat(text(client.get(address, Map.of()))).isEqualTo("public");
        assertThat(lookups).hasValue(1);
        assertThat(failure(address).getMessage()).contains("127.0.0.3");
    }

    @Test
    void nameWithOneClosedAddressAmongOpenOnes_isClosed() throws Exception {
        GuardedResolver.Lookup mixed = host -> new InetAddress[] {
            InetAddress.getByAddress(new byte[] {8, 8, 8, 8}), InetAddress.getByAddress(new byte[] {10, 0, 0, 1})
        };
        client = new GuardedClient(LIMITS, "Test", CLOCK, new GuardedResolver(mixed, PublicAddresses::contain));

        assertThat(failure(URI.create("http://mixed.test/")).category()).isEqualTo(FailureCategory.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "0.0.0.0",
                "2130706433",
                "0x7f000001",
                "127.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::]"
            })
    void ownMachine_isClosed_howeverItIsWritten(String host) throws Exception {
        server.on("/", "secret");
        client = new GuardedClient(
                new GuardedClient.Limits(Duration.ofSeconds(3), Duration.ofSeconds(1), 1000, false), "Test", CLOCK);

        DeliveryException failure =
                failure(URI.create("http://" + host + ":" + server.address("/").getPort() + "/"));

        assertThat(failure.category()).isIn(FailureCategory.REJECTED, FailureCategory.UNAVAILABLE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void metadataOfClouds_areClosed() {
        client = new GuardedClient(
                new GuardedClient.Limits(Duration.ofSeconds(3), Duration.ofSeconds(1), 1000, false), "Test", CLOCK);

        DeliveryException failure = failure(URI.create("http://169.254.169.254/latest/meta-data/"));

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure.getMessage()).contains("not a public address");
    }

    @Test
    void compressedAnswer_isUnpacked() throws Exception {
        server.on("/", gzip("hello".getBytes(StandardCharsets.UTF_8)), "Content-Encoding", "gzip");

        assertThat(text(get("/"))).isEqualTo("hello");
    }

    @Test
    void tooLargeAnswer_isRejected_alsoWhenItIsOnlyLargeUnpacked() throws Exception {
        byte[] large = new byte[50 * 1024 * 1024];
        server.on("/bomb", gzip(large), "Content-Encoding", "gzip").on("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(large, 0, 64 * 1024);
                }
            }
        });

        for (String path : new String[] {"/bomb", "/large"}) {
            assertThat(failure(path).category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure(path).getMessage()).contains("larger than 100000 bytes");
        }
    }

    @Test
    void damagedCompression_isUnavailable() throws Exception {
        byte[] packed = gzip(new byte[10_000]);
        server.on("/cut", java.util.Arrays.copyOf(packed, packed.length / 2), "Content-Encoding", "gzip")
                .on("/wrong", "no gzip", "Content-Encoding", "gzip");

        assertThat(failure("/cut").category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure("/wrong").category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void silentServer_andOneThatDrips_areGivenUp() throws Exception {
        server.on("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        long before = System.nanoTime();

        assertThat(failure("/drip").category()).isEqualTo(FailureCategory.UNAVAILABLE);
        try (ServerSocket silent = new ServerSocket(0, 1, LocalServer.loopback(1))) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThat(failure(address).getMessage()).contains("did not answer in time");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void headersThatDripWithoutEnd_areGivenUp() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, LocalServer.loopback(1))) {
            Thread dripping = new Thread(() -> drip(socket));
            dripping.setDaemon(true);
            dripping.start();
            URI address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");

            assertThat(failure(address).getMessage()).contains("did not answer in time");
        }
    }

    private static void drip(ServerSocket socket) {
        try (Socket peer = socket.accept();
                OutputStream out = peer.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1_000; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void headersWithoutEnd_areGivenUp() {
        server.on("/", exchange -> {
            exchange.getResponseHeaders().set("X-Long", "x".repeat(1_000_000));
            LocalServer.send(exchange, 200, new byte[0]);
        });

        assertThat(failure("/").category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void nobodyThere_isUnavailable() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(failure(URI.create("http://127.0.0.1:" + free + "/")).category())
                .isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure(URI.create("http://no-such-host.invalid/")).category())
                .isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void plainServerAskedForASecureConnection_isUnavailable() {
        server.on("/", "hello");
        URI secure = URI.create(server.address("/").toString().replace("http:", "https:"));

        assertThat(failure(secure).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void addresses_areCheckedBeforeAnythingIsAsked() throws Exception {
        assertThat(WebAddresses.parse(" https://bücher.example/feed ").getHost())
                .isEqualTo("xn--bcher-kva.example");
        for (String wrong :
                new String[] {"", "feed.xml", "file:///etc/passwd", "https://", "http://a b/", "javascript:x"}) {
            assertThatThrownBy(() -> WebAddresses.parse(wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(DeliveryException.class, failure -> assertThat(failure.category())
                            .isEqualTo(FailureCategory.REJECTED));
        }
    }
}
