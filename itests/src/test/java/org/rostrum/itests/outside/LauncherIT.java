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
                mkdir -p assembly/target/rostrum/bin
                printf '#!/bin/sh\\ncase $1 in status) exit 3 ;; *) echo "server $1" ;; esac\\n' >assembly/target/rostrum/bin/rostrum
                chmod +x assembly/target/rostrum/bin/rostrum
                tar -czf assembly/target/rostrum-1.tar.gz -C assembly/target rostrum
                echo end >>maven.log
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
    void build_saysWhy_andHowLongTheFirstTakes() throws Exception {
        assertThat(start("first.log").output()).contains("nothing is built yet", "minutes", "libraries are downloaded");
        assertThat(start("second.log").output()).doesNotContain("Building").contains("server start");
    }
}
