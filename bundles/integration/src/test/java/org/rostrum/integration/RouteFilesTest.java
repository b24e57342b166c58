package org.rostrum.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.plugin.DeployFolder;
import org.rostrum.api.plugin.DeployedFiles.Report;
import org.rostrum.api.plugin.Plugin.Kind;
import org.rostrum.api.plugin.Plugin.State;

class RouteFilesTest {
    private final TestServer server = new TestServer();
    private final RouteFiles files = new RouteFiles(server.contexts);
    private final AtomicInteger status = new AtomicInteger(201);
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile String said = "{\"id\":\"T-1\"}";
    private HttpServer desk;

    private Path deploy;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        deploy = temporary;
        desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        desk.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Retry-After", "90");
            byte[] answer = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        desk.start();
    }

    @AfterEach
    void stop() {
        files.close();
        server.close();
        desk.stop(0);
    }

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(
                deploy.resolve(name),
                yaml.replace("DESK", "http://127.0.0.1:" + desk.getAddress().getPort()));
    }

    private Report install(String name, String yaml) throws IOException {
        files.install(write(name, yaml).toFile());
        return settled(name);
    }

    private Report settled(String name) {
        await().until(() -> report(name).state() != State.STARTING);
        return report(name);
    }

    private Report report(String name) {
        return files.report(name).orElseThrow();
    }

    private static final String DESK = documented("tickets-to-desk");

    /** The file of this id in docs/routes.md. */
    private static String documented(String id) {
        try {
            String text = Files.readString(Path.of("../../docs/routes.md"));
            return Stream.of(text.split("```", -1))
                    .filter(block -> block.startsWith("yaml\n") && block.contains("id: " + id + "\n"))
                    .map(block -> block.substring(5).replace("https://desk.example", "DESK"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void file_isAnAdapter_untilItGoes() throws Exception {
        assertThat(files.canHandle(write("desk.yaml", DESK).toFile())).isTrue();
        assertThat(files.takes(Kind.ROUTE)).isTrue();
        assertThat(files.report("desk.yaml")).isEmpty();

        Report report = install("desk.yaml", DESK);

        assertThat(report.state()).isEqualTo(State.ACTIVE);
        assertThat(report.reason()).isNull();
        assertThat(report.brings()).containsExactly("adapter desk for ticket", "route tickets-to-desk");
        assertThat(server.target("ticket").deliver(TestServer.delivery("ticket", "{\"id\":7}")))
                .isEqualTo(new DeliveryReceipt("T-1", null));
        assertThat(received).containsExactly("POST /api/tickets key-7 {\"id\":7}");

        files.uninstall(deploy.resolve("desk.yaml").toFile());
        assertThat(files.report("desk.yaml")).isEmpty();
        assertThat(server.published).isEmpty();
        assertThat(server.contexts.reports()).isEmpty();
    }

    @Test
    void routesInACircle_failInsteadOfTakingAllMemory() throws Exception {
        install(
                "circle.yaml",
                """
                - route:
                    id: into-the-circle
                    from:
                      uri: rostrum:ticket
                      parameters:
                        adapter: circle
                      steps:
                        - to:
                            uri: direct:a
                - route:
                    id: circle
                    from:
                      uri: direct:a
                      steps:
                        - to:
                            uri: direct:a
                """);
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> server.target("ticket").deliver(TestServer.delivery("ticket", "{}")));
        assertThat(failure).hasMessageContaining("circle").hasMessageContaining("passed 1000 routes");
        // told where an admin looks as well
        assertThat(report("circle.yaml").state()).isEqualTo(State.ACTIVE);
        assertThat(report("circle.yaml").reason()).contains(TestServer.NOW + " has passed 1000 routes", "\"circle\"");
        assertThat(IntegrationHealth.judge(server.contexts.reports()).toString())
                .contains("has passed 1000 routes");
    }

    @Test
    void fileThatIsChanged_isTakenAnew() throws Exception {
        install("desk.yaml", DESK);
        Path other = write("desk.yaml", DESK.replace("adapter: desk", "adapter: other"));
        // what is told of it would be about what was there before
        assertThat(files.report("desk.yaml")).isEmpty();
        files.update(other.toFile());
        assertThat(settled("desk.yaml").brings()).contains("adapter other for ticket");
        assertThat(server.published).hasSize(1);
        assertThat(server.target("ticket").adapter()).isEqualTo("other");
    }

    @Test
    void filesDoNotMeet_thoughTheirRoutesAreCalledAlike() throws Exception {
        install("desk.yaml", DESK);
        Report other = install("second.yml", DESK.replace("adapter: desk", "adapter: other"));
        assertThat(other.state()).isEqualTo(State.ACTIVE);
        assertThat(server.published).hasSize(2);
        files.uninstall(deploy.resolve("desk.yaml").toFile());
        assertThat(server.target("ticket").adapter()).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | REJECTED",
                "404 | REJECTED",
                "422 | REJECTED",
                "401 | AUTH_EXPIRED",
                "403 | AUTH_EXPIRED",
                "429 | RATE_LIMITED",
                "503 | UNAVAILABLE",
                "408 | UNKNOWN_OUTCOME",
                "500 | UNKNOWN_OUTCOME",
                "502 | UNKNOWN_OUTCOME"
            })
    void answersThatAreNoSuccess_areTold(int answered, FailureCategory category) throws Exception {
        install("desk.yaml", DESK);
        status.set(answered);
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> server.target("ticket").deliver(TestServer.delivery("ticket", "{}")));
        assertThat(failure.category()).isEqualTo(category);
        // what is tried again, and when, is the outbox's
        assertThat(received).hasSize(1);
        assertThat(failure).hasMessageContaining(String.valueOf(answered)).hasMessageContaining("tickets-to-desk");
        assertThat(failure.retryAt()).isEqualTo(TestServer.NOW.plusSeconds(90));
    }

    @Test
    void answersThatAreNoSuccess_areToldInTheWordsOfTheOtherSide_butForRefusedCredentials() throws Exception {
        install("desk.yaml", DESK);
        said = "{\"error\":\n  \"priority must be 1 to 4\"}" + "x".repeat(1000);
        assertThat(refusal(422)).endsWith("It says: {\"error\": \"priority must be 1 to 4\"}" + "x".repeat(264) + "…");
        assertThat(refusal(401)).doesNotContain("priority");
        said = "<html><body>nginx 1.18.0";
        assertThat(refusal(422)).endsWith("it does not take the delivery.");
    }

    private @Nullable String refusal(int answered) {
        status.set(answered);
        return catchThrowableOfType(DeliveryException.class, () -> server.target("ticket")
                        .deliver(TestServer.delivery("ticket", "{}")))
                .getMessage();
    }

    @Test
    void whatMayHaveArrived_isLookedUp() throws Exception {
        Report report = install("desk.yaml", DESK + documented("find-ticket"));
        assertThat(report.brings())
                .containsExactly(
                        "adapter desk for ticket, which can look up", "route find-ticket", "route tickets-to-desk");
        assertThat(server.target("ticket").find(TestServer.delivery("ticket", "{}")))
                .contains(new DeliveryReceipt("T-1", null));
        assertThat(received).containsExactly("GET /api/tickets?key=key-7 null ");
    }

    @Test
    void routesSendIntoTheOutbox_inTheNameOfTheFile() throws Exception {
        Report report = install("morning.yaml", documented("morning"));
        assertThat(report.state()).isEqualTo(State.ACTIVE);
        await().until(() -> !server.outbox.callers.isEmpty());
        assertThat(server.outbox.callers).containsExactly("morning.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- route:\\n    from:\\n      uri: nosuch:thing\\n      steps: [] | nosuch",
                "- route:\\n    form:\\n      uri: timer:x | form",
                "- route:\\n   - {from | line",
                "nothing at all | no route",
                "[] | no route",
                "- beans:\\n    - name: a\\n      type: no.such.Type | no.such.Type",
                "- route:\\n    from:\\n      uri: rostrum:ticket\\n      steps: [{log: x}] | adapter"
            })
    void fileThatCannotRun_saysWhy_andLeavesNothing(String yaml, String told) throws Exception {
        Report report = install("wrong.yaml", yaml.replace("\\n", "\n"));
        assertThat(report.state()).isEqualTo(State.RESOLVED);
        assertThat(report.reason()).startsWith("wrong.yaml: ").containsIgnoringCase(told);
        assertThat(server.published).isEmpty();

        files.update(write("wrong.yaml", DESK).toFile());
        assertThat(settled("wrong.yaml").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void fileThatIsTooLong_orNoUtf8_isNotRead() throws Exception {
        Path file = deploy.resolve("long.yaml");
        Files.write(file, new byte[(1 << 20) + 1]);
        files.install(file.toFile());
        assertThat(report("long.yaml").state()).isEqualTo(State.RESOLVED);
        assertThat(report("long.yaml").reason()).contains("1048577 bytes");

        Files.write(file, "# Büro".getBytes(StandardCharsets.ISO_8859_1));
        files.update(file.toFile());
        assertThat(report("long.yaml").reason()).contains("not UTF-8");
    }

    private static Stream<Arguments> bombs() {
        String route = "- route:\n    from:\n      uri: timer:x\n      parameters: {period: 100000}\n      steps:\n";
        StringBuilder laughs = new StringBuilder(route);
        laughs.append("        - pipeline: &p0 {steps: [{log: a}, {log: b}, {log: c}]}\n");
        for (int i = 1; i < 6; i++) {
            String ten = ("{pipeline: *p" + (i - 1) + "},").repeat(8);
            laughs.append("        - pipeline: &p" + i + " {steps: [" + ten + "]}\n");
        }
        return Stream.of(
                Arguments.of(laughs.toString(), "more than 50000 values (line "),
                Arguments.of(
                        "- from: {uri: 'timer:x', steps: [{log: a}]}\n".repeat(10_000),
                        "more than 200 entries (line 201)"),
                Arguments.of(
                        "- route:\n    from:\n      steps: " + "[".repeat(100_000),
                        "more than 100 levels deep (line 3)"),
                Arguments.of(route + "        - log: a\n".repeat(30_000), "more than 50000 values (line "));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void fileThatAsksForTooMuch_isNotBegun(String yaml, String told) throws Exception {
        Report report = install("bomb.yaml", yaml);
        assertThat(report.state()).isEqualTo(State.RESOLVED);
        assertThat(report.reason()).contains(told);
        assertThat(IntegrationHealth.judge(server.contexts.reports()).getStatus())
                .isEqualTo(Result.Status.WARN);
    }

    @Test
    void aliases_areNoBombByThemselves() throws Exception {
        Report report = install(
                "alias.yaml",
                "- from:\n    uri: timer:x\n    parameters: &slow {period: 100000}\n    steps: [{log: a}]\n"
                        + "- from:\n    uri: timer:y\n    parameters: *slow\n    steps: [{log: a}]\n");
        assertThat(report.state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void rulesOfTheServer_holdForWhatIsWrittenOverAFile_asForTheFile() throws Exception {
        Path good = write("desk.yaml", DESK);
        DeployFolder folder = new DeployFolder() {
            @Override
            public boolean isPlugin(long bundleId) {
                return false;
            }

            @Override
            public Optional<String> refusal(Path file) {
                try {
                    return Files.readString(file).contains("evil") ? Optional.of("Not this one.") : Optional.empty();
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        };
        files.addFolder(folder);
        assertThat(files.canHandle(good.toFile())).isTrue();
        // the watcher asks once more when it is changed, and takes it away when the answer is no
        assertThat(files.canHandle(write("desk.yaml", DESK + "# evil").toFile()))
                .isFalse();
        files.removeFolder(folder);
        assertThat(files.canHandle(good.toFile())).isTrue();
    }

    @Test
    void otherFiles_areLeftToOthers() throws Exception {
        assertThat(files.canHandle(write("a.jar", "x").toFile())).isFalse();
        assertThat(files.canHandle(
                        Files.createDirectory(deploy.resolve("b.yaml")).toFile()))
                .isFalse();
        assertThat(files.takes(Kind.BUNDLE)).isFalse();
    }
}
