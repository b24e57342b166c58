package org.rostrum.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shell scripts of the product and of its build, looked at by shellcheck, which {@code ./rostrum test} installs. */
class ScriptsIT {
    private static final Set<String> NO_SOURCES = Set.of("target", "var", ".git", "node_modules");

    @Test
    void scripts_areCleanToShellcheck() throws Exception {
        List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources", "--color=never"));
        List<String> scripts = scripts();
        assertThat(scripts).contains("rostrum", ".ci/run", "assembly/src/main/resources/bin/rostrum");
        command.addAll(scripts);
        Process process = new ProcessBuilder(command)
                .directory(Modules.root().toFile())
                .redirectErrorStream(true)
                .start();
        String findings = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(findings).isZero();
    }

    private static List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        Path root = Modules.root();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (Files.isExecutable(file) && isShell(file)) {
                    scripts.add(root.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return scripts;
    }

    private static boolean isShell(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            String begin = new String(in.readNBytes(40), StandardCharsets.ISO_8859_1);
            return begin.startsWith("#!")
                    && begin.lines().findFirst().orElse("").endsWith("sh");
        }
    }
}
