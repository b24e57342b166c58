package org.rostrum.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The assembled distribution and the real network of Bluesky: a connector is dropped into the running server, a channel is tried
 * and made, and what people say on the network arrives in the archive once, though the server is killed meanwhile.
 */
@EnabledIfEnvironmentVariable(named = BlueskyNetwork.VARIABLE, matches = ".+")
class BlueskyIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** A channel that was being asked when the server was killed is asked again after three minutes. */
    private static final Duration LONGEST_AFTER_KILL = Duration.ofMinutes(5);

    private Path folder;
    private Server server;
    private Rest rest;

    @BeforeEach
    void startServer(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temporary)
            throws IOException, InterruptedException {
        folder = temporary;
        server = Server.unpacked(folder, "256m");
        Path etc = Files.createDirectories(server.data().resolve("etc"));
        Files.writeString(etc.resolve("org.rostrum.http.cfg"), "allowedPrivateHosts = localhost\n");
        server.begin();
        server.awaitReady();
        rest = Rest.signedIn(server.url(), "admin", server.firstPassword());
        rest.post("accounts", Map.of("id", "acme", "name", "Acme"));
    }

    @AfterEach
    void endServer() {
        server.close();
    }

    @Test
    void whatIsSaidOnTheNetwork_arrivesOnce_andItsPasswordStaysSecret() throws Exception {
        BlueskyNetwork network = BlueskyNetwork.whenReady();
        BlueskyNetwork.Person brand = network.person("acme");
        BlueskyNetwork.Person customer = network.person("jane");
        drop();

        JsonNode wrong = check(brand, network, "wrong-password");
        assertThat(wrong.path("ok").asBoolean()).as("%s", wrong).isFalse();
        assertThat(wrong.path("category").asText()).isEqualTo("AUTH_EXPIRED");
        assertThat(wrong.path("message").asText()).contains("app password");
        JsonNode right = check(brand, network, brand.password());
        assertThat(right.path("ok").asBoolean()).as("%s", right).isTrue();
        assertThat(right.path("who").asText()).contains(brand.handle());

        List<String> said = new ArrayList<>();
        said.add(network.mention(customer, brand, "my espresso maker leaks"));
        JsonNode channel = rest.post(
                "channels",
                Map.of(
                        "id",
                        "acme.bluesky",
                        "accountId",
                        "acme",
                        "connector",
                        "bluesky",
                        "name",
                        "Acme on Bluesky",
                        "pollSeconds",
                        10,
                        "settings",
                        settings(brand, network, brand.password())));
        assertThat(channel.path("secrets")).extracting(JsonNode::asText).containsExactly("appPassword");
        assertThat(channel.toString()).doesNotContain(brand.password());
        awaitArchived(said, LONGEST);

        said.add(network.mention(customer, brand, "and again"));
        server.kill();
        said.add(network.mention(customer, brand, "is anybody there?"));
        server.begin();
        server.awaitReady();
        awaitArchived(said, LONGEST_AFTER_KILL);

        JsonNode listen = rest.get("channels/acme.bluesky").path("health").path("abilities");
        assertThat(listen.toString()).contains("LISTEN").doesNotContain(brand.password());
        server.stop();
        assertThat(filesWith(brand.password()))
                .as("files that tell the password")
                .isEmpty();
    }

    /** As an integrator does: the file goes into the folder, whole or not at all. */
    private void drop() throws IOException {
        Path jar;
        try (Stream<Path> files =
                Files.walk(folder.resolve("rostrum/system/org/rostrum/org.rostrum.connector.bluesky"))) {
            jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Path deploy = Files.createDirectories(server.data().resolve("deploy"));
        Path part = Files.copy(jar, server.data().resolve("connector.part"));
        Files.move(part, deploy.resolve("connector-bluesky.jar"), StandardCopyOption.ATOMIC_MOVE);
        Awaitility.await("the connector is there")
                .atMost(LONGEST)
                .until(() -> rest.get("connectors").path("items").toString().contains("\"bluesky\""));
    }

    private static Map<String, String> settings(BlueskyNetwork.Person brand, BlueskyNetwork network, String password) {
        return Map.of("handle", brand.handle(), "appPassword", password, "service", network.server());
    }

    private JsonNode check(BlueskyNetwork.Person brand, BlueskyNetwork network, String password) throws Exception {
        return rest.post("connectors/bluesky/checks", Map.of("settings", settings(brand, network, password)));
    }

    private void awaitArchived(List<String> said, Duration longest) {
        Awaitility.await("what was said is archived")
                .atMost(longest)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(rest.lines("activities/export"))
                        .as(() -> whatItDoes())
                        .extracting(activity -> activity.path("networkId").asText())
                        .containsExactlyInAnyOrderElementsOf(said));
    }

    private String whatItDoes() {
        try {
            return rest.get("channels/acme.bluesky") + "\n" + server.tail();
        } catch (IOException | InterruptedException none) {
            return none + "\n" + server.tail();
        }
    }

    private List<Path> filesWith(String secret) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(server.data())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
