package org.rostrum.shell.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.api.security.Access;
import org.rostrum.shell.Services;

/** Makes a report. */
@Service
@Command(
        scope = "rostrum",
        name = "report-run",
        description = "Makes a report; with --wait or --out the exit status is 1 when it fails")
@SuppressWarnings("NullAway.Init") // Karaf sets the arguments
public final class ReportRunCommand extends RostrumCommand {
    @Argument(name = "report", description = "Name of the report; rostrum:reports lists them", required = true)
    @Completion(ReportCompleter.class)
    private String report;

    @Option(name = "--account", description = "Shows this account and those below it; all if absent")
    @Completion(AccountCompleter.class)
    private @Nullable String account;

    @Option(name = "--month", description = "A whole month, such as 2026-11")
    private @Nullable String month;

    @Option(name = "--from", description = "First day, such as 2026-11-01")
    private @Nullable String from;

    @Option(name = "--to", description = "The day after the last one")
    private @Nullable String to;

    @Option(name = "--zone", description = "Time zone in which the days begin")
    private String zone = "UTC";

    @Option(name = "--format", description = "PDF, XLSX, CSV, HTML, several with commas between")
    @Completion(
            value = StringsCompleter.class,
            values = {"PDF", "XLSX", "CSV", "HTML"})
    private String format = "PDF";

    @Option(name = "--locale", description = "Language, such as en or pl")
    private String locale = "en";

    @Option(name = "--wait", description = "Waits for the end")
    private boolean wait;

    @Option(name = "--out", description = "Waits, and writes the files to this folder on the server")
    private @Nullable String out;

    @Override
    protected void work(Services services) throws IOException {
        String folder = out;
        if (folder != null) {
            // writes with the rights of the server process
            services.get(Access.class).require(Waiting.SERVER_FILES);
        }
        ReportService reports = services.get(ReportService.class);
        ReportRun started = reports.run(new ReportRequest(report, account, period(), locale(), formats()));
        ReportRun run = wait || folder != null
                ? Waiting.until(
                        () -> reports.findRun(started.id()).orElseThrow(() -> Problem.notFound("run", started.id())),
                        ReportRunCommand::ended)
                : started;
        print(run, () -> out().println("Run " + run.id() + " of " + report + ": " + run.state()));
        if (run.state() == ReportRun.State.FAILED || run.state() == ReportRun.State.CANCELLED) {
            throw Problem.of(
                    Problem.Kind.UNPROCESSABLE,
                    "The report was not made: " + Objects.requireNonNullElse(run.message(), "it was cancelled"));
        }
        if (folder != null) {
            save(reports, run, Path.of(folder));
        }
    }

    private void save(ReportService reports, ReportRun run, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (ReportRun.Output output : run.outputs()) {
            Path file = folder.resolve(output.fileName());
            try (InputStream content = reports.open(run.id(), output.format())) {
                // never over a file that is there
                Files.copy(content, file);
            }
            if (!json()) {
                out().println(file + " (" + output.bytes() + " bytes)");
            }
        }
    }

    private static boolean ended(ReportRun run) {
        return switch (run.state()) {
            case WAITING, RUNNING -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }

    private Period period() {
        ZoneId in = Inputs.required("--zone", Inputs.zone("--zone", zone));
        String wholeMonth = month;
        if (wholeMonth != null) {
            if (from != null || to != null) {
                throw Problem.invalid("--month", "A month and days exclude each other.", "Leave one out.");
            }
            YearMonth whole = parsed("--month", wholeMonth, YearMonth::parse, "month", "2026-11");
            return new Period(whole.atDay(1), whole.plusMonths(1).atDay(1), in);
        }
        LocalDate first = parsed("--from", Inputs.required("--from", from), LocalDate::parse, "day", "2026-11-01");
        LocalDate end = parsed("--to", Inputs.required("--to", to), LocalDate::parse, "day", "2026-12-01");
        if (!first.isBefore(end)) {
            throw Problem.invalid(
                    "--to", "The period ends before it begins.", "Name the day after the last one, as 2026-12-01.");
        }
        return new Period(first, end, in);
    }

    static <T> T parsed(String option, String text, Function<String, T> parser, String what, String example) {
        try {
            return parser.apply(text.strip());
        } catch (DateTimeException none) {
            throw Problem.invalid(option, "\"" + text + "\" is no " + what + ".", "Write it as " + example + ".")
                    .withCause(none);
        }
    }

    private Locale locale() {
        try {
            return new Locale.Builder().setLanguageTag(locale).build();
        } catch (IllformedLocaleException wrong) {
            throw Problem.invalid("--locale", "\"" + locale + "\" is no language tag.", "Write it as en or pt-BR.")
                    .withCause(wrong);
        }
    }

    private Set<ReportFormat> formats() {
        List<String> wanted = Arrays.asList(format.split(","));
        return wanted.stream()
                .map(name -> Inputs.required("--format", Inputs.constant("--format", ReportFormat.class, name.strip())))
                .collect(Collectors.toSet());
    }
}
