package org.rostrum.channels.health;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.channels.ChannelTables;
import org.rostrum.channels.connectors.ConnectorFailures;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.secret.ChannelSecrets;
import org.rostrum.channels.secret.SecretsPlugin;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;

/** Says how channels fare, to those who look at one and to those who look after the server. */
@Component(
        service = {ChannelHealths.class, HealthCheck.class},
        property = {"hc.name=channels", "hc.tags=operations"})
public final class ChannelHealths implements HealthCheck {
    private final AbilityLog log;
    private final ConnectorKinds kinds;
    private final RunningConnectors running;
    private final SecretsPlugin secrets;
    private final ConnectorFailures failures;
    private final ChannelSecrets sealed;
    private final Database database;
    private final ChannelService channels;
    private final Access access;
    private final Clock clock;

    @Activate
    public ChannelHealths(
            @Reference AbilityLog log,
            @Reference ConnectorKinds kinds,
            @Reference RunningConnectors running,
            @Reference SecretsPlugin secrets,
            @Reference ConnectorFailures failures,
            @Reference ChannelSecrets sealed,
            @Reference ChannelTables tables,
            @Reference ChannelService channels,
            @Reference Access access,
            @Reference Clock clock) {
        this.log = log;
        this.kinds = kinds;
        this.running = running;
        this.secrets = secrets;
        this.failures = failures;
        this.sealed = sealed;
        this.database = tables.database();
        this.channels = channels;
        this.access = access;
        this.clock = clock;
    }

    public ChannelHealth of(Channel channel) {
        return of(channel, log.of(channel.id()));
    }

    /** Of a channel about whose past nothing is asked. */
    public ChannelHealth withoutLog(Channel channel) {
        return of(channel, List.of());
    }

    /** Of a page of channels, ordered by id. */
    public Function<Channel, ChannelHealth> of(CursorPage<Channel> page) {
        List<Channel> items = page.items();
        if (items.isEmpty()) {
            return this::withoutLog;
        }
        Map<String, List<AbilityLog.Entry>> entries =
                log.between(items.get(0).id(), items.get(items.size() - 1).id()).stream()
                        .collect(Collectors.groupingBy(AbilityLog.Entry::channelId));
        return channel -> of(channel, entries.getOrDefault(channel.id(), List.of()));
    }

    private ChannelHealth of(Channel channel, List<AbilityLog.Entry> entries) {
        Connector connector = running.find(channel.id()).orElse(null);
        ChannelHealth.State state = state(channel, connector != null);
        return ChannelHealth.of(
                state,
                state == ChannelHealth.State.RUNNING ? connector : null,
                reason(state, channel),
                lacks(channel).stream().toList(),
                entries);
    }

    /** For people: settings that the plugin came to need since the channel was made. */
    private Optional<String> lacks(Channel channel) {
        List<String> lacking = kinds.find(channel.connector())
                .map(kind -> kind.lacks(channel.settings()))
                .orElse(List.of());
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("Its connector cannot be without settings that the channel does not have: "
                        + String.join(", ", lacking) + ". Give them values.");
    }

    private @Nullable String reason(ChannelHealth.State state, Channel channel) {
        return switch (state) {
            case WAITING -> secrets.heldBecause(channel.id())
                    .or(() -> failure(channel))
                    .orElse("Its connector is about to start, or cannot do so with these settings (the log says why).");
            case NOT_INSTALLED -> "It waits for a plugin that brings the connector \"" + channel.connector() + "\".";
            case RUNNING, PAUSED, NO_CONNECTOR -> null;
        };
    }

    private Optional<String> failure(Channel channel) {
        try {
            return failures.find(channel.connector(), channel.id(), () -> database.read(
                            connection -> sealed.open(connection, channel.id()))
                    .values());
        } catch (Problem shut) {
            return Optional.of(shut.detail());
        }
    }

    private ChannelHealth.State state(Channel channel, boolean there) {
        if (channel.connector().equals(ConnectorKinds.IMPORT)) {
            return ChannelHealth.State.NO_CONNECTOR;
        }
        if (channel.state() == Channel.State.PAUSED) {
            return ChannelHealth.State.PAUSED;
        }
        if (there) {
            return ChannelHealth.State.RUNNING;
        }
        return kinds.find(channel.connector()).isPresent()
                ? ChannelHealth.State.WAITING
                : ChannelHealth.State.NOT_INSTALLED;
    }

    @Override
    public Result execute() {
        FormattingResultLog result = new FormattingResultLog();
        Map<String, List<AbilityLog.Entry>> failing =
                log.failing().stream().collect(Collectors.groupingBy(AbilityLog.Entry::channelId));
        access.runAsSystem("channels", () -> everyChannel(failing, result));
        for (ConnectorKinds.Defect defect : kinds.defects()) {
            result.warn(
                    "The connector of bundle {} {} cannot be used: {}",
                    defect.bundle(),
                    defect.version(),
                    defect.reason());
        }
        result.info(
                "Something last succeeded: {}",
                log.lastSuccess().map(Instant::toString).orElse("never yet"));
        return new Result(result);
    }

    private void everyChannel(Map<String, List<AbilityLog.Entry>> failing, FormattingResultLog result) {
        String cursor = null;
        do {
            CursorPage<Channel> page = channels.list(null, cursor, CursorPage.MAX_LIMIT);
            for (Channel channel : page.items()) {
                // nobody expects anything of one that is paused
                if (channel.state() == Channel.State.ACTIVE) {
                    failing.getOrDefault(channel.id(), List.of()).forEach(entry -> warn(entry, result));
                    warn(channel.id(), withoutLog(channel), result);
                    lacks(channel).ifPresent(words -> result.warn("Channel {}: {}", channel.id(), words));
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    private static void warn(AbilityLog.Entry entry, FormattingResultLog result) {
        boolean ofOnePost = entry.ability() != Ability.LISTEN
                && (entry.category() == FailureCategory.REJECTED || entry.category() == FailureCategory.UNSUPPORTED);
        if (!ofOnePost) {
            result.warn(
                    "Channel {} has failed to {} {} times, last at {}: {} ({})",
                    entry.channelId(),
                    entry.ability(),
                    entry.failures(),
                    entry.lastFailure(),
                    entry.message(),
                    entry.category());
        }
    }

    private void warn(String channelId, ChannelHealth health, FormattingResultLog result) {
        Instant now = clock.instant();
        Instant end = health.credentialsEnd();
        if (end != null && health.credentialsEndSoon(now)) {
            result.warn(
                    "The credentials of channel {} {} {}: renew them",
                    channelId,
                    end.isAfter(now) ? "end on" : "ended on",
                    end);
        }
        if (health.waitsBecause() != null) {
            result.warn("Channel {} does nothing: {}", channelId, health.waitsBecause());
        }
    }
}
