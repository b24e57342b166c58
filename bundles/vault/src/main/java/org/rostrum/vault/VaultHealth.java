package org.rostrum.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.metrics.Metrics;

/** Tells whether secrets can be sealed and opened. */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=vault", "hc.tags=ready"})
public final class VaultHealth implements HealthCheck {
    private final Keys keys;
    private final Vault vault;
    private final Resealing resealing;
    private final Clock clock;
    private final Metrics.Gauge[] gauges;

    @Activate
    public VaultHealth(
            @Reference Keys keys,
            @Reference Vault vault,
            @Reference Resealing resealing,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.keys = keys;
        this.vault = vault;
        this.resealing = resealing;
        this.clock = clock;
        metrics.describe("rostrum.vault.shut", "Whether secrets cannot be opened: 1 if so, otherwise 0");
        metrics.describe("rostrum.vault.old.keys", "Older keys that secrets are still sealed with");
        metrics.describe("rostrum.vault.key.age.seconds", "How long ago the newest key was made");
        this.gauges = new Metrics.Gauge[] {
            metrics.gauge("rostrum.vault.shut", () -> keys.standing().fault() == null ? 0 : 1),
            metrics.gauge(
                    "rostrum.vault.old.keys", () -> keys.standing().pending().size()),
            metrics.gauge("rostrum.vault.key.age.seconds", this::ageSeconds)
        };
    }

    @Deactivate
    void close() {
        for (Metrics.Gauge gauge : gauges) {
            gauge.close();
        }
    }

    private double ageSeconds() {
        return keys.standing().rows().stream()
                .filter(row -> row.state() == KeyTable.State.NEWEST)
                .mapToDouble(row -> row.made() == null
                        ? 0
                        : Duration.between(row.made(), clock.instant()).toSeconds())
                .findFirst()
                .orElse(0);
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        try {
            Standing now = keys.look();
            if (now.fault() != null) {
                log.critical("{} {}", now.fault().getMessage(), now.fault().remedy());
            }
            log.info(
                    "Last sealed {}, last opened {}; newest key {}",
                    since(vault.lastSealed()),
                    since(vault.lastOpened()),
                    now.ids(KeyTable.State.NEWEST));
            Set<String> pending = now.pending();
            String obstacle = resealing.waitsFor();
            if (!pending.isEmpty() && obstacle != null) {
                log.warn("The change of keys is not done, and {} still in use: {}", pending, obstacle);
            } else if (!pending.isEmpty()) {
                log.info("Values are sealed again; {} still in use", pending);
            }
            Set<String> lost = now.ids(KeyTable.State.LOST);
            lost.removeIf(now.ring()::has);
            if (!lost.isEmpty()) {
                log.info("What was sealed with {} is lost until it is entered again", lost);
            }
        } catch (RuntimeException failure) {
            log.critical("The keys cannot be looked at: {}", failure.getMessage());
        }
        return new Result(log);
    }

    private static Object since(@Nullable Instant time) {
        return time == null ? "never since this start" : time;
    }
}
