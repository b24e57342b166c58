package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Which servers are connected to, whatever they are called. */
class GuardTest {
    @SuppressWarnings("NullAway.Init") // set before each test
    private RawServer server;

    private Clients clients = Clients.asShipped();

    @BeforeEach
    void start() throws IOException {
        server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npublic");
    }

    @AfterEach
    void stop() throws IOException {
        clients.close();
        server.close();
    }

    /** As shipped but for 127.0.0.1, which stands for a public address. */
    private HttpClient client(GuardedResolver.Lookup lookup) {
        clients = Clients.of(Map.of("allowedPrivateHosts", new String[] {"127.0.0.1"}), lookup);
        return clients.open();
    }

    private URI at(String host) {
        return URI.create("http://" + host + ":" + server.port() + "/");
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
    void ownMachine_isClosed_howeverItIsWritten(String host) {
        DeliveryException failure = Clients.failure(clients.open(), HttpCall.get(at(host)));

        assertThat(failure.category()).isIn(FailureCategory.REJECTED, FailureCategory.UNAVAILABLE);
        assertThat(server.connections()).isZero();
    }

    @Test
    void metadataOfClouds_areClosed_andTheRemedyIsTold() {
        DeliveryException failure = Clients.failure(
                clients.open(), HttpCall.get(URI.create("http://169.254.169.254/latest/meta-data/?token=s3cret")));

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure)
                .hasMessageContaining("169.254.169.254")
                .hasMessageContaining("allowedPrivateHosts in etc/org.rostrum.http.cfg")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void callsThatMayChangeSomething_areRejectedByClosedAddresses_notInDoubt() {
        assertThat(Clients.failure(clients.open(), HttpCall.post(at("127.0.0.1"), HttpBody.json("{}")))
                        .category())
                .isEqualTo(FailureCategory.REJECTED);
    }

    @Test
    void nameWithOneClosedAddressAmongOpenOnes_isClosed() throws UnknownHostException {
        InetAddress[] mixed = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
        HttpClient client = client(host -> mixed);

        DeliveryException failure = Clients.failure(client, HttpCall.get(URI.create("http://mixed.test/")));

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("10.0.0.1");
    }

    @Test
    void nameThatChangesItsAddress_isConnectedToTheCheckedOne_andKeptThere() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        HttpClient client =
                client(host -> new InetAddress[] {RawServer.loopback(lookups.incrementAndGet() == 1 ? 1 : 3)});

        assertThat(client.send(HttpCall.get(at("fickle.test"))).text()).isEqualTo("public");
        assertThat(client.send(HttpCall.get(at("fickle.test"))).text())
                .as("on the kept connection, not looked up again")
                .isEqualTo("public");
        assertThat(lookups).hasValue(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void nameThatChangesItsAddress_isCheckedAgainWithTheNextConnection() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        HttpClient client =
                client(host -> new InetAddress[] {RawServer.loopback(lookups.incrementAndGet() == 1 ? 1 : 3)});
        client.send(HttpCall.get(at("fickle.test")));
        server.closePeers();

        assertThat(Clients.failure(client, HttpCall.get(at("fickle.test")))).hasMessageContaining("127.0.0.3");
    }

    @Test
    void keptConnection_isNoWayForAnotherName() throws Exception {
        HttpClient client = client(host -> new InetAddress[] {RawServer.loopback(host.equals("open.test") ? 1 : 2)});
        client.send(HttpCall.get(at("open.test")));

        assertThat(Clients.failure(client, HttpCall.get(at("closed.test")))).hasMessageContaining("127.0.0.2");
    }

    @Test
    void addressReallyConnectedTo_isLookedAtBeforeEachRequest() throws Exception {
        NetworkRules opened = new NetworkRules(Clients.config(Map.of("allowPrivateAddresses", true)));
        NetworkRules shipped = new NetworkRules(Clients.config(Map.of()));
        CallWatch watch = new CallWatch();
        try (Transport wrong =
                new Transport(Clients.POLICY, shipped, new GuardedResolver(InetAddress::getAllByName, opened, watch))) {
            CallUnderWay call = CallUnderWay.begin(Duration.ofSeconds(5));
            try {
                org.assertj.core.api.Assertions.assertThatThrownBy(
                                () -> wrong.open(Requests.of(HttpCall.get(at("127.0.0.1")))))
                        .isInstanceOf(ClosedAddressException.class);
                assertThat(call.mayHaveReachedTheServer()).isFalse();
            } finally {
                CallUnderWay.end();
            }
        } finally {
            watch.close();
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nameServerThatDoesNotAnswer_isGivenUpInTime() {
        CountDownLatch never = new CountDownLatch(1);
        HttpClient client = client(host -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        });
        long before = System.nanoTime();

        DeliveryException failure = Clients.failure(client, HttpCall.post(at("slow.test"), HttpBody.json("{}")));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("did not answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
        never.countDown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x.example/",
                "file:///etc/passwd",
                "javascript:x",
                "https:///x",
                "//x.example/",
                "http://me:s3cret@x.example/",
                "http://x.example:70000/",
                "relative"
            })
    void addressesThatAreNone_areRejected(String address) {
        DeliveryException failure = Clients.failure(clients.open(), HttpCall.get(URI.create(address)));

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageNotContaining("s3cret");
    }
}
