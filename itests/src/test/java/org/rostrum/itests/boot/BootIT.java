package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The assembled distribution after its first start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BootIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    /** Warnings of a first start that are meant for whoever reads the log; each with why its cause stays. */
    private static final Map<String, String> MEANT = Map.of(
            "Mails wait: No mail server is configured.",
            "a fresh server knows no mail server, and whoever waits for mails must learn it");

    @Test
    @Order(1)
    void log_isFreeOfErrors_andOfWarningsThatNobodyNeeds() throws IOException {
        assertThat(Log.complaints(SERVER.log()).stream()
                        .filter(line -> MEANT.keySet().stream().noneMatch(line::contains)))
                .isEmpty();
        // that the log is the right one, and is read rightly
        assertThat(Files.readString(SERVER.log())).contains("The first user is \"admin\"");
    }

    @Test
    @Order(2)
    void firstPassword_isForTheOwnerOnly_andGoneOnceItWasUsed() throws IOException {
        Path file = SERVER.initialPassword();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String password = Files.readString(file);
        assertThat(password).hasSizeGreaterThanOrEqualTo(20).matches("\\S+");

        Api.Caller oneTime = SERVER.api().signIn("admin", password);
        assertThat(file).doesNotExist();
        Api.Answer refused = SERVER.api().get(oneTime, "/api/v1/accounts").expect(403);
        assertThat(refused.type()).startsWith("application/problem+json");
        assertThat(refused.body()).contains("/api/v1/users/admin/password", "rostrum:password");
        Api.Caller admin = SERVER.adminAfter(password);
        SERVER.api().get(admin, "/api/v1/accounts").expect(200);
        assertThat(SERVER.api()
                        .get(admin, "/api/v1/session")
                        .json()
                        .path("user")
                        .asText())
                .isEqualTo("admin");
        assertThat(Files.readString(SERVER.log())).doesNotContain(password);
    }

    @Test
    void everyBundle_isActive_andEveryFragmentResolved() {
        List<Inside.BundleState> bundles = SERVER.inside().bundles();

        assertThat(bundles).hasSizeGreaterThan(100).allMatch(Inside.BundleState::runs);
        assertThat(bundles).extracting(Inside.BundleState::name).contains("org.rostrum.archive", "org.rostrum.web");
    }

    @Test
    void everyComponent_runs_unlessItWaitsForConfiguration() {
        List<Inside.ComponentState> components = SERVER.inside().components();

        assertThat(components).hasSizeGreaterThan(50);
        assertThat(components.stream()
                        .filter(component -> !component.state().equals("ACTIVE"))
                        .filter(component -> !component.state().equals("SATISFIED"))
                        .filter(component -> !component.state().equals("UNSATISFIED_CONFIGURATION")
                                || !component.policy().equals("require")))
                .isEmpty();
    }

    @Test
    void health_namesEachCheck_andWhatItSaw() {
        JsonNode health =
                SERVER.api().get(Api.Caller.NOBODY, "/health").expect(200).json();

        Map<String, String> checks = new TreeMap<>();
        for (JsonNode check : health.path("checks")) {
            checks.put(check.path("name").asText(), check.path("status").asText());
            assertThat(check.path("messages")).as(check.toString()).isNotEmpty();
            assertThat(check.path("checked").asText()).as(check.toString()).isNotEmpty();
        }
        assertThat(checks)
                .containsKeys(
                        "api",
                        "archive",
                        "audit",
                        "bundles",
                        "database",
                        "delivery",
                        "identity",
                        "integration",
                        "reporting",
                        "routing")
                // nothing is mailed before somebody says by which server
                .containsEntry("adapter-mail", "WARN");
        checks.remove("adapter-mail");
        assertThat(checks.values()).containsOnly("OK");
    }

    /** What reads it runs on, with the nearest it can do; that nobody notices would be worse than the number. */
    @Test
    @Order(Integer.MAX_VALUE)
    void health_namesASettingThatIsOutOfBounds_asLongAsItStands() throws IOException {
        Path settings = SERVER.home().resolve("etc/org.rostrum.channels.rates.cfg");
        Files.writeString(settings, "nodes = -3\n");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(bundlesCheck())
                .contains(
                        "etc/org.rostrum.channels.rates.cfg: nodes is \"-3\", and must be a whole number from 1 to 100")
                .contains("\"WARN\""));
        Files.delete(settings);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(bundlesCheck()).doesNotContain("rates.cfg").contains("\"OK\""));
    }

    /** As the file has it, without the quotes' escapes. */
    private static String bundlesCheck() {
        JsonNode health =
                SERVER.api().get(Api.Caller.NOBODY, "/health").expect(200).json();
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals("bundles")) {
                return check.toString().replace("\\\"", "\"");
            }
        }
        throw new AssertionError("no check of bundles: " + health);
    }

    @Test
    void health_tellsNoDetails_toCallersBehindAProxy() {
        JsonNode health = SERVER.api()
                .send(Api.Caller.NOBODY, "GET", "/health", null, Map.of("X-Forwarded-For", "192.0.2.1"))
                .expect(200)
                .json();

        assertThat(health.fieldNames()).toIterable().containsExactly("status");
    }

    @Test
    void server_listensOnTheLoopbackInterfaceOnly() throws IOException {
        List<InetSocketAddress> listening = Listening.of(SERVER.process().pid());

        assertThat(listening)
                .allMatch(address -> address.getAddress().isLoopbackAddress())
                .extracting(InetSocketAddress::getPort)
                .containsExactlyInAnyOrder(SERVER.ports().http(), SERVER.ports().ssh());
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.properties", "keys.properties"})
    void shippedLists_nameNobody(String file) throws IOException {
        assertThat(Files.readAllLines(SERVER.home().resolve("etc/" + file)))
                .allMatch(line -> line.isBlank() || line.startsWith("#"));
    }

    @ParameterizedTest
    @CsvSource({"karaf, karaf", "admin, admin", "admin, password", "smx, smx"})
    void usualCredentials_openNothing(String user, String password) throws IOException {
        assertThat(SERVER.api()
                        .post(Api.Caller.NOBODY, "/api/v1/session", Map.of("user", user, "password", password))
                        .status())
                .isEqualTo(401);
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        for (String path : List.of("/api/v1/accounts", "/api/v1/session", "/metrics")) {
            assertThat(SERVER.api()
                            .send(
                                    Api.Caller.NOBODY,
                                    "GET",
                                    path,
                                    null,
                                    // as from elsewhere: at the machine itself metrics are open
                                    Map.of("Authorization", "Basic " + basic, "X-Forwarded-For", "192.0.2.1"))
                            .status())
                    .as(path)
                    .isIn(401, 403);
        }
        try (Ssh ssh = new Ssh(SERVER.ports().ssh())) {
            assertThatThrownBy(() -> ssh.run(user, password, "help")).isInstanceOf(SshException.class);
        }
    }

    @Test
    void shell_letsAdministratorsIn_withTheirPassword() throws IOException {
        String password = SERVER.api()
                .newUser(SERVER.admin(), "shell.admin", "administrator")
                .password();

        try (Ssh ssh = new Ssh(SERVER.ports().ssh())) {
            assertThat(ssh.run("shell.admin", password, "rostrum:users")).contains("shell.admin");
            assertThatThrownBy(() -> ssh.run("shell.admin", password + "!", "rostrum:users"))
                    .isInstanceOf(SshException.class);
        }
    }

    @Test
    void otherPages_areNotThere() {
        // of Karaf's and of the web server's usual faces none is part of the product
        assertThat(Stream.of("/system/console", "/hawtio", "/jolokia", "/cxf", "/gogo", "/instances")
                        .map(path -> SERVER.api().get(Api.Caller.NOBODY, path)))
                .allMatch(answer -> answer.status() == 404);
    }
}
