package org.rostrum.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of somebody who writes a connector, with the distribution alone: a new project, built and tested, its simulated network,
 * the connector dropped into a running server, and what is said on the network in the archive.
 */
class NewConnectorIT {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern NETWORK = Pattern.compile("server: (\\S+) token: (\\S+)");

    /** What was loaded for this build need not be loaded again. */
    private static final Map<String, String> MAVEN =
            Map.of("MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("rostrum.maven.repository"));

    private Path folder = Path.of("");
    private @Nullable Server started;
    private @Nullable Process typing;

    @BeforeEach
    void begin(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temporary) {
        folder = temporary;
    }

    @AfterEach
    void end() throws InterruptedException {
        if (typing != null) {
            typing.descendants().forEach(ProcessHandle::destroy);
            typing.destroy();
            typing.waitFor();
        }
        if (started != null) {
            started.close();
        }
    }

    @Test
    void connectorFromAnEmptyFolder_bringsWhatIsSaid() throws Exception {
        Instant began = Instant.now();
        Server server = Server.unpacked(folder, "256m");
        started = server;
        assertRuns(folder, folder.resolve("rostrum/bin/new-connector").toString(), "acme-board");
        Path project = folder.resolve("connector-acme-board");
        assertRuns(project, "mvn", "-q", "-B", "verify");
        String built = Files.readString(
                project.resolve("target/surefire-reports/org.example.connector.acmeboard.AcmeBoardConnectorTest.txt"));
        assertThat(built).contains("Failures: 0, Errors: 0").doesNotContain("Tests run: 0");

        Process network = startNetwork(project);
        Matcher addresses = addresses(network);
        Path etc = Files.createDirectories(server.data().resolve("etc"));
        Files.writeString(etc.resolve("org.rostrum.http.cfg"), "allowedPrivateHosts = 127.0.0.1\n");
        server.begin();
        server.awaitReady();
        Rest rest = Rest.signedIn(server.url(), "admin", server.firstPassword());
        rest.post("accounts", Map.of("id", "acme", "name", "Acme"));
        Path deploy = Files.createDirectories(server.data().resolve("deploy"));
        Files.copy(
                project.resolve("target/connector-acme-board-1.0.0-SNAPSHOT.jar"),
                deploy.resolve("connector-acme-board.jar"));
        Awaitility.await("the connector is there").atMost(LONGEST).untilAsserted(() -> assertThat(
                        rest.get("connectors").path("items").toString())
                .as("plugins: %s", rest.get("plugins"))
                .contains("\"acme-board\""));
        JsonNode channel = rest.post(
                "channels",
                Map.of(
                        "id", "acme.board",
                        "accountId", "acme",
                        "connector", "acme-board",
                        "name", "Acme's board",
                        "pollSeconds", 10,
                        "settings", Map.of("server", addresses.group(1), "token", addresses.group(2))));
        assertThat(channel.path("secrets")).extracting(JsonNode::asText).containsExactly("token");
        say(network, "Is anybody there?");
        Awaitility.await("what was said is archived").atMost(LONGEST).untilAsserted(() -> assertThat(
                        rest.lines("activities/export"))
                .extracting(activity -> activity.path("content").asText())
                .containsExactly("Is anybody there?"));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofMinutes(10));
    }

    private void assertRuns(Path where, String... command) throws IOException, InterruptedException {
        Command done = Command.run(where, MAVEN, folder.resolve("command.log"), LONGEST, List.of(command));
        assertThat(done.exitCode())
                .as("%s: %s", List.of(command), done.output())
                .isZero();
    }

    private Process startNetwork(Path project) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "mvn",
                        "-q",
                        "-B",
                        "test-compile",
                        "org.codehaus.mojo:exec-maven-plugin:3.5.1:java",
                        "-Dexec.mainClass=org.example.connector.acmeboard.AcmeBoardSimulator",
                        "-Dexec.classpathScope=test")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(networkLog().toFile());
        builder.environment().putAll(MAVEN);
        Process network = builder.start();
        typing = network;
        return network;
    }

    private Path networkLog() {
        return folder.resolve("network.log");
    }

    private Matcher addresses(Process network) throws IOException {
        Path log = networkLog();
        Awaitility.await("the simulated network runs")
                .atMost(LONGEST)
                .failFast("it has ended", () -> !network.isAlive())
                .until(() -> lines(log).anyMatch(line -> NETWORK.matcher(line).find()));
        Matcher addresses = NETWORK.matcher(Files.readString(log));
        assertThat(addresses.find()).isTrue();
        return addresses;
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readString(file).lines();
    }

    private static void say(Process network, String text) throws IOException {
        BufferedWriter typed = network.outputWriter(StandardCharsets.UTF_8);
        typed.write(text);
        typed.newLine();
        typed.flush();
    }
}
