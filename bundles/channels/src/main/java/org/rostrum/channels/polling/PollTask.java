package org.rostrum.channels.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the connector of each channel for what is new and stores it together with the cursor. One instance per channel; a
 * channel whose connector is not installed waits.
 */
@Component(service = TimedTask.class, configurationPid = "org.rostrum.channels.polling")
@Designate(ocd = PollConfig.class)
public final class PollTask implements TimedTask {
    static final String NAME = "poll-channel";
    private static final Logger LOG = LoggerFactory.getLogger(PollTask.class);
    private static final int MOST_FETCHES = 50;
    private static final Duration WITHOUT_CONNECTOR = Duration.ofMinutes(1);

    private final Map<String, Connector> connectors = new ConcurrentHashMap<>();
    private final ChannelService channels;
    private final Archive archive;
    private final PollLog log;
    private final TimedWork timedWork;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final Duration interval;

    @Activate
    public PollTask(
            @Reference ChannelService channels,
            @Reference Archive archive,
            @Reference PollLog log,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock,
            PollConfig config) {
        this.channels = channels;
        this.archive = archive;
        this.log = log;
        this.timedWork = timedWork;
        this.access = access;
        this.metrics = metrics;
        metrics.describe("rostrum.channels.poll.failures", "Polls of a channel that failed, by category of failure");
        metrics.describe("rostrum.channels.fetched", "Activities fetched from channels and stored, by connector");
        this.clock = clock;
        this.interval = Duration.ofSeconds(Math.max(1, config.intervalSeconds()));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addConnector(Connector connector, Map<String, Object> properties) {
        Object channel = properties.get(Connector.CHANNEL);
        if (channel instanceof String id) {
            connectors.put(id, connector);
            access.runAsSystem("channels", () -> {
                timedWork.scheduleIfAbsent(NAME, id, clock.instant(), "");
                timedWork.hurry(NAME, id);
            });
        } else {
            LOG.warn("A connector without the property {} is not polled: {}", Connector.CHANNEL, properties);
        }
    }

    void removeConnector(Connector connector, Map<String, Object> properties) {
        if (properties.get(Connector.CHANNEL) instanceof String id) {
            connectors.remove(id, connector);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public @Nullable Instant run(Execution execution) {
        return access.asSystem("channels", () -> poll(execution.key()));
    }

    private @Nullable Instant poll(String channelId) {
        Optional<Channel> channel = channels.find(channelId);
        if (channel.isEmpty() || channel.get().state() == Channel.State.PAUSED) {
            // a resumed channel gets a new connector, which schedules the next poll
            return null;
        }
        Connector connector = connectors.get(channelId);
        if (connector == null) {
            return clock.instant().plus(WITHOUT_CONNECTOR);
        }
        try {
            Duration wanted = fetchAll(channel.get(), connector);
            log.succeeded(channelId, clock.instant());
            return clock.instant().plus(wanted.compareTo(interval) > 0 ? wanted : interval);
        } catch (DeliveryException failure) {
            int failures = log.failed(channelId, clock.instant(), failure.category(), message(failure));
            metrics.count(
                    "rostrum.channels.poll.failures",
                    1,
                    "category",
                    failure.category().name());
            return retryAt(failure, failures);
        } catch (RuntimeException failure) {
            LOG.error("Polling channel {} failed", channelId, failure);
            int failures = log.failed(channelId, clock.instant(), FailureCategory.UNKNOWN_OUTCOME, message(failure));
            return clock.instant().plus(backOff(failures));
        }
    }

    private Duration fetchAll(Channel channel, Connector connector) throws DeliveryException {
        Duration nextPoll = Duration.ZERO;
        for (int i = 0; i < MOST_FETCHES; i++) {
            Fetched fetched = connector.fetch(archive.cursor(channel.id()).orElse(null));
            List<Intake.Entry> entries = fetched.activities().stream()
                    .map(activity -> new Intake.Entry(channel.accountId(), channel.id(), connector.network(), activity))
                    .toList();
            IntakeResult result =
                    archive.append(new Intake(entries, new Intake.Cursor(channel.id(), fetched.cursor())));
            metrics.count("rostrum.channels.fetched", result.stored(), "connector", channel.connector());
            nextPoll = fetched.nextPoll();
            if (!fetched.more()) {
                break;
            }
        }
        return nextPoll;
    }

    private Instant retryAt(DeliveryException failure, int failures) {
        Instant asked = failure.retryAt();
        return switch (failure.category()) {
            case RATE_LIMITED -> asked == null ? clock.instant().plus(backOff(failures)) : asked;
            case UNAVAILABLE, UNKNOWN_OUTCOME -> clock.instant().plus(backOff(failures));
            case AUTH_EXPIRED, REJECTED, UNSUPPORTED -> clock.instant().plus(Duration.ofMinutes(30));
        };
    }

    /** 10 s, 20 s, 40 s … one hour, each up to a quarter longer so that channels do not come all at once. */
    private static Duration backOff(int failures) {
        long seconds = Math.min(3600, 10L << Math.min(Math.max(failures - 1, 0), 9));
        return Duration.ofMillis(seconds * 1000 + ThreadLocalRandom.current().nextLong(seconds * 250 + 1));
    }

    private static String message(Exception failure) {
        String text = failure.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }
}
