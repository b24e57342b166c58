package org.rostrum.channels.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one channel for what is new and stores it together with the cursor. */
@Component(service = Poll.class)
public final class Poll {
    private static final Logger LOG = LoggerFactory.getLogger(Poll.class);
    private static final int MOST_FETCHES = 50;
    /** After that long others have their turn, however much there is. */
    private static final Duration TURN = Duration.ofSeconds(45);

    private final ConnectorCalls calls;
    private final RunningConnectors running;
    private final Budgets budgets;
    private final Archive archive;
    private final AbilityLog log;
    private final Metrics metrics;
    private final Clock clock;
    private final PollTimes times;

    @Activate
    public Poll(
            @Reference ConnectorCalls calls,
            @Reference RunningConnectors running,
            @Reference Budgets budgets,
            @Reference Archive archive,
            @Reference AbilityLog log,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.calls = calls;
        this.running = running;
        this.budgets = budgets;
        this.archive = archive;
        this.log = log;
        this.metrics = metrics;
        metrics.describe("rostrum.channels.fetched", "Activities fetched from channels and stored, by connector");
        metrics.describe("rostrum.channels.poll.failures", "Polls of a channel that failed, by category of failure");
        metrics.describe("rostrum.channels.poll.postponed", "Polls put off to keep a network's limits, by connector");
        this.clock = clock;
        this.times = new PollTimes(clock);
    }

    /**
     * Polls the channel, as far as its rate limits allow.
     *
     * @param interval between two polls of the channel
     * @param ending breaks it off, so that it shall be asked again at once
     * @return when to ask the channel again
     */
    Instant of(Channel channel, Connector connector, Duration interval, Ending ending) {
        try {
            return fetchAll(channel, connector, interval, ending);
        } catch (DeliveryException failure) {
            if (ending.isBegun()
                    || running.find(channel.id())
                            .filter(present -> present == connector)
                            .isEmpty()) {
                // its settings or its plugin were changed while it was asked: what that broke off is nobody's failure
                return clock.instant();
            }
            return failed(channel, failure);
        } catch (RuntimeException failure) {
            LOG.error("Polling channel {} failed", channel.id(), failure);
            return failed(channel, new DeliveryException(FailureCategory.UNAVAILABLE, message(failure), failure));
        }
    }

    private Instant fetchAll(Channel channel, Connector connector, Duration interval, Ending ending)
            throws DeliveryException {
        Instant end = clock.instant().plus(TURN);
        boolean asked = false;
        int brought = 0;
        try (Pages pages = new Pages(calls, channel, connector, ending)) {
            for (int i = 0; i < MOST_FETCHES && clock.instant().isBefore(end); i++) {
                Instant wait = pages.isAhead() ? null : budgets.take(channel, connector, Ability.LISTEN);
                if (wait != null) {
                    metrics.count("rostrum.channels.poll.postponed", 1, "connector", channel.connector());
                    if (asked) {
                        log.succeeded(channel.id(), Ability.LISTEN, clock.instant());
                    }
                    return times.notAllAtOnce(wait);
                }
                asked = true;
                Fetched fetched = pages.get(archive.cursor(channel.id()).orElse(null));
                if (fetched.more()
                        && i + 1 < MOST_FETCHES
                        && connector.canReadAhead()
                        && budgets.take(channel, connector, Ability.LISTEN) == null) {
                    pages.askAhead(fetched.cursor());
                }
                store(channel, connector, fetched);
                brought += fetched.activities().size();
                if (!fetched.more()) {
                    log.succeeded(channel.id(), Ability.LISTEN, clock.instant());
                    return times.afterSuccess(channel.id(), interval, fetched.nextPoll());
                }
            }
        }
        log.succeeded(channel.id(), Ability.LISTEN, clock.instant());
        // others are before it now; whoever says that there is more and has nothing is not asked without a pause
        return brought > 0 ? clock.instant() : clock.instant().plusSeconds(1);
    }

    private void store(Channel channel, Connector connector, Fetched fetched) {
        List<Intake.Entry> entries = fetched.activities().stream()
                .map(activity -> new Intake.Entry(channel.accountId(), channel.id(), connector.network(), activity))
                .toList();
        IntakeResult result = archive.append(new Intake(entries, new Intake.Cursor(channel.id(), fetched.cursor())));
        metrics.count("rostrum.channels.fetched", result.stored(), "connector", channel.connector());
    }

    private Instant failed(Channel channel, DeliveryException failure) {
        Instant[] next = new Instant[1];
        log.failed(channel.id(), Ability.LISTEN, clock.instant(), failure.category(), message(failure), failures -> {
            next[0] = times.afterFailure(failure, failures);
            return next[0];
        });
        metrics.count(
                "rostrum.channels.poll.failures",
                1,
                "category",
                failure.category().name());
        if (failure.category() == FailureCategory.RATE_LIMITED && failure.retryAt() != null) {
            budgets.refused(channel, failure.retryAt());
        }
        return next[0];
    }

    private static String message(Exception failure) {
        String text = failure.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }
}
