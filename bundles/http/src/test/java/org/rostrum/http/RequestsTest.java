package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** What leaves. */
class RequestsTest {
    private final Clients clients = Clients.local();
    private final HttpClient client = clients.open();

    @SuppressWarnings("NullAway.Init") // set before each test
    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @AfterEach
    void stop() throws IOException {
        clients.close();
        server.close();
    }

    private RawServer.Request sent(HttpCall call) throws DeliveryException {
        client.send(call);
        return server.requests().get(server.requests().size() - 1);
    }

    @ParameterizedTest
    @CsvSource({"GET,", "POST,x", "PUT,x", "PATCH,x", "DELETE,", "DELETE,x", "OPTIONS,", "PROPFIND,x", "POST,", "GET,x"
    })
    void allMethods_areSent_withAndWithoutBody(String method, @Nullable String text) throws Exception {
        HttpBody body = text == null ? null : HttpBody.of("text/plain; charset=utf-8", new byte[] {'x'});

        RawServer.Request request = sent(new HttpCall(method, server.address("/a%20b?c=d%26e"), Map.of(), body, false));

        assertThat(request.line()).isEqualTo(method + " /a%20b?c=d%26e HTTP/1.1");
        assertThat(request.body()).isEqualTo(text == null ? "" : text);
        if (body != null) {
            assertThat(request.headers()).contains("content-type: text/plain; charset=utf-8", "content-length: 1");
        } else if (method.equals("POST")) {
            assertThat(request.headers()).contains("content-length: 0");
        }
    }

    @Test
    void headers_areThoseOfTheCall_andFewOfOurs() throws Exception {
        RawServer.Request request = sent(HttpCall.get(server.address("/"))
                .bearer("token")
                .with("Idempotency-Key", "k")
                .with("Accept", "a/b"));

        assertThat(request.headers())
                .containsExactlyInAnyOrder(
                        "authorization: Bearer token",
                        "idempotency-key: k",
                        "accept: a/b",
                        "accept-encoding: gzip",
                        "host: 127.0.0.1:" + server.port(),
                        "connection: keep-alive",
                        "user-agent: rostrum-test/1.0 (Rostrum)");
    }

    @ParameterizedTest
    @CsvSource({
        "Host, x",
        "content-length, 5",
        "Transfer-Encoding, chunked",
        "Connection, close",
        "Proxy-Authorization, s3cret",
        "Content-Type, s3cret",
        "Expect, 100-continue",
        "'X Y', s3cret",
        "'X:', s3cret",
        "'', s3cret",
        "X-Split, 's3cret\r\nX-Other: y'",
        "X-Letters, 's3cret ü'",
    })
    void headersThatWouldBeMisunderstood_areRefused_withoutTheirValues(String name, String value) {
        DeliveryException failure =
                Clients.failure(client, HttpCall.get(server.address("/")).with(name, value));

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageNotContaining("s3cret");
        assertThat(server.connections()).isZero();
    }

    @Test
    void mediaTypeThatWouldBeMoreThanOneHeader_isRefused() {
        HttpBody body = HttpBody.of("text/plain\r\nX-Other: s3cret", new byte[0]);

        assertThat(Clients.failure(client, HttpCall.post(server.address("/"), body)))
                .hasMessageContaining("media type")
                .hasMessageNotContaining("s3cret");
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "GET /x HTTP/1.1\r\nX:", "", "GÉT"})
    void methodsThatAreNone_areRefused(String method) {
        HttpCall call = new HttpCall(method, server.address("/"), Map.of(), null, true);

        assertThat(Clients.failure(client, call).category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void bodyOfUnknownLength_isStreamed_andClosed() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        HttpBody body = new HttpBody(
                "application/octet-stream",
                -1,
                () -> new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                });
        StringBuilder got = new StringBuilder();
        try (RawServer own = new RawServer(peer -> {
            got.append(peer.head()).append("\r\n\r\n");
            while (got.indexOf("\r\n0\r\n\r\n") < 0) {
                got.append((char) peer.in().read());
            }
            peer.answer("");
        })) {
            client.send(HttpCall.put(own.address("/"), body));
        }

        assertThat(got).containsIgnoringCase("transfer-encoding: chunked").containsSubsequence("5\r\nhello\r\n0");
        assertThat(closed).isTrue();
    }

    @Test
    void form_isEncoded() throws Exception {
        RawServer.Request request = sent(HttpCall.post(server.address("/"), HttpBody.form(Map.of("a b", "ü&="))));

        assertThat(request.body()).isEqualTo("a%20b=%C3%BC%26%3D");
        assertThat(request.headers()).contains("content-type: application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//x", "/a//b", "/%2e%2e/x", ""})
    void paths_areLeftAsTheyAre(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);

        assertThat(sent(HttpCall.get(address)).line()).isEqualTo("GET " + (path.isEmpty() ? "/" : path) + " HTTP/1.1");
    }

    @Test
    void proxy_isAskedInsteadOfTheServer_andForATunnelToSecureOnes() throws Exception {
        try (Clients own = Clients.of(Map.of("proxyHost", "127.0.0.1", "proxyPort", server.port()), host -> {
            assertThat(host).as("the proxy looks up all others").isEqualTo("127.0.0.1");
            return new java.net.InetAddress[] {RawServer.loopback(1)};
        })) {
            HttpClient through = own.open();

            assertThat(through.send(HttpCall.get(URI.create("http://x.example/a?b")))
                            .status())
                    .isEqualTo(200);
            assertThat(server.requests().get(0).line()).isEqualTo("GET http://x.example/a?b HTTP/1.1");
        }
        try (RawServer refusing = RawServer.answering("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
                Clients own = Clients.of(
                        Map.of("proxyHost", "127.0.0.1", "proxyPort", refusing.port()),
                        java.net.InetAddress::getAllByName)) {
            HttpCall call = HttpCall.post(URI.create("https://x.example/a"), HttpBody.json("{}"))
                    .bearer("s3cret");

            DeliveryException failure = Clients.failure(own.open(), call);
            assertThat(failure.category()).as("the server was never reached").isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("The proxy does not let us through to x.example: status 403");
            assertThat(refusing.requests()).singleElement().satisfies(request -> {
                assertThat(request.line()).startsWith("CONNECT x.example:443");
                assertThat(request.head()).doesNotContain("s3cret");
            });
        }
    }
}
