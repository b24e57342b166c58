package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one delivery one step further: looks it up if it may have arrived, else hands it over. That a hand-over begins is
 * committed before the adapter is called, so that it is never forgotten that a delivery may have arrived.
 */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration NO_TARGET = Duration.ofSeconds(30);

    private final Database database;
    private final Targets targets;
    private final Circuits circuits;
    private final TargetCalls calls;
    private final Endings endings;
    private final Metrics metrics;
    private final Clock clock;
    private final Node node;

    Sender(
            Database database,
            Targets targets,
            Circuits circuits,
            TargetCalls calls,
            Endings endings,
            Metrics metrics,
            Clock clock,
            Node node) {
        this.database = database;
        this.targets = targets;
        this.circuits = circuits;
        this.calls = calls;
        this.endings = endings;
        this.metrics = metrics;
        metrics.describe("rostrum.delivery.sent", "Time that one try to send a delivery took, by adapter and outcome");
        metrics.describe(
                "rostrum.delivery.lookups",
                "Questions to a target whether a delivery of unknown outcome had arrived, by adapter and outcome");
        this.clock = clock;
        this.node = node;
    }

    /**
     * Works on a delivery that is due.
     *
     * @return until when the whole queue must wait; empty when the next one may follow
     */
    Optional<Instant> work(StoredDelivery row) throws InterruptedException {
        if (row.arrived()) {
            Delivery delivery = row.delivery();
            DeliveryReceipt receipt =
                    new DeliveryReceipt(Objects.requireNonNull(delivery.externalId()), delivery.externalUrl());
            endings.delivered(full(row), receipt);
            return Optional.empty();
        }
        Optional<DeliveryTarget> target = targets.of(row);
        if (target.isEmpty()) {
            Instant later = clock.instant().plus(NO_TARGET);
            database.transact(connection -> DeliveryWriter.park(connection, row, later));
            return Optional.empty();
        }
        Circuit circuit = circuits.of(target.get().adapter());
        Optional<Instant> pause = circuit.ask();
        if (pause.isPresent()) {
            return pause;
        }
        boolean told = false;
        try {
            told = row.inDoubt() ? lookUp(row, target.get(), circuit) : send(row, target.get(), circuit);
        } finally {
            if (!told) {
                circuit.toldNothing();
            }
        }
        return Optional.empty();
    }

    private StoredDelivery full(StoredDelivery row) {
        return database.read(connection -> DeliveryReader.complete(connection, row));
    }

    /** @return whether the circuit was told how the other side is */
    private boolean lookUp(StoredDelivery part, DeliveryTarget target, Circuit circuit) throws InterruptedException {
        if (!target.canFind()) {
            if (part.resend()) {
                return send(part, target, circuit);
            }
            endings.dead(
                    full(part),
                    FailureCategory.UNKNOWN_OUTCOME,
                    explain(part) + " The adapter \"" + target.adapter() + "\" cannot look it up. See on the other side"
                            + " whether it arrived: discard it if it did, replay it if it did not.",
                    true);
            return false;
        }
        StoredDelivery row = full(part);
        Optional<DeliveryReceipt> found;
        try {
            found = calls.call(target.adapter(), () -> target.find(row.delivery()));
        } catch (DeliveryException failure) {
            metrics.count("rostrum.delivery.lookups", 1, "adapter", target.adapter(), "outcome", "failed");
            return endings.lookUpFailed(row, target, circuit, failure);
        }
        endings.answered(target, circuit);
        String outcome = found.isPresent() ? "found" : "absent";
        metrics.count("rostrum.delivery.lookups", 1, "adapter", target.adapter(), "outcome", outcome);
        if (found.isPresent()) {
            endings.delivered(row, found.get());
            return true;
        }
        send(row, target, circuit);
        return true;
    }

    private static String explain(StoredDelivery row) {
        String error = row.delivery().error();
        return error == null ? "It may have arrived." : error;
    }

    private boolean send(StoredDelivery part, DeliveryTarget target, Circuit circuit) throws InterruptedException {
        Optional<StoredDelivery> claimed = claim(part, target.adapter());
        if (claimed.isEmpty()) {
            return false;
        }
        StoredDelivery row = claimed.get();
        long began = System.nanoTime();
        String outcome = "unknown";
        try {
            DeliveryReceipt receipt = calls.call(target.adapter(), () -> target.deliver(row.delivery()));
            outcome = "delivered";
            endings.answered(target, circuit);
            endings.delivered(row, receipt);
            return true;
        } catch (DeliveryException failure) {
            outcome = failure.category().name().toLowerCase(Locale.ROOT);
            if (failure.getCause() != null) {
                LOG.warn("Delivery {} by {} failed: {}", row.id(), target.adapter(), outcome, failure.getCause());
            }
            return endings.failed(row, target, circuit, failure);
        } finally {
            metrics.time(
                    "rostrum.delivery.sent",
                    Duration.ofNanos(System.nanoTime() - began),
                    "adapter",
                    target.adapter(),
                    "outcome",
                    outcome);
        }
    }

    private Optional<StoredDelivery> claim(StoredDelivery part, String adapter) {
        return database.transaction(connection -> {
            Instant now = clock.instant();
            if (!DeliveryWriter.claim(connection, part, adapter, node.id(), now)) {
                DeliveryWriter.waitForEarlier(connection, part, now.plusSeconds(1));
                return Optional.empty();
            }
            return Optional.of(DeliveryReader.complete(connection, part).sending(adapter));
        });
    }
}
