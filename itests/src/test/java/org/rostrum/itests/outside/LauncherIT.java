package org.rostrum.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rostrum} in a tree where Maven and the server are stand-ins. */
class LauncherIT {
    private Path tree;
    private Path path;

    @BeforeEach
    void plant(@TempDir Path folder) throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        path = Files.createDirectories(folder.resolve("bin"));
        Path bin = Files.createDirectories(tree.resolve("assembly/src/main/resources/bin"));
        Files.copy(Project.root().resolve("assembly/src/main/resources/bin/java17"), bin.resolve("java17"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        script(tree.resolve("rostrum"), Files.readString(Project.root().resolve("rostrum")));
        script(
                path.resolve("mvn"),
                """
                #!/usr/bin/env bash
                case $* in
                    *--version*) echo 'Apache Maven 3.9.0'; exit ;;
                esac
                echo begin >>maven.log
                sleep 1
                if [ -e during ]; then . ./during; rm during; fi
                mkdir -p assembly/target/rostrum/bin
                printf '#!/bin/sh\\ncase $1 in status) exit 3 ;; *) echo "server $1" ;; esac\\n' >assembly/target/rostrum/bin/rostrum
                chmod +x assembly/target/rostrum/bin/rostrum
                tar -czf assembly/target/rostrum-1.tar.gz -C assembly/target rostrum
                echo end >>maven.log
                if [ -e afterwards ]; then rm afterwards; exit 1; fi
                """);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Command start(String log) throws IOException, InterruptedException {
        return Command.run(
                tree,
                Map.of("PATH", path + ":" + System.getenv("PATH"), "ROSTRUM_BUILD", "", "ROSTRUM_VAR", tree + "/var"),
                tree.resolve(log),
                Duration.ofMinutes(1),
                List.of("./rostrum", "start"));
    }

    @Test
    void ofSeveralStartedAtOnce_oneBuilds_andTheOthersSayThatTheyWait() throws Exception {
        List<Callable<Command>> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String log = "start-" + i + ".log";
            starts.add(() -> start(log));
        }
        ExecutorService several = Executors.newFixedThreadPool(starts.size());
        List<String> outputs = new ArrayList<>();
        try {
            for (Future<Command> ran : several.invokeAll(starts)) {
                assertThat(ran.get().exitCode()).as(ran.get().output()).isZero();
                outputs.add(ran.get().output());
            }
        } finally {
            several.shutdownNow();
        }
        assertThat(outputs).allMatch(output -> output.contains("server start"));
        assertThat(outputs.stream().filter(output -> output.contains("Another build of this tree is under way")))
                .hasSize(2);
        assertThat(Files.readAllLines(tree.resolve("maven.log"))).containsExactly("begin", "end");
    }

    @Test
    void whatIsEditedDuringABuild_isBuiltByTheNextCommand() throws Exception {
        start("first.log");
        Files.writeString(tree.resolve("during"), "echo '<project><!-- edited --></project>' >pom.xml\n");
        Files.writeString(tree.resolve("pom.xml"), "<project><!-- first edit --></project>");

        assertThat(start("second.log").output()).contains("Building, because pom.xml has changed", "server start");
        assertThat(start("third.log").output()).contains("Building, because pom.xml has changed", "server start");
        assertThat(start("fourth.log").output()).doesNotContain("Building").contains("server start");
    }

    @Test
    void buildThatFailsAfterItLeftAnArchive_isDoneAgain() throws Exception {
        start("first.log");
        Files.writeString(tree.resolve("pom.xml"), "<project><!-- edited --></project>");
        Files.createFile(tree.resolve("afterwards"));

        Command failed = start("second.log");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output()).contains("the build failed").doesNotContain("server start");
        assertThat(start("third.log").output())
                .contains("Building, because the last build did not come to its end", "server start");
        assertThat(start("fourth.log").output()).doesNotContain("Building").contains("server start");
    }

    @Test
    void newBuild_isNotUnpackedOverARunningServer_alsoWherePgrepIsMissing() throws Exception {
        script(path.resolve("pgrep"), "#!/bin/sh\necho 'pgrep: command not found' >&2\nexit 127\n");
        start("first.log");
        Files.writeString(tree.resolve("pom.xml"), "<project><!-- edited --></project>");
        Process server = new ProcessBuilder(
                        "bash", "-c", "sleep 60; : -Dkaraf.home=" + tree + "/var/rostrum org.apache.karaf.main.Main")
                .start();
        try {
            Command refused = start("second.log");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("a server runs from the previous build")
                    .doesNotContain("pgrep");
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor();
        }
        assertThat(start("third.log").output()).contains("server start").doesNotContain("pgrep");
    }

    @Test
    void build_saysWhy_andHowLongTheFirstTakes() throws Exception {
        assertThat(start("first.log").output()).contains("nothing is built yet", "minutes", "libraries are downloaded");
        assertThat(start("second.log").output()).doesNotContain("Building").contains("server start");
    }
}
