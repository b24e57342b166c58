package org.rostrum.itests.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end.
 *
 * @param output what it printed, errors included
 */
record Command(int exitCode, String output) {
    /** Runs it and waits; what it prints also goes to the file. */
    static Command run(Path folder, Map<String, String> environment, Path log, Duration longest, List<String> words)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    words + " did not end within " + longest.toSeconds() + " s. It printed:\n" + Files.readString(log));
        }
        return new Command(process.exitValue(), Files.readString(log));
    }
}
