package org.rostrum.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what README.md and CONTRIBUTING.md tell their readers to do, command by command in one shell, with ports and a folder
 * of its own. A refused HTTP request counts as failed.
 */
class ReadmeIT {
    private static final Duration LONGEST = Duration.ofMinutes(6);

    /** Commands that are not run here, and why. */
    private static final Map<String, String> NOT_RUN = Map.of("./rostrum test", "this test is part of it");

    private Path folder;
    private Launcher launcher;
    private int port;
    private int sshPort;

    @BeforeEach
    void prepare(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectories(temporary.resolve("reader"));
        launcher = new Launcher(temporary.resolve("var"));
        // so that what the commands leave in the working folder does not lie in the checkout
        Path standIn = Files.writeString(
                folder.resolve("rostrum"), "#!/bin/sh\nexec '" + Project.root().resolve("rostrum") + "' \"$@\"\n");
        assertThat(standIn.toFile().setExecutable(true)).isTrue();
        port = Server.freePort();
        sshPort = Server.freePort();
    }

    @AfterEach
    void endServers() throws IOException, InterruptedException {
        launcher.servers().forEach(server -> {
            server.destroy();
            server.onExit().join();
        });
    }

    @Test
    void everyCommand_doesWhatItSays() throws Exception {
        List<String> commands = new ArrayList<>();
        for (String text : List.of("README.md", "CONTRIBUTING.md")) {
            commands.addAll(ShellBlocks.commands(Project.root().resolve(text), launcher.var()));
        }
        assertThat(commands).hasSizeGreaterThan(20);
        Set<String> left = new LinkedHashSet<>(NOT_RUN.keySet());
        StringBuilder script = new StringBuilder(
                """
                curl() { command curl --fail-with-body --silent --show-error --max-time 60 "$@"; }
                first_password() { sed -n 's/.*sign in as admin with the password \\([^ ]*\\) and.*/\\1/p' output | head -n 1; }
                """);
        for (String command : commands) {
            String bare = command.replaceAll("\\s+#.*", "");
            if (left.remove(bare)) {
                continue;
            }
            script.append("cat >command <<'END OF COMMAND'\n")
                    .append(command)
                    .append("\nEND OF COMMAND\n{\n")
                    .append(adapted(command))
                    .append("\n} || { echo \"exit code $? of: $(cat command)\"; exit 1; }\necho\n");
        }
        assertThat(left)
                .as("commands that are listed but no longer in the texts")
                .isEmpty();
        script.append("echo \"$AUTH\" >auth\n");
        Files.writeString(folder.resolve("script.sh"), script);

        Command ran = run("bash", "script.sh");

        assertThat(ran.exitCode()).as("%s", ran.output()).isZero();
        checkWhatCameOfIt();
        assertThat(run("./rostrum", "stop").exitCode()).isZero();
        assertThat(launcher.servers()).isEmpty();
    }

    /** Where a reader puts in what only he knows, or what differs from machine to machine. */
    private String adapted(String command) {
        return withoutComment(command)
                .replace("127.0.0.1:8181", "127.0.0.1:" + port)
                .replace("FIRST='what the first start printed'", "FIRST=$(first_password)")
                // what the first start prints is needed later
                .replaceFirst("^\\./rostrum start$", "./rostrum start >>output && cat output");
    }

    /** A comment at the end would hide what follows. */
    private static String withoutComment(String command) {
        return command.contains("\n") ? command : command.replaceAll("\\s+#.*", "");
    }

    private Command run(String... words) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(launcher.environment());
        environment.put("ROSTRUM_PORT", Integer.toString(port));
        environment.put("ROSTRUM_SSH_PORT", Integer.toString(sshPort));
        return Command.run(folder, environment, folder.resolve("script.log"), LONGEST, List.of(words));
    }

    private void checkWhatCameOfIt() throws Exception {
        assertThat(launcher.var().resolve("demo-out/summary.json")).exists();
        assertThat(launcher.var().resolve("demo-out/engagement.pdf")).exists();
        String auth = Files.readString(folder.resolve("auth")).strip();
        Rest rest = Rest.withToken(URI.create("http://127.0.0.1:" + port), auth.substring(auth.lastIndexOf(' ') + 1));
        JsonNode run = await(() -> rest.get("imports/1"), answer -> answer.hasNonNull("finished"));
        assertThat(run.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(run.path("stored").asInt()).isEqualTo(3);
        assertThat(run.path("rejected").asInt()).isEqualTo(1);
        JsonNode leads =
                await(() -> rest.get("leads"), answer -> !answer.path("items").isEmpty());
        assertThat(leads.path("items").path(0).path("summary").asText()).isEqualTo("Where can I buy the blue one?");
        assertThat(rest.get("tickets").path("items").path(0).path("summary").asText())
                .isEqualTo("Mine arrived broken. Can you help?");
        JsonNode rules = rest.get("routing-rules").path("items");
        assertThat(rules.path(0).path("name").asText()).isEqualTo("Recalls to the press office");
        assertThat(rules.path(0).path("conditions").path("languages").path(0).asText())
                .isEqualTo("en");
        Path table = launcher.var().resolve("data/data/csv/leads.csv");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(table).content().contains("Where can I buy the blue one?"));
        assertThat(rest.get("channels").path("items").findValuesAsText("connector"))
                .contains("feed");
        JsonNode schedule = rest.get("report-schedules").path("items").path(0);
        assertThat(schedule.path("name").asText()).isEqualTo("Weekly");
        assertThat(schedule.path("nextRuns")).hasSize(3);

        Set<String> addresses = new LinkedHashSet<>();
        find(Files.readString(Project.root().resolve("README.md")), "`/api/v1/([^`]+)`", addresses);
        assertThat(addresses).isNotEmpty();
        for (String address : addresses) {
            assertThat(rest.get(address)).as(address).isNotEmpty();
        }
    }

    private static JsonNode await(Callable<JsonNode> question, Predicate<JsonNode> good) {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).until(question, good);
    }

    @Test
    void everyLinkAndPath_leadsSomewhere() throws IOException {
        for (String text : List.of("README.md", "CONTRIBUTING.md")) {
            String content = Files.readString(Project.root().resolve(text));
            assertThat(named(content)).as(text).isNotEmpty().allSatisfy(path -> assertThat(exists(path))
                    .as("%s, which %s names", path, text)
                    .isTrue());
        }
    }

    /** Targets of links and pictures, entries of the folder map, and what stands in code marks and begins like our folders. */
    private static Set<String> named(String text) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        find(text, "\\]\\((?!https?:)([^)#]+)\\)", paths);
        find(text, "(?m)^    ([\\w-]+/|rostrum) ", paths);
        try (Stream<Path> top = Files.list(Project.root())) {
            String folders = String.join(
                    "|",
                    top.filter(Files::isDirectory)
                            .map(folder -> Pattern.quote(String.valueOf(folder.getFileName())))
                            .filter(name -> !name.contains("var"))
                            .toList());
            find(text, "`((?:" + folders + ")/[^` ]+)`", paths);
        }
        return paths;
    }

    private static void find(String text, String pattern, Set<String> into) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    private static boolean exists(String path) throws IOException {
        Path root = Project.root();
        if (path.contains("target/")) {
            // comes of the build
            return Files.exists(root.resolve(path.substring(0, path.indexOf("/target/"))));
        }
        if (path.startsWith("etc/org.rostrum.")) {
            // a file that the reader makes: a part of the product must look for it
            String pid = path.substring("etc/".length(), path.lastIndexOf('.')).replaceFirst("-NAME$", "");
            return anyFile(root.resolve("bundles"), "**/src/main/java/**.java", "configurationPid = \"" + pid + "\"");
        }
        if (path.contains("*") || path.contains("...")) {
            int end = path.indexOf('/');
            return anyFile(
                    root.resolve(path.substring(0, end)),
                    "**" + path.substring(end).replace("...", "**") + "*",
                    "");
        }
        return Files.exists(root.resolve(path)) || path.equals("var/data") || path.equals("var/demo-out");
    }

    private static boolean anyFile(Path in, String glob, String content) throws IOException {
        PathMatcher matcher = in.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.find(
                in,
                20,
                (file, attributes) -> matcher.matches(file) && (content.isEmpty() || attributes.isRegularFile()),
                FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (content.isEmpty() || Files.readString(file).contains(content)) {
                    return true;
                }
            }
            return false;
        }
    }
}
