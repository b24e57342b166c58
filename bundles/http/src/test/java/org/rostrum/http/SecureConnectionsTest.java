package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Over TLS, with a certificate for localhost that the JDK's own keytool makes. */
class SecureConnectionsTest {
    private static final String PASSWORD = "for a test";
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final String TRUSTED_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SSLContext tls;

    private static @Nullable String trustedBefore;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);

        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        Path certificates = folder.resolve("trusted.p12");
        try (var out = Files.newOutputStream(certificates)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        trustedBefore = System.getProperty(TRUSTED);
        System.setProperty(TRUSTED, certificates.toString());
        System.setProperty(TRUSTED_PASSWORD, PASSWORD);
    }

    @AfterAll
    static void forgetIt() {
        trustNobodyElse();
    }

    private static void trustNobodyElse() {
        System.clearProperty(TRUSTED_PASSWORD);
        if (trustedBefore == null) {
            System.clearProperty(TRUSTED);
        } else {
            System.setProperty(TRUSTED, trustedBefore);
        }
    }

    private static RawServer server(RawServer.Conversation conversation) throws IOException {
        return new RawServer(tls.getServerSocketFactory(), conversation);
    }

    private static HttpCall post(String host, RawServer server) {
        return HttpCall.post(URI.create("https://" + host + ":" + server.port() + "/"), HttpBody.json("{}"))
                .bearer("s3cret");
    }

    @Test
    void connection_isKept() throws Exception {
        try (RawServer server = server(peer -> {
                    while (true) {
                        peer.request();
                        peer.answer("hello");
                    }
                });
                Clients clients = Clients.local()) {
            HttpClient client = clients.open();

            assertThat(client.send(post("localhost", server)).text()).isEqualTo("hello");
            assertThat(client.send(post("localhost", server)).text()).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void postAfterTheServerClosedTheIdleConnection_isNeitherLostNorDoubled() throws Exception {
        try (RawServer server = server(peer -> {
                    peer.request();
                    peer.answer("once"); // and closes
                });
                Clients clients = Clients.local()) {
            HttpClient client = clients.open();
            for (int i = 1; i <= 5; i++) {
                int connections = i;
                assertThat(client.send(post("localhost", server)).text()).isEqualTo("once");
                Awaitility.await().until(() -> server.over() == connections);
            }

            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void certificateOfAnotherName_isRefused_beforeAnythingIsSent() throws Exception {
        try (RawServer server = server(RawServer.Peer::request);
                Clients clients = Clients.local()) {
            DeliveryException failure = Clients.failure(clients.open(), post("127.0.0.1", server));

            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("No secure connection to 127.0.0.1");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void certificateThatNobodyTrusts_isRefused_beforeAnythingIsSent() throws Exception {
        String ours = System.getProperty(TRUSTED);
        trustNobodyElse();
        try (RawServer server = server(RawServer.Peer::request);
                Clients clients = Clients.local()) {
            DeliveryException failure = Clients.failure(clients.open(), post("localhost", server));

            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("No secure connection to localhost");
            assertThat(server.requests()).isEmpty();
        } finally {
            System.setProperty(TRUSTED, ours);
            System.setProperty(TRUSTED_PASSWORD, PASSWORD);
        }
    }

    @Test
    void tunnelThroughAProxy_hidesTheCall_andIsKept() throws Exception {
        try (RawServer server = server(peer -> {
                    while (true) {
                        peer.request();
                        peer.answer("hello");
                    }
                });
                RawServer proxy = new RawServer(peer -> {
                    peer.request();
                    try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                        peer.say("HTTP/1.1 200 Connected\r\n\r\n");
                        peer.join(onward);
                    }
                });
                Clients clients = Clients.of(
                        Map.of("proxyHost", "127.0.0.1", "proxyPort", proxy.port()), InetAddress::getAllByName)) {
            HttpClient client = clients.open();

            assertThat(client.send(post("localhost", server)).text()).isEqualTo("hello");
            assertThat(client.send(post("localhost", server)).text()).isEqualTo("hello");
            assertThat(proxy.requests()).singleElement().satisfies(request -> assertThat(request.head())
                    .startsWith("CONNECT localhost:" + server.port())
                    .doesNotContain("s3cret"));
            assertThat(server.requests()).hasSize(2);
        }
    }
}
