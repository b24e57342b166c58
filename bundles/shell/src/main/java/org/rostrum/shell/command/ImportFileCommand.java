package org.rostrum.shell.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.shell.Services;

/** Imports a file that lies on the server. */
@Service
@Command(
        scope = "rostrum",
        name = "import-file",
        description = "Imports a file that lies on the server; exit status 1 when it cannot be read to its end")
@SuppressWarnings("NullAway.Init") // Karaf sets the arguments
public final class ImportFileCommand extends RostrumCommand {
    @Argument(name = "file", description = "Path on the server", required = true)
    @Completion(ServerFileCompleter.class)
    private String file;

    @Option(name = "--account", description = "The account to which the activities belong", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "--account-per-source", description = "Makes an account below it for each source named in the file")
    private boolean accountPerSource;

    @Option(name = "--format", description = "Format of the file; recognised by itself if absent")
    private @Nullable String format;

    @Option(name = "--option", description = "Option of the format, as name=value; can be repeated", multiValued = true)
    private List<String> options = new ArrayList<>();

    @Option(name = "--again", description = "Reads the file although the same one was imported before")
    private boolean again;

    @Option(name = "--wait", description = "Waits for the end and shows what came of it")
    private boolean wait;

    @Override
    protected void work(Services services) throws IOException {
        // reads with the rights of the server process, which are more than those of somebody who may import
        services.get(Access.class).require(Waiting.SERVER_FILES);
        ImportService imports = services.get(ImportService.class);
        Path path = session().currentDir() == null
                ? Path.of(file)
                : session().currentDir().resolve(file);
        if (Files.isDirectory(path)) {
            throw Problem.invalid("file", path + " is a folder.", "Name a file.");
        }
        Path name = path.getFileName();
        ImportRequest request = new ImportRequest(
                name == null ? file : name.toString(), format, account, accountPerSource, again, options(options));
        ImportRun started;
        try (InputStream content = Files.newInputStream(path)) {
            started = imports.start(request, content);
        }
        ImportRun run = wait
                ? Waiting.until(
                        () -> imports.find(started.id()).orElseThrow(() -> Problem.notFound("import", started.id())),
                        ImportRun::ended)
                : started;
        print(run, () -> tell(run));
        if (run.state() == ImportRun.State.FAILED) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "The import failed: " + run.message());
        }
    }

    private void tell(ImportRun run) {
        out().println("Import " + run.id() + ": " + run.state() + ", " + run.stored() + " stored, " + run.duplicates()
                + " duplicates, " + run.rejected() + " rejected");
        if (run.rejected() > 0) {
            out().println("rostrum:import-rejections " + run.id() + " tells why.");
        }
    }

    private static Map<String, String> options(List<String> texts) {
        Map<String, String> parsed = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw Problem.invalid("--option", "\"" + text + "\" is no option.", "Write it as name=value.");
            }
            parsed.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return parsed;
    }
}
