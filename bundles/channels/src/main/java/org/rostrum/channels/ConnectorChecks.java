package org.rostrum.channels;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.channels.connectors.ConnectorFailures;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.Definition;
import org.rostrum.channels.connectors.DraftChannels;
import org.rostrum.channels.connectors.Masked;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.connectors.Turns;
import org.rostrum.channels.secret.ChannelSecrets;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;

/** Has connectors find out whether their settings and credentials are right. */
@Component(service = ConnectorChecks.class)
public final class ConnectorChecks {
    private static final Duration UNTIL_IT_RUNS = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int AT_ONCE = 4;
    private static final int PER_MINUTE = 6;
    private static final int PER_MINUTE_TOGETHER = 60;

    private final JdbcChannels channels;
    private final ConnectorKinds kinds;
    private final ConnectorConfigurations configurations;
    private final RunningConnectors running;
    private final ConnectorFailures failures;
    private final ConnectorCalls calls;
    private final DraftChannels drafts;
    private final ChannelSecrets secrets;
    private final Database database;
    private final Access access;
    private final Turns turns;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    @Activate
    public ConnectorChecks(
            @Reference JdbcChannels channels,
            @Reference ConnectorKinds kinds,
            @Reference ConnectorConfigurations configurations,
            @Reference RunningConnectors running,
            @Reference ConnectorFailures failures,
            @Reference ConnectorCalls calls,
            @Reference DraftChannels drafts,
            @Reference ChannelSecrets secrets,
            @Reference ChannelTables tables,
            @Reference Access access,
            @Reference Clock clock) {
        this.channels = channels;
        this.kinds = kinds;
        this.configurations = configurations;
        this.running = running;
        this.failures = failures;
        this.calls = calls;
        this.drafts = drafts;
        this.secrets = secrets;
        this.database = tables.database();
        this.access = access;
        this.turns = new Turns(clock, Duration.ofMinutes(1), PER_MINUTE, PER_MINUTE_TOGETHER);
    }

    /**
     * What a check found.
     *
     * @param who we are on the network; null unless all is right
     * @param category null when all is right
     * @param message what is wrong, in words without secrets; null when all is right
     * @param abilities what the channel can do
     */
    public record Outcome(
            boolean ok,
            @Nullable String who,
            @Nullable FailureCategory category,
            @Nullable String message,
            List<Ability> abilities) {
        static Outcome failed(FailureCategory category, String message) {
            return new Outcome(false, null, category, message, List.of());
        }
    }

    /**
     * Of a channel, by its running connector.
     *
     * @throws Problem NOT_FOUND when there is no such channel; TOO_MANY_REQUESTS when this was asked for too often
     */
    public Outcome channel(String id) {
        Reach reach = access.requireSomewhere("channels:write");
        Channel channel = access.asSystem("channels", () -> channels.find(id))
                .filter(found -> reach.covers(found.accountId()))
                .orElseThrow(() -> Problem.notFound("channel", id));
        turns.take("channel/" + id);
        Optional<Connector> connector = running.find(id);
        if (connector.isEmpty()) {
            return Outcome.failed(FailureCategory.UNAVAILABLE, whyNot(channel));
        }
        Collection<String> known = secretsOf(id);
        return oneOfFew(() -> ask(channel.connector(), connector.get(), known));
    }

    private String whyNot(Channel channel) {
        if (channel.connector().equals(ConnectorKinds.IMPORT)) {
            return "Files are imported into this channel; it has no connection.";
        }
        if (channel.state() == Channel.State.PAUSED) {
            return "The channel is paused: resume it, then check it again.";
        }
        return kinds.find(channel.connector()).isEmpty()
                ? "No plugin that brings the connector \"" + channel.connector() + "\" is installed."
                : noneCame(channel.connector(), channel.id(), () -> secretsOf(channel.id()));
    }

    private Collection<String> secretsOf(String channelId) {
        return database.read(connection -> secrets.open(connection, channelId)).values();
    }

    private String noneCame(String type, String channelId, Supplier<Collection<String>> known) {
        return failures.find(type, channelId, known).orElse("No connector came of the settings; the log says why.");
    }

    /**
     * Of settings that are not kept: a connector runs for as long as this takes.
     *
     * @throws Problem INVALID when the connector is not installed or refuses the settings; TOO_MANY_REQUESTS
     */
    public Outcome draft(String connector, Map<String, ? extends @Nullable String> settings) {
        access.requireSomewhere("channels:write");
        Definition definition = kinds.installed(connector).definition();
        SplitSettings given = SplitSettings.of(definition, settings);
        SplitSettings read = SplitSettings.of(definition, kinds.check(connector, given.together()));
        turns.take("connector/" + connector);
        return oneOfFew(() -> {
            String id = drafts.open(read.secrets());
            try {
                configurations.start(id, connector, read.plain());
                Optional<Connector> came = await(connector, id);
                return came.isEmpty()
                        ? Outcome.failed(FailureCategory.UNAVAILABLE, noneCame(connector, id, read.secrets()::values))
                        : ask(connector, came.get(), read.secrets().values());
            } finally {
                configurations.remove(id);
                drafts.close(id);
            }
        });
    }

    /** Until the connector is there, has failed, or took too long. */
    private Optional<Connector> await(String type, String id) {
        long end = System.nanoTime() + UNTIL_IT_RUNS.toNanos();
        try {
            Optional<Connector> came = running.await(id, LOOK);
            while (came.isEmpty()
                    && System.nanoTime() < end
                    && failures.find(type, id, List::of).isEmpty()) {
                came = running.await(id, LOOK);
            }
            return came;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Outcome oneOfFew(Supplier<Outcome> check) {
        if (!atOnce.tryAcquire()) {
            throw Problem.of(Problem.Kind.TOO_MANY_REQUESTS, AT_ONCE + " connections are being checked already.")
                    .withRemedy("Come again in some seconds.")
                    .withRetryAfter(5);
        }
        try {
            return check.get();
        } finally {
            atOnce.release();
        }
    }

    private Outcome ask(String type, Connector connector, Collection<String> known) {
        try {
            return calls.call(type, true, LONGEST, () -> {
                String who = connector.check();
                Set<Ability> abilities = connector.abilities();
                return new Outcome(true, Masked.text(who, known), null, null, List.copyOf(new TreeSet<>(abilities)));
            });
        } catch (DeliveryException wrong) {
            return Outcome.failed(wrong.category(), Masked.text(String.valueOf(wrong.getMessage()), known));
        }
    }
}
