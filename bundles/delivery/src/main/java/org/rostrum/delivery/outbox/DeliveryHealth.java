package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.delivery.DeliveryFigures;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Reach;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.timed.DbSchedulerWork;
import org.rostrum.delivery.timed.Pool;

/** Tells how deliveries and timed work fare. */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=delivery", "hc.tags=ready"})
public final class DeliveryHealth implements HealthCheck {
    private static final int MOST_NAMED = 10;
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Duration STUCK = Duration.ofMinutes(5);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final DeliveryTables tables;
    private final Dispatcher dispatcher;
    private final DbSchedulerWork work;
    private final Clock clock;
    private final Metrics.Gauge[] gauges;
    private @Nullable DeliveryFigures figures;
    private Instant taken = Instant.MIN;

    @Activate
    public DeliveryHealth(
            @Reference DeliveryTables tables,
            @Reference Dispatcher dispatcher,
            @Reference DbSchedulerWork work,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.tables = tables;
        this.dispatcher = dispatcher;
        this.work = work;
        this.clock = clock;
        metrics.describe("rostrum.delivery.waiting", "Deliveries that wait to be sent");
        metrics.describe("rostrum.delivery.sending", "Deliveries that are being sent");
        metrics.describe("rostrum.delivery.deadletters", "Dead letters that wait for somebody to decide");
        metrics.describe(
                "rostrum.delivery.oldest.seconds", "How long the oldest waiting delivery has waited, in seconds");
        metrics.describe("rostrum.delivery.paused.adapters", "Adapters to which nothing is sent for the time being");
        this.gauges = new Metrics.Gauge[] {
            metrics.gauge("rostrum.delivery.waiting", () -> figures().waiting()),
            metrics.gauge("rostrum.delivery.sending", () -> figures().sending()),
            metrics.gauge("rostrum.delivery.deadletters", () -> figures().dead()),
            metrics.gauge("rostrum.delivery.oldest.seconds", this::oldestSeconds),
            metrics.gauge(
                    "rostrum.delivery.paused.adapters", () -> figures().pauses().size())
        };
    }

    @Deactivate
    void close() {
        for (Metrics.Gauge gauge : gauges) {
            gauge.close();
        }
    }

    /** Several gauges are read at once, and the database need not be asked for each. */
    private synchronized DeliveryFigures figures() {
        Instant now = clock.instant();
        DeliveryFigures known = figures;
        if (known == null || taken.plus(FRESH).isBefore(now)) {
            known = Outbox.figures(tables.database(), Reach.EVERYWHERE, dispatcher.pauses());
            figures = known;
            taken = now;
        }
        return known;
    }

    private double oldestSeconds() {
        Instant oldest = figures().oldestWaiting();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        try {
            DeliveryFigures now = Outbox.figures(tables.database(), Reach.EVERYWHERE, dispatcher.pauses());
            tellDeliveries(log, now);
            if (now.waiting() > 0) {
                tellOrphans(log);
            }
            tellPauses(log, now);
            tellTimedWork(log);
            tellClock(log);
        } catch (RuntimeException failure) {
            log.critical("The outbox cannot be read: {}", failure.getMessage());
        }
        return new Result(log);
    }

    private static void tellDeliveries(FormattingResultLog log, DeliveryFigures now) {
        log.info(
                "Last delivered {}; {} waiting{}, {} being sent",
                now.lastDelivered() == null ? "never" : now.lastDelivered(),
                now.waiting(),
                now.oldestWaiting() == null ? "" : " (the oldest since " + now.oldestWaiting() + ")",
                now.sending());
        if (now.dead() > 0) {
            log.warn("{} on the dead-letter desk wait for a person", now.dead());
        }
    }

    private void tellOrphans(FormattingResultLog log) {
        for (Dispatcher.Orphans orphans : dispatcher.orphans()) {
            String queue = orphans.queue();
            log.warn(
                    "{} waiting for {}; {}",
                    orphans.waiting(),
                    queue.startsWith("*")
                            ? "an adapter that takes \"" + queue.substring(1) + "\", and none is here"
                            : "the adapter \"" + queue + "\", which is not here",
                    orphans.able().isEmpty()
                            ? "no other takes them either"
                            : "others that take such: "
                                    + String.join(
                                            ", ",
                                            orphans.able().stream()
                                                    .limit(MOST_NAMED)
                                                    .toList()));
        }
    }

    private static void tellPauses(FormattingResultLog log, DeliveryFigures now) {
        for (DeliveryFigures.Pause pause : now.pauses()) {
            if (pause.category() == FailureCategory.RATE_LIMITED) {
                log.info("Adapter {} waits until {}, as it was asked to", pause.adapter(), pause.until());
            } else if (pause.category() == FailureCategory.AUTH_EXPIRED) {
                log.warn(
                        "Adapter {}: the other side refuses our credentials since {}; renew them. It said: {}",
                        pause.adapter(),
                        pause.since(),
                        pause.error());
            } else {
                log.warn(
                        "Adapter {} cannot reach the other side since {}; next try {}. It said: {}",
                        pause.adapter(),
                        pause.since(),
                        pause.until(),
                        pause.error());
            }
        }
    }

    private void tellTimedWork(FormattingResultLog log) {
        Instant last = work.lastRun();
        log.info("Timed work last ended {}", last == null ? "before this start" : last);
        for (Pool pool : Pool.values()) {
            Duration late = work.lateness(pool);
            if (late.compareTo(LATE) < 0) {
                continue;
            }
            if (work.isBusy(pool)) {
                log.warn("All threads for {} work are busy; the oldest work is {} s late", pool, late.toSeconds());
            } else if (late.compareTo(STUCK) < 0) {
                log.warn("The oldest {} work is {} s late", pool, late.toSeconds());
            } else {
                log.critical("No {} work is begun, though it is due since {} s", pool, late.toSeconds());
            }
        }
    }

    private void tellClock(FormattingResultLog log) {
        Duration skew = work.clockSkew();
        if (skew.abs().compareTo(SKEW) > 0) {
            log.warn(
                    "The clock of this node is {} ms off the database's; nodes would take each other for dead",
                    skew.toMillis());
        }
    }
}
