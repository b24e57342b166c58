package org.rostrum.channels.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.connectors.Turns;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands calls of networks to the connectors of their channels, and stores what they bring before they are answered. Callers are
 * told no more than they need: anybody may call.
 */
@Component(service = Webhooks.class)
public final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int PER_MINUTE = 1_200;
    private static final int PER_MINUTE_TOGETHER = 12_000;
    /** Refused calls of one address: calls with wrong signatures must not use up what the network itself has. */
    private static final int REFUSED_PER_MINUTE = 120;
    /** Networks wait for seconds, not for a minute. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ChannelService channels;
    private final RunningConnectors running;
    private final ConnectorCalls calls;
    private final Archive archive;
    private final AbilityLog log;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final Turns turns;
    private final Turns refusals;

    @Activate
    public Webhooks(
            @Reference ChannelService channels,
            @Reference RunningConnectors running,
            @Reference ConnectorCalls calls,
            @Reference Archive archive,
            @Reference AbilityLog log,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.channels = channels;
        this.running = running;
        this.calls = calls;
        this.archive = archive;
        this.log = log;
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        metrics.describe("rostrum.channels.webhooks", "Calls of networks, by connector and outcome");
        this.turns = new Turns(clock, Duration.ofMinutes(1), PER_MINUTE, PER_MINUTE_TOGETHER);
        this.refusals = new Turns(clock, Duration.ofMinutes(1), REFUSED_PER_MINUTE, Integer.MAX_VALUE);
    }

    /** Makes the call once it is known that somebody would take it. */
    @FunctionalInterface
    public interface Call {
        WebhookCall read();
    }

    /**
     * @throws Problem NOT_FOUND when no channel takes calls at this address; UNAVAILABLE when it does not now; UNAUTHENTICATED or
     *     FORBIDDEN when its connector refuses the call; TOO_MANY_REQUESTS
     */
    public Received receive(String channelId, Call call) {
        String address = Objects.requireNonNullElse(access.caller().address(), "");
        refusals.check(address);
        return access.asSystem("webhooks", () -> take(channelId, call, address));
    }

    private Received take(String channelId, Call call, String address) {
        Channel channel = channels.find(channelId)
                // nothing runs for it ever, and nobody need know that there is one
                .filter(found -> !found.connector().equals(ConnectorKinds.IMPORT))
                .orElseThrow(Webhooks::unknown);
        Optional<Connector> connector = running.find(channelId);
        if (channel.state() == Channel.State.PAUSED || connector.isEmpty()) {
            throw later();
        }
        if (!connector.get().abilities().contains(Ability.WEBHOOK)) {
            throw unknown();
        }
        turns.check(channelId);
        WebhookCall read = call.read();
        try {
            Received received = calls.call(channel.connector(), true, LONGEST, () -> quietly(connector.get(), read));
            store(channel, connector.get(), received);
            if (received.status() < 400) {
                turns.count(channelId);
                log.succeeded(channelId, Ability.WEBHOOK, clock.instant());
                count(channel, "taken");
            } else {
                // not of the channel's making: anybody may send anything here
                refusals.count(address);
                count(channel, "refused");
            }
            return received;
        } catch (DeliveryException failure) {
            switch (failure.category()) {
                case AUTH_EXPIRED, REJECTED, UNSUPPORTED -> refusals.count(address);
                default -> turns.count(channelId);
            }
            throw refused(channel, failure);
        }
    }

    /** What a connector throws may quote what came. */
    private static Received quietly(Connector connector, WebhookCall call) throws DeliveryException {
        try {
            return connector.receive(call);
        } catch (RuntimeException failure) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The connector failed in a way it should not: "
                            + failure.getClass().getName() + at(failure) + ".",
                    null);
        }
    }

    private static String at(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    private void store(Channel channel, Connector connector, Received received) {
        if (received.activities().isEmpty()) {
            return;
        }
        List<Intake.Entry> entries = received.activities().stream()
                .map(activity -> new Intake.Entry(channel.accountId(), channel.id(), connector.network(), activity))
                .toList();
        IntakeResult result = archive.append(new Intake(entries, null));
        metrics.count("rostrum.channels.fetched", result.stored(), "connector", channel.connector());
    }

    private Problem refused(Channel channel, DeliveryException failure) {
        count(channel, failure.category().name().toLowerCase(Locale.ROOT));
        return switch (failure.category()) {
                // not of the channel's making: anybody may send anything here
            case AUTH_EXPIRED -> Problem.of(Problem.Kind.UNAUTHENTICATED, "The call was refused.");
            case REJECTED -> Problem.of(Problem.Kind.FORBIDDEN, "The call was refused.");
            case UNSUPPORTED -> unknown();
            case RATE_LIMITED -> Problem.of(Problem.Kind.TOO_MANY_REQUESTS, "Too many calls.")
                    .withRetryAfter(60);
            case UNAVAILABLE, UNKNOWN_OUTCOME -> {
                LOG.warn("A call to channel {} could not be taken: {}", channel.id(), failure.getMessage());
                log.failed(
                        channel.id(),
                        Ability.WEBHOOK,
                        clock.instant(),
                        failure.category(),
                        String.valueOf(failure.getMessage()),
                        failures -> null);
                yield later();
            }
        };
    }

    private void count(Channel channel, String outcome) {
        metrics.count("rostrum.channels.webhooks", 1, "connector", channel.connector(), "outcome", outcome);
    }

    private static Problem unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "Nobody takes calls here.");
    }

    private static Problem later() {
        return Problem.of(Problem.Kind.UNAVAILABLE, "Calls are not taken now.")
                .withRemedy("Come again later.")
                .withRetryAfter(60);
    }
}
