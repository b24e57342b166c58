package org.rostrum.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes refusals of people and tokens into the audit trail: on a thread of its own, because the caller's transaction will
 * be rolled back, and the same refusal of the same caller once a minute, so that a program gone wild does not fill the
 * trail. The metric counts them all.
 */
@Component(service = RefusalTrail.class, immediate = true)
public final class RefusalTrail {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalTrail.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1000;
    private static final int WAITING = 1000;

    private record Refusal(Caller caller, String permission, @Nullable String accountId) {}

    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Metrics metrics;
    private final Clock clock;
    private final Map<Refusal, Instant> recent = new LinkedHashMap<>();
    private final ExecutorService writer = new ThreadPoolExecutor(
            0,
            1,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> new Thread(work, "rostrum-refusals"),
            (work, pool) -> LOG.warn("A refusal is missing from the audit trail: too many at once"));

    @Activate
    public RefusalTrail(
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.access = access;
        this.auditLog = auditLog;
        this.metrics = metrics;
        metrics.describe("rostrum.identity.refusals", "Calls refused for want of a permission");
        this.clock = clock;
        access.onRefusal(this::refused);
    }

    @Deactivate
    void stop() throws InterruptedException {
        access.onRefusal(null);
        writer.shutdown();
        if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("Refusals may be missing from the audit trail: the database was too slow");
        }
    }

    private void refused(Caller caller, String permission, @Nullable String accountId) {
        metrics.count("rostrum.identity.refusals", 1);
        if (!isNew(new Refusal(caller, permission, accountId))) {
            return;
        }
        Identity identity = access.identity();
        writer.execute(() -> {
            try {
                access.as(identity, () -> {
                    auditLog.record("access.refuse", "permission/" + permission, accountId, null, null);
                    return Boolean.TRUE;
                });
            } catch (RuntimeException failure) {
                LOG.error("A refusal could not be written into the audit trail", failure);
            }
        });
    }

    private synchronized boolean isNew(Refusal refusal) {
        Instant now = clock.instant();
        Instant last = recent.get(refusal);
        if (last != null && last.plus(QUIET).isAfter(now)) {
            return false;
        }
        recent.remove(refusal);
        recent.put(refusal, now);
        Iterator<Refusal> oldest = recent.keySet().iterator();
        while (recent.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
        return true;
    }
}
