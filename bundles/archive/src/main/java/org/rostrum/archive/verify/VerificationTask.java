package org.rostrum.archive.verify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.verify.VerificationRun.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one verification; cut off by a crash or a stop, it begins anew. */
@Component(service = TimedTask.class)
public final class VerificationTask implements TimedTask {
    static final String NAME = "archive-verify";
    private static final Logger LOG = LoggerFactory.getLogger(VerificationTask.class);
    private static final int MOST_FAILURES = 3;
    private static final Duration NOTE_EVERY = Duration.ofSeconds(1);

    private final Database database;
    private final Verifier verifier;
    private final Clock clock;
    private final Metrics metrics;

    @Activate
    public VerificationTask(
            @Reference ArchiveTables tables,
            @Reference Verifier verifier,
            @Reference Clock clock,
            @Reference Metrics metrics) {
        this.database = tables.database();
        this.verifier = verifier;
        this.clock = clock;
        this.metrics = metrics;
        metrics.describe("rostrum.archive.verification", "Time to verify the whole archive");
        metrics.describe("rostrum.archive.verifications", "Verifications of the archive, by result");
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
    public @Nullable Instant run(Execution execution) {
        long id = Long.parseLong(execution.key());
        Optional<VerificationRun> run = database.read(connection -> VerificationStore.find(connection, id));
        if (run.isEmpty() || run.get().ended()) {
            return null;
        }
        long began = System.nanoTime();
        try {
            ArchiveVerification result = verifier.verify(new Noting(id));
            database.transact(connection -> VerificationStore.complete(connection, id, result, clock.instant()));
            metrics.time("rostrum.archive.verification", Duration.ofNanos(System.nanoTime() - began));
            metrics.count("rostrum.archive.verifications", 1, "result", result.intact() ? "intact" : "findings");
            if (!result.intact()) {
                LOG.error(
                        "Verification {} of the archive found {} things that do not fit, the first: {}",
                        id,
                        result.findings().size(),
                        result.findings().get(0));
            }
        } catch (CancellationException asked) {
            database.transact(connection ->
                    VerificationStore.end(connection, id, State.CANCELLED, asked.getMessage(), clock.instant()));
        }
        return null;
    }

    @Override
    public @Nullable Duration retryAfter(int failures) {
        return failures < MOST_FAILURES ? Duration.ofSeconds(30L * failures) : null;
    }

    @Override
    public void givenUp(Execution execution, Exception lastFailure) {
        database.transact(connection -> VerificationStore.end(
                connection,
                Long.parseLong(execution.key()),
                State.FAILED,
                "The verification failed " + MOST_FAILURES + " times, last with: " + lastFailure.getMessage(),
                clock.instant()));
    }

    /** Writes the progress down about once a second and looks whether somebody wants to stop. */
    private final class Noting implements LongConsumer {
        private final long id;
        private long next = System.nanoTime();

        Noting(long id) {
            this.id = id;
        }

        @Override
        public void accept(long checked) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("The server stops; the verification begins anew after the start");
            }
            if (System.nanoTime() - next >= 0) {
                next = System.nanoTime() + NOTE_EVERY.toNanos();
                if (database.transaction(connection -> VerificationStore.progress(connection, id, checked))) {
                    throw new CancellationException("Cancelled after " + checked + " rows");
                }
            }
        }
    }
}
