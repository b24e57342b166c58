package org.rostrum.delivery.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how hand-overs and look-ups ended, and decides by the category of a failure what follows. */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    /** Has the lanes of an adapter looked at, because it can be called again. */
    interface Reopened {
        void reopened(DeliveryTarget target);
    }

    /** Until what failed with a target that was replaced meanwhile is tried with the new one. */
    private static final Duration REPLACED = Duration.ofSeconds(1);

    private final Database database;
    private final Targets targets;
    private final RetryPolicy policy;
    private final Listeners listeners;
    private final Metrics metrics;
    private final Clock clock;
    private final Reopened reopened;

    Endings(
            Database database,
            Targets targets,
            RetryPolicy policy,
            Listeners listeners,
            Metrics metrics,
            Clock clock,
            Reopened reopened) {
        this.database = database;
        this.targets = targets;
        this.policy = policy;
        this.listeners = listeners;
        this.metrics = metrics;
        metrics.describe("rostrum.delivery.delivered", "Deliveries that arrived, by kind");
        metrics.describe(
                "rostrum.delivery.dead",
                "Deliveries given up and put among the dead letters, by kind and category of failure");
        this.clock = clock;
        this.reopened = reopened;
    }

    /** The other side can be called. */
    void answered(DeliveryTarget target, Circuit circuit) {
        if (circuit.answered()) {
            LOG.info("The adapter {} can be called again", target.adapter());
            reopened.reopened(target);
        }
    }

    void delivered(StoredDelivery row, DeliveryReceipt raw) {
        DeliveryReceipt receipt = fitting(row, raw);
        Instant now = clock.instant();
        boolean done;
        try {
            done = database.transaction(connection -> {
                boolean ours = DeliveryWriter.delivered(connection, row, receipt, now);
                if (ours) {
                    end(connection, row, row.ended(Delivery.State.DELIVERED, now, receipt, null, null), now);
                }
                return ours;
            });
        } catch (RuntimeException failure) {
            // it must not be sent again because of this: only the telling is repeated
            LOG.error("Delivery {} has arrived, but writing that failed; it is tried again", row.id(), failure);
            database.transact(connection -> DeliveryWriter.arrived(
                    connection,
                    row,
                    receipt,
                    "It has arrived; telling those who wait for it failed ("
                            + failure.getClass().getSimpleName() + ") and is tried again.",
                    now.plus(policy.backOff(row.failures() + 1))));
            return;
        }
        if (done) {
            metrics.count("rostrum.delivery.delivered", 1, "kind", row.request().kind());
        } else {
            LOG.warn("Delivery {} was ended by another node meanwhile", row.id());
        }
    }

    private static DeliveryReceipt fitting(StoredDelivery row, DeliveryReceipt receipt) {
        String id = receipt.externalId();
        String url = receipt.externalUrl();
        if (id.length() <= 1000 && (url == null || url.length() <= 2000)) {
            return receipt;
        }
        LOG.warn("The adapter gave delivery {} an id or address that is too long to be kept whole", row.id());
        // half an address leads nowhere
        return new DeliveryReceipt(
                id.length() > 1000 ? id.substring(0, 1000) : id, url != null && url.length() > 2000 ? null : url);
    }

    private void end(Connection connection, StoredDelivery row, Delivery ended, Instant now) throws SQLException {
        if (row.delivery().attempts() > 1 || row.failures() > 0 || row.inDoubt() || row.arrived()) {
            DeliveryWriter.releaseLater(connection, row, now);
        }
        listeners.finished(ended);
    }

    /** @return whether the circuit was told how the other side is */
    boolean failed(StoredDelivery row, DeliveryTarget target, Circuit circuit, DeliveryException failure) {
        if (failure.category() == FailureCategory.UNKNOWN_OUTCOME && !target.canFind()) {
            dead(
                    row,
                    FailureCategory.UNKNOWN_OUTCOME,
                    message(failure) + " Whether it arrived is unknown, and the adapter \"" + target.adapter()
                            + "\" cannot look it up. See on the other side: discard it if it arrived, replay it if it"
                            + " did not.",
                    true);
            return false;
        }
        boolean inDoubt = failure.category() == FailureCategory.UNKNOWN_OUTCOME;
        return follow(row, target, circuit, failure, failure.category(), inDoubt);
    }

    /** @return whether the circuit was told how the other side is */
    boolean lookUpFailed(StoredDelivery row, DeliveryTarget target, Circuit circuit, DeliveryException failure) {
        // that it cannot be looked up now changes nothing about the doubt
        FailureCategory category =
                switch (failure.category()) {
                    case UNAVAILABLE, UNKNOWN_OUTCOME -> FailureCategory.UNAVAILABLE;
                    case AUTH_EXPIRED, RATE_LIMITED, REJECTED, UNSUPPORTED -> failure.category();
                };
        return follow(row, target, circuit, failure, category, true);
    }

    private boolean follow(
            StoredDelivery row,
            DeliveryTarget target,
            Circuit circuit,
            DeliveryException failure,
            FailureCategory category,
            boolean inDoubt) {
        Instant now = clock.instant();
        Instant first = row.firstFailure() == null ? now : row.firstFailure();
        String error = inDoubt ? "Whether it arrived is unknown. " + message(failure) : message(failure);
        FailureCategory shown = inDoubt ? FailureCategory.UNKNOWN_OUTCOME : category;
        RetryPolicy.Decision decision = policy.decide(category, failure.retryAt(), row.failures() + 1, first, now);
        // what failed because of old settings is tried with the new ones at once
        boolean replaced = (category == FailureCategory.UNAVAILABLE || category == FailureCategory.AUTH_EXPIRED)
                && !targets.has(target);
        if (decision instanceof RetryPolicy.Decision.Again again) {
            Instant at = replaced ? now.plus(REPLACED) : again.at();
            boolean kept = database.transaction(connection ->
                    DeliveryWriter.retry(connection, row, shown, error, inDoubt, again.counts(), at, now));
            if (!kept) {
                LOG.warn("Delivery {} was ended by another node meanwhile", row.id());
            }
            LOG.info("Delivery {} by {}: {}, next try at {}", row.id(), target.adapter(), category, at);
        } else if (decision instanceof RetryPolicy.Decision.GiveUp end) {
            dead(row, shown, error + " " + end.why(), inDoubt);
        }
        return !replaced && tell(circuit, target, category, decision, message(failure));
    }

    private boolean tell(
            Circuit circuit,
            DeliveryTarget target,
            FailureCategory category,
            RetryPolicy.Decision decision,
            String error) {
        return switch (category) {
            case REJECTED, UNSUPPORTED -> {
                answered(target, circuit);
                yield true;
            }
            case AUTH_EXPIRED, RATE_LIMITED, UNAVAILABLE -> {
                Instant at = decision instanceof RetryPolicy.Decision.Again again ? again.at() : clock.instant();
                circuit.failed(category, at, error);
                yield true;
            }
                // one call without an answer says little about the next
            case UNKNOWN_OUTCOME -> false;
        };
    }

    private static String message(DeliveryException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.category().name() : message;
    }

    void dead(StoredDelivery row, FailureCategory category, String error, boolean inDoubt) {
        Instant now = clock.instant();
        boolean done;
        try {
            done = database.transaction(connection -> {
                boolean ours = DeliveryWriter.dead(connection, row, category, error, inDoubt, now);
                if (ours) {
                    DeliveryWriter.releaseLater(connection, row, now);
                    listeners.finished(row.ended(Delivery.State.DEAD, now, null, category, error));
                }
                return ours;
            });
        } catch (RuntimeException failure) {
            LOG.error("Writing that delivery {} is given up failed; it is tried again", row.id(), failure);
            Instant later = now.plus(policy.backOff(row.failures() + 1));
            database.transact(
                    connection -> DeliveryWriter.retry(connection, row, category, error, inDoubt, true, later, now));
            return;
        }
        if (done) {
            LOG.warn("Delivery {} waits on the dead-letter desk: {}", row.id(), category);
            metrics.count("rostrum.delivery.dead", 1, "kind", row.request().kind(), "category", category.name());
        } else {
            LOG.warn("Delivery {} was ended by another node meanwhile", row.id());
        }
    }
}
