package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

class KeptConnectionsTest {
    private final Clients clients = Clients.local();
    private final HttpClient client = clients.open();

    @AfterEach
    void stop() {
        clients.close();
    }

    private static HttpCall post(RawServer server, String body) {
        return HttpCall.post(server.address("/"), HttpBody.json(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\nhello",
            })
    void connection_servesTheNextCall(String answer) throws Exception {
        try (RawServer server = RawServer.answering(answer)) {
            client.send(HttpCall.get(server.address("/a")));
            client.send(post(server, "{}"));
            client.send(HttpCall.delete(server.address("/a")));

            assertThat(server.requests()).hasSize(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 5\r\n\r\nhello",
            })
    void connectionThatTheServerIsAboutToClose_isNotUsedAgain(String answer) throws Exception {
        try (RawServer server = RawServer.answering(answer)) {
            client.send(HttpCall.get(server.address("/a")));
            Awaitility.await().pollDelay(java.time.Duration.ofMillis(20)).until(() -> true);
            client.send(post(server, "{}"));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void postAfterTheServerClosedTheIdleConnection_isNeitherLostNorDoubled() throws Exception {
        try (RawServer server = new RawServer(peer -> {
            peer.request();
            peer.answer("once"); // and closes
        })) {
            for (int i = 1; i <= 20; i++) {
                assertThat(client.send(post(server, "{\"n\":" + i + "}")).text())
                        .isEqualTo("once");
                awaitClosed(server, i);
            }

            assertThat(server.requests())
                    .extracting(RawServer.Request::body)
                    .doesNotHaveDuplicates()
                    .hasSize(20);
        }
    }

    private static void awaitClosed(RawServer server, int connections) {
        Awaitility.await().until(() -> server.over() == connections);
    }

    @Test
    void postOnAConnectionThatIsClosedInThatMoment_isInDoubt_andNotSentAgain() throws Exception {
        try (RawServer server = new RawServer(peer -> {
            peer.request();
            peer.answer("first");
            peer.request(); // and closes without an answer
        })) {
            client.send(post(server, "1"));

            assertThat(Clients.failure(client, post(server, "2")).category())
                    .isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void whatCameUnasked_isNotTakenForTheAnswer() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        try (RawServer server = new RawServer(peer -> {
            peer.request();
            peer.answer("mine");
            if (peer.number() == 1) {
                peer.say("HTTP/1.1 408 Timeout\r\nContent-Length: 0\r\n\r\n");
                said.countDown();
                peer.awaitEnd();
            }
        })) {
            client.send(post(server, "1"));
            said.await();

            assertThat(client.send(post(server, "2")).text()).isEqualTo("mine");
            assertThat(server.requests()).extracting(RawServer.Request::body).containsExactly("1", "2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void answersOfDifferentCalls_areNeverMixedUp() throws Exception {
        try (RawServer server = new RawServer(peer -> {
            while (true) {
                peer.answer(peer.request().body());
            }
        })) {
            List<String> wrong = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
            List<Thread> threads = new java.util.ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String own = "caller " + i;
                Thread thread = new Thread(() -> {
                    for (int n = 0; n < 50; n++) {
                        try {
                            String answer = client.send(post(server, own + n)).text();
                            if (!answer.equals(own + n)) {
                                wrong.add(answer);
                            }
                        } catch (org.rostrum.api.delivery.DeliveryException failure) {
                            wrong.add(failure.toString());
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
            assertThat(server.requests()).hasSize(400);
            assertThat(server.connections()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void clients_shareNoConnections() throws IOException, org.rostrum.api.delivery.DeliveryException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            client.send(post(server, "1"));
            clients.open().send(post(server, "2"));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void cookies_areNotKept() throws Exception {
        try (RawServer server =
                RawServer.answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n")) {
            client.send(post(server, "1"));
            client.send(post(server, "2"));

            assertThat(server.requests().get(1).head()).doesNotContainIgnoringCase("cookie");
        }
    }
}
