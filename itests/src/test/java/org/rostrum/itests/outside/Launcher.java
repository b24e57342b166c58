package org.rostrum.itests.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./rostrum}, run as a user does, but with a folder of its own for all it writes, and with what is built already. */
final class Launcher {
    private final Path var;

    Launcher(Path var) throws IOException {
        this.var = Files.createDirectories(var);
    }

    Path var() {
        return var;
    }

    Map<String, String> environment() {
        // other tests start servers at the same time
        return Map.of("ROSTRUM_VAR", var.toString(), "ROSTRUM_BUILD", "no", "ROSTRUM_START_SECONDS", "300");
    }

    Command run(Path log, Duration longest, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./rostrum"));
        command.addAll(List.of(words));
        return Command.run(Project.root(), environment(), log, longest, command);
    }

    /** Processes of servers whose data or program lies in the folder. */
    List<ProcessHandle> servers() throws IOException, InterruptedException {
        Command ps = Command.run(
                var,
                Map.of(),
                var.resolve("ps.log"),
                Duration.ofSeconds(20),
                List.of("ps", "-ww", "-eo", "pid=,args="));
        List<ProcessHandle> found = new ArrayList<>();
        for (String line : ps.output().lines().toList()) {
            if (line.contains("-Dkaraf.home=" + var + "/")) {
                ProcessHandle.of(Long.parseLong(line.strip().split(" ", 2)[0])).ifPresent(found::add);
            }
        }
        return found;
    }
}
