package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Function;
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
import org.rostrum.spi.http.HttpPolicy;

class RedirectsTest {
    private Clients clients = Clients.local();

    @AfterEach
    void stop() {
        clients.close();
    }

    /** @param locations where each path sends to; others answer with themselves */
    private static RawServer server(int status, Function<String, String> locations) throws IOException {
        return new RawServer(peer -> {
            while (true) {
                String path = peer.request().line().split(" ", -1)[1];
                String location = locations.apply(path);
                if (location.isEmpty()) {
                    peer.answer("at " + path);
                } else {
                    peer.say("HTTP/1.1 " + status + " x\r\nLocation: " + location + "\r\nContent-Length: 2\r\n\r\n..");
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void get_isFollowedToTheEnd(int status) throws Exception {
        Map<String, String> ways = Map.of("/a", "/b", "/b", "c/d?x=1", "/c/d?x=1", "e e");
        try (RawServer server = server(status, path -> ways.getOrDefault(path, ""));
                HttpClient client = clients.open()) {
            HttpAnswer answer = client.send(HttpCall.get(server.address("/a")).bearer("token"));

            assertThat(answer.text()).isEqualTo("at /c/e%20e");
            assertThat(answer.address()).isEqualTo(server.address("/c/e%20e"));
            assertThat(server.requests()).as("the same server").allSatisfy(request -> assertThat(request.headers())
                    .contains("authorization: Bearer token"));
        }
    }

    @Test
    void head_isFollowed_andStaysHead() throws Exception {
        try (RawServer server = server(302, path -> path.equals("/a") ? "/b" : "");
                HttpClient client = clients.open()) {
            client.send(new HttpCall("HEAD", server.address("/a"), Map.of(), null, true));

            assertThat(server.requests())
                    .extracting(RawServer.Request::line)
                    .containsExactly("HEAD /a HTTP/1.1", "HEAD /b HTTP/1.1");
        }
    }

    @Test
    void callsThatChangeSomething_areNotFollowed() throws Exception {
        try (RawServer server = server(307, path -> "/b");
                HttpClient client = clients.open()) {
            HttpAnswer answer = client.send(HttpCall.post(server.address("/a"), HttpBody.json("{}")));

            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.text()).isEqualTo("..");
            assertThat(answer.header("location")).contains("/b");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void redirect_isAnAnswer_whenNoneAreToBeFollowed() throws Exception {
        try (RawServer server = server(302, path -> "/b");
                HttpClient client = clients.open(HttpPolicy.api("rostrum-test/1.0"))) {
            assertThat(client.send(HttpCall.get(server.address("/a"))).status()).isEqualTo(302);
        }
    }

    @Test
    void redirectsWithoutEnd_areRejected() throws IOException {
        try (RawServer server = server(302, path -> "/a");
                HttpClient client = clients.open()) {
            DeliveryException failure = Clients.failure(client, HttpCall.get(server.address("/a")));

            assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure).hasMessageContaining("more than 5 times");
            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test
    void anotherServer_learnsNoSecrets() throws Exception {
        try (RawServer other = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawServer server = server(302, path -> other.address("/b").toString());
                HttpClient client = clients.open()) {
            client.send(HttpCall.get(server.address("/a"))
                    .bearer("s3cret")
                    .with("Cookie", "s3cret")
                    .with("X-Api-Key", "s3cret")
                    .with("If-None-Match", "\"1\"")
                    .with("Accept", "text/xml"));

            assertThat(server.requests().get(0).head()).contains("s3cret");
            assertThat(other.requests().get(0).head()).doesNotContain("s3cret");
            assertThat(other.requests().get(0).headers()).contains("if-none-match: \"1\"", "accept: text/xml");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "gopher://127.0.0.1/",
                "http://user:secret@127.0.0.1/",
                "http:///x",
                "http://[bad/",
                "jar:http://x/!/"
            })
    void redirectToWhatWeDoNotAsk_isRejected(String location) throws IOException {
        try (RawServer server = server(302, path -> location);
                HttpClient client = clients.open()) {
            DeliveryException failure = Clients.failure(client, HttpCall.get(server.address("/a")));

            assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure).hasMessageNotContaining("secret");
        }
    }

    @Test
    void redirectToNowhere_isRejected() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 302 x\r\nContent-Length: 0\r\n\r\n");
                HttpClient client = clients.open()) {
            assertThat(Clients.failure(client, HttpCall.get(server.address("/"))))
                    .hasMessageContaining("without saying where");
        }
    }

    @Test
    void everyRedirect_isCheckedAgain() throws IOException {
        clients = Clients.of(Map.of("allowedPrivateHosts", new String[] {"127.0.0.1"}), InetAddress::getAllByName);
        try (RawServer server = server(302, path -> "http://127.0.0.2:1/");
                HttpClient client = clients.open()) {
            DeliveryException failure = Clients.failure(client, HttpCall.get(server.address("/a")));

            assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure).hasMessageContaining("127.0.0.2");
        }
    }

    @Test
    void bodyOfARedirect_isNotWaitedFor() throws Exception {
        try (RawServer server = new RawServer(peer -> {
                    if (peer.request().line().contains("/a")) {
                        peer.say("HTTP/1.1 302 x\r\nLocation: /b\r\nContent-Length: 1000000000\r\n\r\n");
                        peer.awaitEnd();
                    } else {
                        peer.answer("here");
                    }
                });
                HttpClient client = clients.open()) {
            long before = System.nanoTime();

            assertThat(client.send(HttpCall.get(server.address("/a"))).text()).isEqualTo("here");
            assertThat(System.nanoTime() - before).isLessThan(900_000_000L);
        }
    }
}
