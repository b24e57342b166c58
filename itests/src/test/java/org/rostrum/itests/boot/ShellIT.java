package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administration shell over SSH: sees and does the same as the REST API, with the same rights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final Path EXCERPT = Path.of("../demo/src/main/resources/care-conversations-excerpt.json")
            .toAbsolutePath()
            .normalize();
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private String watcher = "";
    private Ssh ssh = new Ssh(0);

    @BeforeAll
    void fill() throws IOException {
        ssh.close();
        ssh = new Ssh(SERVER.ports().ssh());
        Api.Caller session = SERVER.admin();
        SERVER.api()
                .post(session, "/api/v1/accounts", Map.of("id", "companies", "name", "All", "zone", "UTC"))
                .expect(201);
        watcher = SERVER.api().newUser(session, "watcher", "viewer").password();
        assertThat(asAdmin("rostrum:import-file --account companies --account-per-source --wait " + EXCERPT))
                .contains("COMPLETED", "0 rejected");
    }

    @AfterAll
    void close() {
        ssh.close();
    }

    private String asAdmin(String command) throws IOException {
        return plain(ssh.run("admin", ExamServer.ADMINS_PASSWORD, command));
    }

    private String asWatcher(String command) throws IOException {
        return plain(ssh.run("watcher", watcher, command));
    }

    private static String plain(String printed) {
        return COLOUR.matcher(printed).replaceAll("");
    }

    private JsonNode totals() {
        return SERVER.api().get(SERVER.admin(), "/api/v1/archive/totals").json();
    }

    @Test
    void help_tellsWhatEachCommandIsFor() throws IOException {
        String help = asAdmin("help rostrum");
        for (String command : List.of("archive-verify", "report-run", "dead-letters", "users", "imports", "status")) {
            assertThat(help).containsPattern("rostrum:" + command + " +\\| [A-Z]");
        }
    }

    @Test
    void oneTimePassword_isReplacedBeforeAnythingElse() throws IOException {
        String once = SERVER.api()
                .post(SERVER.admin(), "/api/v1/users", Map.of("name", "newcomer", "roles", List.of("administrator")))
                .expect(201)
                .json()
                .path("oneTimePassword")
                .asText();
        String own = "a sentence of my own";
        assertThat(plain(ssh.run("newcomer", once, "rostrum:accounts")))
                .contains("one-time password", "rostrum:password")
                .doesNotContain("companies");
        assertThat(plain(ssh.run("newcomer", once, "bundle:list"))).doesNotContain("org.rostrum.archive");

        assertThat(plain(ssh.run("newcomer", once, "rostrum:password")))
                .contains("terminal", "ssh -t")
                .doesNotContain("Exception");
        assertThat(plain(
                        ssh.runAtTerminal("newcomer", once, "rostrum:password", once + "\r" + own + "\r" + own + "\r")))
                .contains("Current password: ", "New password again: ", "The password is changed")
                .doesNotContain(own, once);

        assertThat(plain(ssh.run("newcomer", own, "rostrum:accounts"))).contains("companies");
        assertThat(plain(ssh.run("newcomer", own, "bundle:list"))).contains("Rostrum");
    }

    @Test
    void totals_areThoseOfTheApi() throws IOException {
        long activities = totals().path("activities").asLong();
        assertThat(activities).isGreaterThan(100);
        assertThat(asAdmin("rostrum:archive-totals"))
                .contains("Activities:     " + activities + " ("
                        + totals().path("inbound").asLong() + " in, ");
        assertThat(new ObjectMapper()
                        .readTree(asAdmin("rostrum:archive-totals --json"))
                        .path("activities")
                        .asLong())
                .isEqualTo(activities);
    }

    @Test
    void verify_saysThatArchiveAndAuditTrailAreIntact() throws IOException {
        assertThat(asAdmin("rostrum:archive-verify"))
                .contains(totals().path("activities").asLong() + " activities", "The archive is intact.");
        assertThat(asAdmin("rostrum:audit-verify")).contains("The audit trail is intact.");
    }

    @Test
    void secretKeys_areListed_andChanged() throws IOException {
        String before = newestKey();
        assertThat(asAdmin("rostrum:secrets-rotate")).contains("The old key is given up.");
        assertThat(newestKey()).isNotEqualTo(before);
    }

    private String newestKey() throws IOException {
        JsonNode keys = new ObjectMapper()
                .readTree(asAdmin("rostrum:secret-keys --json"))
                .path("items");
        assertThat(keys).hasSize(1);
        assertThat(keys.path(0).path("state").asText()).isEqualTo("NEWEST");
        assertThat(keys.path(0).path("atHand").asBoolean()).isTrue();
        return keys.path(0).path("id").asText();
    }

    @Test
    void report_isWrittenToAFolderOfTheServer(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("reports");
        assertThat(asAdmin("rostrum:report-run --account companies --from 2018-05-01 --to 2020-05-01 --format PDF,CSV"
                        + " --out " + out + " engagement"))
                .contains("COMPLETED", ".pdf", ".csv");
        try (var files = Files.list(out)) {
            List<Path> written = files.sorted().toList();
            assertThat(written).hasSize(2);
            assertThat(Files.readString(written.get(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-");
        }
    }

    @Test
    void badInput_namesWhatIsWrong_andWhatToDo() throws IOException {
        assertThat(asAdmin("rostrum:import-file --account nobody " + EXCERPT)).contains("account \"nobody\"");
        assertThat(asAdmin("rostrum:import-file --account companies /nowhere/at-all.json"))
                .contains("/nowhere/at-all.json");
        assertThat(asAdmin("rostrum:report-run --month 2026-01 nonsense")).contains("nonsense");
        assertThat(asAdmin("rostrum:report-run --month 2026-13 engagement"))
                .contains("\"2026-13\" is no month. (--month) Write it as 2026-11.")
                .doesNotContain("java.");
        assertThat(asAdmin("rostrum:report-run --from 2026-02-30 --to 2026-03-01 engagement"))
                .contains("\"2026-02-30\" is no day. (--from)");
        assertThat(asAdmin("rostrum:report-run --from 2026-03-01 --to 2026-02-01 engagement"))
                .contains("ends before it begins");
        assertThat(asAdmin("rostrum:dead-letter-replay 4711")).contains("4711");
        assertThat(asAdmin("rostrum:user-add --role king ann")).contains("There is no role \"king\"", "viewer");
    }

    @Test
    void whoMayOnlyRead_seesButChangesNothing() throws IOException {
        assertThat(asWatcher("rostrum:whoami")).contains("watcher");
        assertThat(asWatcher("rostrum:archive-totals"))
                .contains("Activities:     " + totals().path("activities").asLong());
        assertThat(asWatcher("rostrum:user-add ann")).doesNotContain("One-time password");
        assertThat(asAdmin("rostrum:users")).doesNotContain("ann ");
        assertThat(asWatcher("rostrum:import-file --account companies " + EXCERPT))
                .doesNotContain("Import 2");
        for (String command : List.of("shell:exec id", "bundle:list", "config:list", "system:shutdown -f")) {
            assertThat(asWatcher(command)).as(command).doesNotContain("uid=", "org.rostrum.archive");
        }
        SERVER.api().get(Api.Caller.NOBODY, "/health").expect(200);
    }

    @Test
    void shell_welcomesInItsOwnWords_andCallsNothingThatViewersMayNot() throws IOException {
        String shown;
        try (Ssh.Held shell = ssh.open("watcher", watcher)) {
            shell.type("rostrum:whoami\r");
            awaitAnswer(shell, "watcher");
            shell.type("logout\r");
            await().atMost(Duration.ofSeconds(20)).until(() -> !shell.isOpen());
            shown = plain(shell.shown());
        }

        assertThat(shown)
                .contains("Rostrum administration shell", "rostrum:password comes first")
                .doesNotContain("Karaf", "Error in initialization script", "Command not found");
    }

    /** Waits for a line of this; the terminal may have written its prompt before it once more. */
    private static void awaitAnswer(Ssh.Held shell, String answer) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(plain(shell.shown()).lines().map(String::strip))
                        .anyMatch(line -> line.equals(answer) || line.endsWith("> " + answer)));
    }

    /** The name of the thread, too: Karaf writes the command into it. */
    @Test
    void log_canNeitherBeForged_norControlTheTerminalOfItsReader() throws IOException {
        asAdmin("log:log \"before\u001b]0;title\u0007\u009bafter\n2026-11-22T00:00:00.000Z INFO  forged line\"");

        String log = Files.readString(SERVER.log());
        assertThat(log)
                .contains("] before?]0;title??after\\n2026-11-22T00:00:00.000Z INFO  forged line")
                .doesNotContain("\n2026-11-22T00:00:00.000Z");
        assertThat(log.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
                .isEmpty();
    }

    /** Rights are the same before and after, so that it is the sign-in itself which ends. */
    @ParameterizedTest
    @ValueSource(strings = {"reset", "disable", "delete"})
    void openShell_ends_whenThePasswordIsReset_orTheUserDisabledOrDeleted(String what) throws IOException {
        String name = "leaver-" + what;
        Api.Caller admin = SERVER.admin();
        String password = SERVER.api().newUser(admin, name, "viewer").password();
        try (Ssh.Held shell = ssh.open(name, password)) {
            shell.type("rostrum:whoami\r");
            awaitAnswer(shell, name);

            String user = "/api/v1/users/" + name;
            String version =
                    SERVER.api().get(admin, user).headers().firstValue("ETag").orElseThrow();
            Map<String, String> match = Map.of("If-Match", version);
            switch (what) {
                case "reset" -> SERVER.api()
                        .send(admin, "PUT", user + "/password", Api.Body.json(Map.of()), Map.of())
                        .expect(200);
                case "disable" -> SERVER.api()
                        .send(admin, "PATCH", user, Api.Body.json(Map.of("disabled", true)), match)
                        .expect(200);
                default -> SERVER.api().send(admin, "DELETE", user, null, match).expect(204);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> !shell.isOpen());
        }
        assertThatThrownBy(() -> ssh.run(name, password, "rostrum:whoami")).isInstanceOf(SshException.class);
    }

    @Test
    void lists_showWhatTheApiShows() throws IOException {
        assertThat(asAdmin("rostrum:accounts")).contains("companies");
        assertThat(asAdmin("rostrum:imports")).contains("care-conversations-excerpt.json", "COMPLETED");
        assertThat(asAdmin("rostrum:import-rejections 1")).contains("None.");
        assertThat(asAdmin("rostrum:activities --limit 2")).contains("There is more: --after ");
        assertThat(asAdmin("rostrum:conversations --limit 2")).contains("First response (s)");
        assertThat(asAdmin("rostrum:channels")).contains(".twitter");
        assertThat(asAdmin("rostrum:routing-rules")).contains("Problems go to support");
        assertThat(asAdmin("rostrum:dead-letters")).contains("None.");
        assertThat(asAdmin("rostrum:schedules")).contains("None.");
        assertThat(asAdmin("rostrum:reports")).contains("engagement");
        assertThat(asAdmin("rostrum:audit-events")).contains("session.create", "shell");
        assertThat(asAdmin("rostrum:status")).contains("archive", "OK");
    }
}
