package org.rostrum.reporting.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportRun.State;
import org.rostrum.api.security.Access;
import org.rostrum.reporting.ReportPacks;
import org.rostrum.reporting.ReportTables;
import org.rostrum.reporting.ReportingConfig;
import org.rostrum.reporting.render.RenderedFile;
import org.rostrum.reporting.render.Renderer;
import org.rostrum.reporting.render.RenderingStopped;
import org.rostrum.reporting.render.ReportFailure;
import org.rostrum.reporting.render.Watch;
import org.rostrum.reporting.schedule.Addressees;
import org.rostrum.reporting.schedule.Keepers;
import org.rostrum.spi.report.ReportContent;

/**
 * Makes one report: collects the figures, lays them out, and then, in one transaction, stores the files, ends the run and
 * writes the mails. Whatever happens before that transaction leaves nothing behind, so a run can be made again.
 */
@Component(service = TimedTask.class, configurationPid = "org.rostrum.reporting")
@Designate(ocd = ReportingConfig.class)
public final class RunTask implements TimedTask {
    /** Name of the task; the key is the id of the run. */
    public static final String NAME = "report-run";

    /** What trying again cannot mend. */
    private static final Set<Problem.Kind> FINAL =
            Set.of(Problem.Kind.NOT_FOUND, Problem.Kind.INVALID, Problem.Kind.UNPROCESSABLE, Problem.Kind.FORBIDDEN);

    /** How long after the start what is missing is thought to be still on its way. */
    private static final Duration UNTIL_PACKS_ARE_THERE = Duration.ofMinutes(2);

    private static final Duration GLANCE = Duration.ofSeconds(5);

    private final Database database;
    private final ReportPacks packs;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final ReportingConfig config;
    private final Mails mails;
    private final RunStore runs = new RunStore();
    private final OutputStore outputs;
    private final Addressees addressees;
    private final Keepers keepers;
    private final Renderer renderer;
    private final Instant began;

    /** @param tables must be there before anything runs */
    @Activate
    public RunTask(
            @Reference Database database,
            @Reference ReportTables tables,
            @Reference ReportPacks packs,
            @Reference DeliveryService deliveries,
            @Reference Keepers keepers,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock,
            ReportingConfig config) {
        this.database = database;
        this.packs = packs;
        this.access = access;
        this.metrics = metrics;
        metrics.describe("rostrum.reporting.making", "Time to make the files of a report");
        metrics.describe("rostrum.reporting.runs", "Report runs that ended, by state");
        this.clock = clock;
        this.began = clock.instant();
        this.config = config;
        this.mails = new Mails(deliveries, access, clock);
        this.outputs = new OutputStore(database);
        this.addressees = new Addressees();
        this.keepers = keepers;
        this.renderer = new Renderer(Math.max(2, config.pagesInMemory()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public @Nullable Duration retryAfter(int failures) {
        return failures >= config.tries()
                ? null
                : Duration.ofSeconds(config.firstRetrySeconds()).multipliedBy(1L << (2 * Math.min(failures - 1, 10)));
    }

    @Override
    public @Nullable Instant run(Execution execution) throws Exception {
        long id = Long.parseLong(execution.key());
        ReportRun run = database.read(connection -> runs.find(connection, id)).orElse(null);
        if (run == null || (run.state() != State.WAITING && run.state() != State.RUNNING)) {
            return null;
        }
        String report = run.request().report();
        if (packs.find(report).isEmpty() && clock.instant().isBefore(began.plus(UNTIL_PACKS_ARE_THERE))) {
            // of what the last stop interrupted: it is no failure that the server is not all there yet
            database.transact(connection -> runs.progress(
                    connection,
                    id,
                    State.WAITING,
                    "The report pack \"" + report + "\" is not installed yet, as the server has just started."));
            return clock.instant().plus(GLANCE);
        }
        try {
            make(run, new CancelWatch(database, runs, id, clock, run.message()));
        } catch (RenderingStopped cancelled) {
            metrics.count("rostrum.reporting.runs", 1, "state", "cancelled");
        } catch (Problem problem) {
            if (!FINAL.contains(problem.kind())) {
                throw failed(execution, id, problem);
            }
            end(run, 1, problem.detail());
        } catch (Exception failure) {
            throw failed(execution, id, failure);
        }
        return null;
    }

    private Exception failed(Execution execution, long id, Exception failure) {
        String text = "Try " + (execution.failures() + 1) + " of " + config.tries() + " failed: " + reason(failure);
        database.transact(connection -> runs.progress(connection, id, State.WAITING, text));
        return failure;
    }

    private void make(ReportRun run, Watch watch) throws IOException, ReportFailure {
        requireKeeper(run);
        Instant start = clock.instant();
        watch.at("collecting the figures");
        ReportPacks.Installed pack = packs.find(run.request().report())
                .orElseThrow(() -> new ReportFailure("The report pack \""
                        + run.request().report() + "\" is not installed; deploy it, and the run will be tried again."));
        try {
            ReportContent content = access.asSystem(
                    "reporting",
                    () -> run.scheduleId() == null
                            ? pack.pack().prepare(run.request(), run.requester())
                            : pack.pack().prepare(run.request()));
            try (Renderer.Rendered rendered = renderer.render(content, run.request(), pack.loader(), watch)) {
                store(run, content, rendered.files());
            }
        } catch (LinkageError unfit) {
            throw new ReportFailure(
                    "The report pack does not fit this server, or was removed while the report was made.", unfit);
        }
        metrics.time("rostrum.reporting.making", Duration.between(start, clock.instant()));
    }

    private void requireKeeper(ReportRun run) {
        Long schedule = run.scheduleId();
        if (schedule == null) {
            return;
        }
        String keeper = database.read(connection -> addressees.of(connection, schedule))
                .map(Addressees.Found::keeper)
                .orElse(null);
        if (keeper != null) {
            keepers.objection(keeper, run.request().accountId()).ifPresent(objection -> {
                throw Problem.of(Problem.Kind.FORBIDDEN, objection);
            });
        }
    }

    private void store(ReportRun run, ReportContent content, List<RenderedFile> files) {
        RunStore.Headline headline = new RunStore.Headline(content.title(), content.summary());
        boolean ended = database.transaction(connection -> {
            String remark = run.scheduleId() == null ? null : CancelWatch.remark(run.message());
            if (!runs.end(connection, run.id(), State.COMPLETED, remark, clock.instant())) {
                return false;
            }
            runs.headline(connection, run.id(), headline);
            for (RenderedFile file : files) {
                try {
                    outputs.insert(connection, run.id(), file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            Long schedule = run.scheduleId();
            if (schedule != null) {
                Addressees.Found found = addressees.of(connection, schedule).orElse(null);
                if (found != null) {
                    ReportRun stored = runs.find(connection, run.id()).orElseThrow();
                    mails.send(connection, stored, headline, found.schedule(), found.recipients());
                }
            }
            return true;
        });
        metrics.count("rostrum.reporting.runs", 1, "state", ended ? "completed" : "cancelled");
    }

    @Override
    public void givenUp(Execution execution, Exception lastFailure) {
        long id = Long.parseLong(execution.key());
        database.read(connection -> runs.find(connection, id))
                .ifPresent(run -> end(run, config.tries(), reason(lastFailure)));
    }

    /** Ends the run as failed and tells the owner of its schedule. */
    private void end(ReportRun run, int tries, String reason) {
        database.transact(connection -> {
            if (!runs.end(connection, run.id(), State.FAILED, reason, clock.instant())) {
                return;
            }
            Long schedule = run.scheduleId();
            if (schedule != null) {
                addressees
                        .of(connection, schedule)
                        .ifPresent(found -> mails.tellFailure(run, found.schedule(), found.owner(), tries, reason));
            }
        });
        metrics.count("rostrum.reporting.runs", 1, "state", "failed");
    }

    /** What a person is told: our own words where we have them, else the sort of failure; never a stack. */
    private static String reason(Exception failure) {
        if (failure instanceof Problem problem) {
            return problem.detail();
        }
        if (failure instanceof ReportFailure) {
            return Objects.requireNonNull(failure.getMessage());
        }
        return "an unexpected failure (" + failure.getClass().getSimpleName() + "); the server's log tells more";
    }
}
