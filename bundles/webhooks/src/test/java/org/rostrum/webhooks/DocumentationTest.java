package org.rostrum.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.webhook.WebhookSecret;
import org.rostrum.testkit.http.TestHttpClients;

/** What {@code docs/webhooks.md} says is so, and its receiver takes what is sent. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "webhooks.md");
    private static final Pattern PYTHON = Pattern.compile("(?s)```python\n(.*?)```");

    @Test
    void page_hasEveryType_ofThisCapability() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(page).contains("| `" + ArchiveFeed.TYPE + "` |", "| `" + CloudEvents.PING + "` |");
        assertThat(DeliveryEnds.TYPES).allSatisfy(type -> assertThat(page).contains("| `" + type.name() + "` |"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @Timeout(120)
    @DisabledOnOs(OS.WINDOWS)
    void receiverOfThePage_takesWhatIsSent_once_andNothingForged(@TempDir Path folder) throws Exception {
        Matcher code = PYTHON.matcher(Files.readString(PAGE));
        assertThat(code.find()).isTrue();
        Path script = Files.writeString(folder.resolve("receiver.py"), code.group(1));
        int port = freePort();
        String url = "http://127.0.0.1:" + port + "/hook";
        try (TestServer server = new TestServer(Database.Engine.DERBY, new TestHttpClients(), Instant.now())) {
            WebhookSecret made = server.webhooks.create("acme", TestServer.draft(url));
            long id = made.webhook().id();
            ProcessBuilder builder = new ProcessBuilder("python3", script.toString());
            builder.environment().put("WEBHOOK_SECRET", made.secret());
            builder.environment().put("PORT", Integer.toString(port));
            Process receiver = builder.redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader told = receiver.inputReader()) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> server.webhooks.test(id).accepted());
                assertThat(told.readLine()).isEqualTo("org.rostrum.webhook.ping webhook/" + id);
                server.say("acme", "a1", null);
                Instant from = server.clock.instant();
                server.tell();
                assertThat(told.readLine()).isEqualTo("org.rostrum.activity.archived activity/1");
                // a repeat is taken, and passed over
                assertThat(server.webhooks.replay(id, from, from.plusSeconds(1)))
                        .isEqualTo(1);
                server.say("acme", "a2", "a1");
                server.tell();
                assertThat(told.readLine()).isEqualTo("org.rostrum.activity.archived activity/2");
                server.awaitAll(id, Delivery.State.DELIVERED);
                assertThat(server.deliveries(id)).hasSize(3);
                WebhookSecret rotated = server.webhooks.rotate(id);
                assertThat(rotated.webhook().oldSecretUntil()).isNotNull();
                assertThat(server.webhooks.test(id).accepted()).isTrue();
                assertThat(forged(url)).isEqualTo(401);
                server.clock.advance(Duration.ofMinutes(10));
                assertThat(server.webhooks.test(id).message()).contains("401");
            } finally {
                receiver.destroyForcibly();
            }
        }
    }

    private static int forged(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("webhook-id", "activity-1")
                .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
                .header("webhook-signature", "v1,AAAA")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
