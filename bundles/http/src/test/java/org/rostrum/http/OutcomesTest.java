package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** What is said when no whole answer comes: a call that may have done something is in doubt, and no other. */
class OutcomesTest {
    private static final String SECRET = "s3cret";
    private final Clients clients = Clients.local();
    private final HttpClient client = clients.open();

    @AfterEach
    void stop() {
        clients.close();
    }

    private static HttpCall get(URI address) {
        return HttpCall.get(address).bearer(SECRET);
    }

    private static HttpCall post(URI address) {
        return HttpCall.post(address, HttpBody.json("{\"x\":\"" + SECRET + "\"}"))
                .bearer(SECRET);
    }

    /** A GET, a POST and a POST that changes nothing, to the same server. */
    private List<DeliveryException> failures(URI address) {
        List<DeliveryException> failures = new ArrayList<>();
        for (HttpCall call : List.of(get(address), post(address), post(address).asSafe())) {
            failures.add(Clients.failure(client, call));
        }
        return failures;
    }

    private static List<FailureCategory> categories(List<DeliveryException> failures) {
        return failures.stream().map(DeliveryException::category).toList();
    }

    /** Servers that get the whole request and do not answer as they should. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Len",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: s3cret\r\n\r\n",
                "HTTP/1.1 two s3cret\r\n\r\n",
                "HTTP/1.1 200 OK\r\ns3cret\r\n\r\n",
                "SSH-2.0-OpenSSH s3cret\r\n",
                "HTTP/1.1 101 Switching\r\nUpgrade: s3cret\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br, s3cret\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\ns3cret",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: s3cret\r\n\r\n",
            })
    void noWholeAnswer_isDoubt_onlyForCallsThatMayChangeSomething(String answer) throws IOException {
        try (RawServer server = new RawServer(peer -> {
            peer.request();
            peer.say(answer);
        })) {
            List<DeliveryException> failures = failures(server.address("/p?key=" + SECRET));

            assertThat(categories(failures))
                    .containsExactly(
                            FailureCategory.UNAVAILABLE, FailureCategory.UNKNOWN_OUTCOME, FailureCategory.UNAVAILABLE);
            assertThat(server.requests()).as("nothing is tried again").hasSize(3);
            assertThat(failures).allSatisfy(OutcomesTest::holdsNoSecret);
        }
    }

    private static void holdsNoSecret(DeliveryException failure) {
        assertThat(failure.getMessage()).contains("127.0.0.1");
        for (Throwable one = failure; one != null; one = one.getCause()) {
            assertThat(one.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void silence_isDoubt_onlyForCallsThatMayChangeSomething() throws IOException {
        try (RawServer server = new RawServer(peer -> {
            peer.request();
            peer.awaitEnd();
        })) {
            List<DeliveryException> failures = failures(server.address("/"));

            assertThat(categories(failures))
                    .containsExactly(
                            FailureCategory.UNAVAILABLE, FailureCategory.UNKNOWN_OUTCOME, FailureCategory.UNAVAILABLE);
            assertThat(failures.get(1))
                    .hasMessageContaining("did not answer in time")
                    .hasMessageContaining("not known");
        }
    }

    @Test
    void whatNeverReachedAServer_isNoDoubt() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        for (String address : List.of("http://127.0.0.1:" + free + "/", "http://no-such-host.invalid/")) {
            assertThat(categories(failures(URI.create(address)))).containsOnly(FailureCategory.UNAVAILABLE);
        }
    }

    @Test
    void secureConnectionThatFails_isNoDoubt() throws IOException {
        try (RawServer server = new RawServer(peer -> {
            peer.in().read();
            peer.say("no TLS here, " + SECRET);
        })) {
            List<DeliveryException> failures = failures(URI.create("https://127.0.0.1:" + server.port() + "/"));

            assertThat(categories(failures)).containsOnly(FailureCategory.UNAVAILABLE);
            assertThat(failures).allSatisfy(OutcomesTest::holdsNoSecret);
        }
    }

    @Test
    void secureConnectionThatIsNeverMade_isGivenUp() throws IOException {
        try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
            assertThat(categories(failures(URI.create("https://127.0.0.1:" + server.port() + "/"))))
                    .containsOnly(FailureCategory.UNAVAILABLE);
        }
    }

    @Test
    void bodyThatCannotBeOpened_isNotSent() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            HttpBody body = new HttpBody("text/plain", 5, () -> {
                throw new IOException("disk");
            });

            assertThat(Clients.failure(client, HttpCall.post(server.address("/"), body))
                            .category())
                    .isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 6})
    void bodyOfAnotherLengthThanAnnounced_isNeverTakenForWhole(long announced) throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            byte[] bytes = "12345".getBytes(StandardCharsets.UTF_8);
            HttpBody body = new HttpBody("text/plain", announced, () -> new java.io.ByteArrayInputStream(bytes));

            assertThat(Clients.failure(client, HttpCall.post(server.address("/"), body)))
                    .hasMessageContaining("another length");
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.body()).hasSizeLessThan((int) announced));
        }
    }

    @Test
    void anyStatus_isAnAnswer() throws Exception {
        for (int status : List.of(200, 204, 304, 400, 401, 403, 404, 429, 500, 503)) {
            String body = status == 204 || status == 304 ? "" : "why";
            try (RawServer server = RawServer.answering("HTTP/1.1 " + status + " x\r\nRetry-After: 5\r\n"
                    + (body.isEmpty() ? "" : "Content-Length: 3\r\n") + "\r\n" + body)) {
                HttpAnswer answer = client.send(post(server.address("/")));

                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.text()).isEqualTo(body);
                assertThat(answer.retryAt()).isEqualTo(Clients.NOW.plusSeconds(5));
            }
        }
    }

    @Test
    void earlyRefusalOfALargeBody_isHeard() throws Exception {
        try (RawServer server = new RawServer(peer -> {
            peer.head();
            peer.say("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
            peer.awaitEnd();
        })) {
            HttpBody body =
                    new HttpBody("video/mp4", 50_000_000, () -> new java.io.ByteArrayInputStream(new byte[50_000_000]));

            assertThat(client.send(HttpCall.post(server.address("/"), body)).status())
                    .isEqualTo(413);
        }
    }

    @Test
    void callsAreCounted_byPluginAndOutcome() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n")) {
            client.send(get(server.address("/")));
        }
        Clients.failure(client, get(URI.create("http://no-such-host.invalid/")));
        Clients.failure(client, get(URI.create("file:///etc/passwd")));

        assertThat(clients.figures())
                .containsExactly(
                        "rostrum.http.calls agent rostrum-test outcome 4xx",
                        "rostrum.http.time agent rostrum-test",
                        "rostrum.http.calls agent rostrum-test outcome unavailable",
                        "rostrum.http.time agent rostrum-test",
                        "rostrum.http.calls agent rostrum-test outcome rejected",
                        "rostrum.http.time agent rostrum-test");
    }

    @Test
    void failures_nameNoParameters() {
        HttpCall call = get(HttpCall.address("ftp://x.example/a", Map.of("key", SECRET)));

        assertThat(Clients.failure(client, call).getMessage()).doesNotContain(SECRET);
        assertThat(call.toString()).doesNotContain(SECRET);
    }
}
