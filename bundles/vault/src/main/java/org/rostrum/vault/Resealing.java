package org.rostrum.vault;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.secret.SealedValues;
import org.rostrum.api.secret.SecretKeys.Rotation;
import org.rostrum.api.security.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second half of a change of keys: has everybody seal again what is sealed with old keys, and gives those up. Looks once a
 * minute whether one was left half done, on every node, as each has its own key file to keep in line.
 */
@Component(service = Resealing.class, immediate = true)
public final class Resealing {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int SECONDS_BETWEEN_LOOKS = 60;

    private final Database database;
    private final Keys keys;
    private final Access access;
    private final AuditLog audit;
    private final Metrics metrics;
    private final Clock clock;
    private final KeyTable table = new KeyTable();
    private final Map<String, SealedValues> owners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-vault"));
    private final Future<?> looking;
    private volatile @Nullable String waitsFor;

    @Activate
    public Resealing(
            @Reference Database database,
            @Reference Keys keys,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.database = database;
        this.keys = keys;
        this.access = access;
        this.audit = audit;
        this.metrics = metrics;
        metrics.describe("rostrum.vault.resealed", "Secrets that were sealed again with a newer key");
        this.clock = clock;
        looking = looks.scheduleWithFixedDelay(
                this::lookAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() {
        looking.cancel(false);
        looks.shutdown();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addOwner(SealedValues owner) {
        owners.put(owner.name(), owner);
    }

    void removeOwner(SealedValues owner) {
        owners.remove(owner.name(), owner);
    }

    private void lookAgain() {
        try {
            access.runAsSystem("vault", () -> {
                if (!keys.look().pending().isEmpty()) {
                    goOn();
                }
            });
        } catch (RuntimeException failure) {
            LOG.warn("The keys could not be looked at; it is tried again: {}", failure.toString());
        }
    }

    /** What the change of keys that is under way waits for; null when none is, or nothing is in its way. */
    @Nullable
    String waitsFor() {
        return waitsFor;
    }

    /** Goes on with the change of keys as far as possible; does nothing when none is under way. */
    synchronized Rotation goOn() {
        Standing now = keys.look();
        Set<String> pending = now.pending();
        String newest = String.join(",", now.ids(KeyTable.State.NEWEST));
        if (now.fault() != null) {
            return waiting(newest, 0, String.valueOf(now.fault().getMessage()));
        }
        if (pending.isEmpty()) {
            waitsFor = null;
            return new Rotation(newest, 0, true, null);
        }
        Set<String> needed = new TreeSet<>(database.read(table::owners));
        int resealed = 0;
        String obstacle = null;
        for (String name : needed) {
            SealedValues owner = owners.get(name);
            if (owner == null) {
                obstacle = "\"" + name + "\", which has sealed values, is not installed or not running.";
                continue;
            }
            try {
                resealed += owner.resealAll();
            } catch (RuntimeException failure) {
                obstacle = "Values of \"" + name + "\" could not be sealed again: " + failure.getMessage();
                LOG.warn("Values of {} could not be sealed again; it is tried again", name, failure);
            }
        }
        metrics.count("rostrum.vault.resealed", resealed);
        if (obstacle != null) {
            return waiting(newest, resealed, obstacle);
        }
        retire(pending);
        keys.look();
        waitsFor = null;
        LOG.info("The key {} is the only one in use; {} values were sealed again", newest, resealed);
        return new Rotation(newest, resealed, true, null);
    }

    private Rotation waiting(String newest, int resealed, String obstacle) {
        waitsFor = obstacle;
        return new Rotation(newest, resealed, false, obstacle);
    }

    private void retire(Collection<String> ids) {
        database.transact(connection -> {
            table.hold(connection);
            for (String id : ids) {
                table.set(connection, id, KeyTable.State.RETIRED, clock.instant());
                audit.record("secret-keys.retire", Rotations.subject(id), null, null, null);
            }
        });
    }
}
