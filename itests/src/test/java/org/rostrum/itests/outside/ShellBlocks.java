package org.rostrum.itests.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a text of ours tells its readers to type: those in its fenced shell blocks, in order. */
final class ShellBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("^```(?:sh|bash|shell|console)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEREDOC = Pattern.compile("<<-?'?(\\w+)'?");

    private ShellBlocks() {}

    /** Whole commands, comments left out; one that goes over several lines is one. */
    static List<String> commands(Path text, Path scratch) throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(text));
        while (blocks.find()) {
            StringBuilder command = new StringBuilder();
            for (String line : blocks.group(1).lines().toList()) {
                if (command.isEmpty() && (line.isBlank() || line.startsWith("#"))) {
                    continue;
                }
                command.append(line).append('\n');
                if (isWhole(command.toString(), scratch)) {
                    commands.add(command.toString().strip());
                    command.setLength(0);
                }
            }
            if (!command.isEmpty()) {
                throw new IOException("A command of " + text.getFileName() + " has no end: " + command);
            }
        }
        return commands;
    }

    private static boolean isWhole(String command, Path scratch) throws IOException, InterruptedException {
        if (command.endsWith("\\\n")) {
            return false;
        }
        Matcher heredoc = HEREDOC.matcher(command);
        if (heredoc.find() && !command.contains("\n" + heredoc.group(1) + "\n")) {
            return false;
        }
        Path file = Files.writeString(scratch.resolve("command.sh"), command);
        return Command.run(
                                scratch,
                                Map.of(),
                                scratch.resolve("command.log"),
                                Duration.ofSeconds(20),
                                List.of("bash", "-n", file.toString()))
                        .exitCode()
                == 0;
    }
}
