package org.rostrum.channels.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.security.Access;
import org.rostrum.channels.JdbcChannels;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each channel whose connector can listen asked in time. One instance per channel; a channel whose connector is not there
 * waits. The instance is put off for longer than a poll can take before the poll begins on another thread, and set to the right
 * time when it ends: whatever becomes of this server meanwhile, the channel is asked again, and never by two at once.
 */
@Component(service = TimedTask.class, configurationPid = "org.rostrum.channels.polling")
@Designate(ocd = PollConfig.class)
public final class PollTask implements TimedTask {
    static final String NAME = "poll-channel";
    /** Longer than a turn and a call that hangs take together. */
    static final Duration LEASE = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(PollTask.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final Duration WITHOUT_CONNECTOR = Duration.ofMinutes(1);
    private static final Duration LEAST_WITHOUT_CONNECTOR = Duration.ofSeconds(5);
    /** Between the beginnings of two polls of a channel that always has news. */
    private static final Duration LEAST_DISTANCE = Duration.ofSeconds(2);

    private final JdbcChannels channels;
    private final RunningConnectors running;
    private final Poll poll;
    private final AbilityLog log;
    private final TimedWork timedWork;
    private final Access access;
    private final Clock clock;
    private final Duration interval;
    private final PollThreads threads;
    private final Ending ending = new Ending();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private final Set<String> withNews = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    private final Runnable forget;
    private final Runnable forgetNews;
    private final Runnable forgetIntervals;

    @Activate
    public PollTask(
            @Reference JdbcChannels channels,
            @Reference RunningConnectors running,
            @Reference Poll poll,
            @Reference AbilityLog log,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Clock clock,
            @Reference Arrivals arrivals,
            PollConfig config) {
        this.channels = channels;
        this.running = running;
        this.poll = poll;
        this.log = log;
        this.timedWork = timedWork;
        this.access = access;
        this.clock = clock;
        this.interval = Duration.ofSeconds(Math.max(1, config.intervalSeconds()));
        this.threads = new PollThreads(config.atOnce(), config.atOncePerConnector());
        this.forget = running.tell((id, connector) -> came(id));
        this.forgetIntervals = channels.whenIntervalChanged(this::intervalChanged);
        this.forgetNews = arrivals.tell(this::arrived);
    }

    @Deactivate
    void close() {
        forget.run();
        forgetIntervals.run();
        forgetNews.run();
        List<String> waiting = threads.giveBack();
        access.runAsSystem("channels", () -> waiting.forEach(id -> timedWork.schedule(NAME, id, clock.instant(), "")));
        if (!ending.begin(LONGEST_END)) {
            LOG.warn("Polls that are storing what they were told have not ended within {}", LONGEST_END);
        }
        threads.close();
    }

    /** A new channel is asked at once, one that failed as soon as it has a new connector; all others keep their times. */
    private void came(String channelId) {
        access.runAsSystem("channels", () -> {
            if (running.find(channelId).filter(PollTask::listens).isEmpty()) {
                return;
            }
            Optional<AbilityLog.Entry> past = log.find(channelId, Ability.LISTEN);
            timedWork.scheduleIfAbsent(NAME, channelId, clock.instant(), "");
            boolean failed = past.isPresent() && past.get().failures() > 0 && !mustWait(past.get());
            if (past.isEmpty() || failed || missed.remove(channelId)) {
                timedWork.hurry(NAME, channelId);
            }
        });
    }

    private static boolean mustWait(AbilityLog.Entry past) {
        return past.category() == FailureCategory.RATE_LIMITED;
    }

    /** The present wait may be of days. */
    private void intervalChanged(String channelId) {
        access.runAsSystem("channels", () -> {
            if (log.find(channelId, Ability.LISTEN).filter(PollTask::mustWait).isEmpty()) {
                timedWork.hurry(NAME, channelId);
            }
        });
    }

    /** Many at once are one; a poll under way may have looked before. */
    private void arrived(String channelId) {
        if (!withNews.add(channelId)) {
            return;
        }
        access.runAsSystem("channels", () -> {
            if (channels.find(channelId).isEmpty()
                    || log.find(channelId, Ability.LISTEN)
                            .filter(PollTask::mustWait)
                            .isPresent()) {
                withNews.remove(channelId);
            } else {
                askSoon(channelId);
            }
        });
    }

    private void askSoon(String channelId) {
        Instant earliest = earliest(channelId);
        if (earliest.isAfter(clock.instant())) {
            timedWork.schedule(NAME, channelId, earliest, "");
        } else {
            timedWork.hurry(NAME, channelId);
        }
    }

    private Instant earliest(String channelId) {
        Instant last = begun.get(channelId);
        return last == null ? Instant.MIN : last.plus(LEAST_DISTANCE);
    }

    private static boolean listens(Connector connector) {
        try {
            return connector.abilities().contains(Ability.LISTEN);
        } catch (RuntimeException failure) {
            LOG.warn("A connector cannot say what it can", failure);
            return false;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Instant run(Execution execution) {
        return access.asSystem("channels", () -> begin(execution.key()));
    }

    private @Nullable Instant begin(String channelId) {
        Optional<Channel> channel = channels.find(channelId);
        if (channel.isEmpty() || channel.get().state() == Channel.State.PAUSED) {
            // a resumed channel gets a new connector, which schedules the next poll
            missed.remove(channelId);
            withNews.remove(channelId);
            begun.remove(channelId);
            threads.forget(channelId);
            return null;
        }
        Optional<Connector> connector = running.find(channelId);
        if (connector.isEmpty()) {
            missed.add(channelId);
            return clock.instant().plus(withoutConnector(channelId));
        }
        if (!listens(connector.get())) {
            return null;
        }
        PollThreads.Begun begun = threads.begin(new PollThreads.Job(
                channel.get().connector(),
                channelId,
                standing(channelId),
                () -> work(channelId),
                () -> putOff(channelId),
                () -> askAgain(channelId)));
        return switch (begun) {
            case BEGUN, AT_WORK -> clock.instant().plus(LEASE);
            case FULL ->
            // its turn comes: soon if it is looked at often, later if there are many
            clock.instant()
                    .plusMillis(500
                            + ThreadLocalRandom.current()
                                    .nextLong(1
                                            + threads.expectedWaitMillis(
                                                    channel.get().connector())));
        };
    }

    private boolean isWell(String channelId) {
        return log.find(channelId, Ability.LISTEN)
                .filter(past -> past.failures() > 0)
                .isEmpty();
    }

    private PollThreads.Standing standing(String channelId) {
        return log.find(channelId, Ability.LISTEN)
                .map(past -> past.failures() > 0 ? PollThreads.Standing.ILL : PollThreads.Standing.WELL)
                .orElse(PollThreads.Standing.NEW);
    }

    private void work(String channelId) {
        if (!ending.enter()) {
            // given back, or the lease runs out
            return;
        }
        try {
            poll(channelId);
        } finally {
            ending.leave();
        }
    }

    /** What has waited may be another channel by now, or none. */
    private void poll(String channelId) {
        access.runAsSystem("channels", () -> {
            Optional<Channel> channel = channels.find(channelId).filter(found -> found.state() == Channel.State.ACTIVE);
            Optional<Connector> connector = running.find(channelId);
            if (channel.isEmpty() || connector.isEmpty()) {
                // the next run ends it, or waits for the connector
                timedWork.schedule(NAME, channelId, clock.instant(), "");
                return;
            }
            begun.put(channelId, clock.instant());
            withNews.remove(channelId);
            Instant next = poll.of(channel.get(), connector.get(), every(channelId), ending);
            if (withNews.contains(channelId) && isWell(channelId)) {
                Instant soon = earliest(channelId);
                next = soon.isBefore(next) ? soon : next;
            }
            // removed or paused meanwhile, perhaps: then the next run ends it
            timedWork.schedule(NAME, channelId, next, "");
        });
    }

    /** Another server may have the plugin: a channel that is asked often must not wait for long because this one had its turn. */
    private Duration withoutConnector(String channelId) {
        Duration half = every(channelId).dividedBy(2);
        Duration wait = half.compareTo(WITHOUT_CONNECTOR) < 0 ? half : WITHOUT_CONNECTOR;
        return wait.compareTo(LEAST_WITHOUT_CONNECTOR) < 0 ? LEAST_WITHOUT_CONNECTOR : wait;
    }

    private Duration every(String channelId) {
        return channels.pollSeconds(channelId).map(Duration::ofSeconds).orElse(interval);
    }

    /** Whoever asked while it was at work was told to come again when the lease is over. */
    private void askAgain(String channelId) {
        if (!ending.enter()) {
            return;
        }
        try {
            access.runAsSystem("channels", () -> {
                Optional<AbilityLog.Entry> failed =
                        log.find(channelId, Ability.LISTEN).filter(past -> past.failures() > 0);
                if (failed.isEmpty()) {
                    askSoon(channelId);
                } else if (failed.get().retryAt() != null) {
                    timedWork.schedule(NAME, channelId, failed.get().retryAt(), "");
                }
            });
        } finally {
            ending.leave();
        }
    }

    private void putOff(String channelId) {
        access.runAsSystem(
                "channels",
                () -> timedWork.schedule(NAME, channelId, clock.instant().plusSeconds(1), ""));
    }
}
