package org.rostrum.archive.rest;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks of the chain that people have started, one after the other in the background. They are not remembered over a
 * restart: a check that was cut off proves nothing, so it is to be started again.
 */
@Component(service = Verifications.class)
public final class Verifications {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int REMEMBERED = 50;

    private final Archive archive;
    private final Access access;
    private final Clock clock;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "rostrum-archive-verification"));
    private final Map<Long, Verification> verifications = new LinkedHashMap<>();
    private long lastId;

    @Activate
    public Verifications(@Reference Archive archive, @Reference Access access, @Reference Clock clock) {
        this.archive = archive;
        this.access = access;
        this.clock = clock;
    }

    @Deactivate
    void stop() throws InterruptedException {
        synchronized (this) {
            verifications.values().forEach(verification -> verification.cancelled = true);
        }
        worker.shutdownNow();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("A verification of the archive did not end in time");
        }
    }

    /** One check and how far it came. */
    static final class Verification {
        final long id;
        final Instant started;
        volatile long checked;
        volatile boolean cancelled;
        volatile @Nullable Instant finished;
        volatile @Nullable ArchiveVerification result;
        volatile @Nullable String failure;

        Verification(long id, Instant started) {
            this.id = id;
            this.started = started;
        }
    }

    private static final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    synchronized Verification start() {
        access.require("archive:verify");
        Verification verification = new Verification(++lastId, clock.instant());
        verifications.put(verification.id, verification);
        if (verifications.size() > REMEMBERED) {
            verifications.remove(verifications.keySet().iterator().next());
        }
        worker.execute(() -> access.runAsSystem("archive", () -> run(verification)));
        return verification;
    }

    private void run(Verification verification) {
        try {
            verification.result = archive.verify(checked -> {
                verification.checked = checked;
                if (verification.cancelled) {
                    throw new CancelledException();
                }
            });
        } catch (CancelledException cancelled) {
            LOG.info("Verification {} of the archive was cancelled", verification.id);
        } catch (RuntimeException failure) {
            LOG.error("Verification {} of the archive failed", verification.id, failure);
            verification.failure = "The check could not be finished; the log of the server tells why.";
        } finally {
            verification.finished = clock.instant();
        }
    }

    synchronized Optional<Verification> find(long id) {
        access.require("archive:verify");
        return Optional.ofNullable(verifications.get(id));
    }

    Verification cancel(long id) {
        Verification verification = find(id).orElseThrow(() -> Problem.notFound("verification", id));
        if (verification.finished != null) {
            throw Problem.of(Problem.Kind.CONFLICT, "The verification has ended already.");
        }
        verification.cancelled = true;
        return verification;
    }
}
