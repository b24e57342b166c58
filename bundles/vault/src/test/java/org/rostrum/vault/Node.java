package org.rostrum.vault;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.apache.felix.hc.api.Result;
import org.rostrum.api.data.Database;
import org.rostrum.api.security.Access;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;

/** One node of a server: its key file and what works on it. */
final class Node implements AutoCloseable {
    final ManualClock clock = new ManualClock(Instant.parse("2026-05-01T12:00:00Z"));
    final RecordingAuditLog audit = new RecordingAuditLog();
    final RecordingMetrics metrics = new RecordingMetrics();
    final KeyFile file;
    final Keys keys;
    final Vault vault;
    final Resealing resealing;
    final Rotations rotations;
    final Values values;
    private final VaultHealth health;

    Node(Database database, Path file) {
        this(database, file, FixedAccess.everything());
    }

    Node(Database database, Path file, Access access) {
        Clock time = clock;
        this.file = new KeyFile(file, true);
        keys = new Keys(database, this.file, time);
        vault = new Vault(database, keys, time);
        resealing = new Resealing(database, keys, access, audit, metrics, time);
        rotations = new Rotations(database, keys, resealing, access, audit, time);
        values = new Values(database, vault);
        resealing.addOwner(values);
        health = new VaultHealth(keys, vault, resealing, metrics, time);
    }

    Result health() {
        return health.execute();
    }

    String healthText() {
        StringBuilder text = new StringBuilder();
        health().forEach(entry -> text.append(entry.getMessage()).append('\n'));
        return text.toString();
    }

    double gauge(String name) {
        return Objects.requireNonNull(metrics.gauges().get(name)).getAsDouble();
    }

    @Override
    public void close() {
        health.close();
        resealing.close();
    }
}
