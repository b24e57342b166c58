package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One life of an installed server: first start, work, an end in the middle of it, another start, the end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledIT {
    private static final int ACTIVITIES = 20_000;
    private static final Duration LONGEST_IMPORT = Duration.ofMinutes(3);
    private static final Pattern SHOWN = Pattern.compile("as admin with the password (\\S+) and");

    private static Installation installed;
    private static Map<String, String> contents;
    private static Installation.Ended firstStart;
    private static Api.Caller admin = Api.Caller.NOBODY;
    private static String imported = "";

    @BeforeAll
    static void install() throws Exception {
        installed = Installation.make();
        contents = installed.contents();
        firstStart = installed.rostrum("start").expect(0);
    }

    @AfterAll
    static void remove() throws IOException {
        if (installed != null) {
            installed.close();
        }
    }

    @Test
    @Order(1)
    void firstStart_showsThePasswordOnce_andKeepsItNowhere() throws IOException {
        Matcher shown = SHOWN.matcher(firstStart.output());
        assertThat(shown.find()).as(firstStart.output()).isTrue();
        String password = shown.group(1);
        assertThat(shown.find()).isFalse();
        assertThat(installed.data().resolve("data/initial-admin-password")).doesNotExist();
        assertThat(Files.readString(installed.data().resolve("data/log/rostrum.json")))
                .doesNotContain(password);

        admin = installed.api().signIn("admin", password);
        assertThat(installed.api().get(admin, "/api/v1/accounts").status()).isEqualTo(403);
        installed
                .api()
                .changePassword(admin, "admin", password, ExamServer.ADMINS_PASSWORD)
                .expect(204);
    }

    @Test
    @Order(1)
    void start_saysWhenOthersCanGetIntoTheData_andHowToKeepThemOut() {
        assertThat(firstStart.output())
                .contains(
                        "other users of this machine can get into " + installed.data() + " (drwxr-xr-x)",
                        "to close it: chmod go-rwx " + installed.data());
    }

    @Test
    @Order(2)
    void server_isReady() throws Exception {
        installed.api().get(Api.Caller.NOBODY, "/health").expect(200);
        assertThat(installed.rostrum("status").expect(0).output()).contains("is running", "Health: well");
    }

    @Test
    @Order(3)
    void stop_endsInTime_whileAnImportRuns(@TempDir Path folder) throws Exception {
        Api api = installed.api();
        String account = api.post(admin, "/api/v1/accounts", Map.of("name", "Example", "zone", "Europe/Berlin"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        imported = "/api/v1/imports/"
                + api.upload(
                                admin,
                                "/api/v1/imports?fileName=notes.jsonl&account=" + account,
                                notes(folder.resolve("notes.jsonl")))
                        .expect(202)
                        .json()
                        .path("id")
                        .asText();
        await("import under way")
                .atMost(LONGEST_IMPORT)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(run().path("stored").asInt())
                        .as("some, but not all")
                        .isStrictlyBetween(0, ACTIVITIES));
        assertThat(run().path("state").asText()).isEqualTo("RUNNING");

        Instant began = Instant.now();
        Installation.Ended stop = installed.rostrum("stop").expect(0);

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(60));
        assertThat(stop.output()).contains("has ended").doesNotContain("killed");
        assertThat(installed.rostrum("status").expect(3).output()).contains("is not running");
    }

    private static Path notes(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ACTIVITIES; i++) {
                out.write(
                        """
                        {"@context":"https://www.w3.org/ns/activitystreams","id":"https://social.example/activities/%d",\
                        "type":"Create","actor":{"type":"Person","id":"https://social.example/users/%d","name":"Ann"},\
                        "published":"%s","object":{"id":"https://social.example/notes/%d","type":"Note",\
                        "content":"Nothing to be done about number %d"}}
                        """
                                .formatted(i, i % 500, Instant.EPOCH.plusSeconds(i), i, i));
            }
        }
        return file;
    }

    private static JsonNode run() {
        return installed.api().get(admin, imported).expect(200).json();
    }

    @Test
    @Order(4)
    void secondStart_goesOnWithTheImport_whereItWas() throws Exception {
        installed.openToOthers(false);
        Installation.Ended start = installed.rostrum("start").expect(0);

        assertThat(start.output()).doesNotContain("password", "other users");
        // the session outlived the process, too
        assertThat(run().path("state").asText()).isIn("WAITING", "RUNNING", "COMPLETED");
        await("import")
                .atMost(LONGEST_IMPORT)
                .untilAsserted(() -> assertThat(run().path("state").asText()).isEqualTo("COMPLETED"));
        JsonNode run = run();
        assertThat(run.path("records").asInt()).as(run.toString()).isEqualTo(ACTIVITIES);
        assertThat(run.path("stored").asInt()).as(run.toString()).isEqualTo(ACTIVITIES);
        assertThat(run.path("rejected").asInt()).as(run.toString()).isZero();
        assertThat(installed
                        .api()
                        .get(admin, "/api/v1/archive/totals")
                        .expect(200)
                        .json()
                        .path("activities")
                        .asInt())
                .isEqualTo(ACTIVITIES);
    }

    /** As after a full disk, or an editor that broke off. */
    @Test
    @Order(5)
    void webServerWithoutSettings_listensOnThisMachineOnly() throws Exception {
        Path settings = installed.data().resolve("etc/org.ops4j.pax.web.cfg");
        byte[] before = Files.readAllBytes(settings);
        int port = installed.ports().http();
        Files.write(settings, new byte[0]);
        try {
            await("another port, as none is set")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Listening.of(installed.pid()).stream()
                            .map(InetSocketAddress::getPort)
                            .noneMatch(listening -> listening == port));
            // Pax Web's own; when another program has it already, there is nothing to wait for
            await("its own port").atMost(Duration.ofSeconds(10)).until(() -> isTaken(8080));

            assertThat(Listening.of(installed.pid())).isNotEmpty().allMatch(address -> address.getAddress()
                    .isLoopbackAddress());
        } finally {
            Files.write(settings, before);
        }
        await("the settings are back")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> installed.api().get(Api.Caller.NOBODY, "/health").expect(200));
    }

    private static boolean isTaken(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    @Test
    @Order(6)
    void installedFolder_isAsItWas() throws Exception {
        installed.rostrum("stop").expect(0);

        assertThat(installed.contents()).isEqualTo(contents);
    }

    @Test
    @Order(7)
    void jsonLog_isOneEventALine() throws IOException {
        List<String> lines = Files.readAllLines(installed.data().resolve("data/log/rostrum.json"));
        JsonMapper json = JsonMapper.builder().build();
        Set<String> levels = new HashSet<>();
        assertThat(lines).hasSizeGreaterThan(20);
        for (String line : lines) {
            JsonNode event = json.readTree(line);
            assertThat(Instant.parse(event.path("@timestamp").asText())).isBefore(Instant.now());
            assertThat(event.path("message").asText()).as(line).isNotEmpty();
            assertThat(event.path("log.logger").asText()).as(line).isNotEmpty();
            levels.add(Objects.requireNonNull(event.path("log.level").asText()));
        }
        assertThat(levels).contains("INFO").doesNotContain("ERROR", "FATAL");
        assertThat(installed.data().resolve("data/log/rostrum.log")).doesNotExist();
    }
}
