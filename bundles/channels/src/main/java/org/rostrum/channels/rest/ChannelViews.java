package org.rostrum.channels.rest;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.channels.JdbcChannels;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.health.ChannelHealth;
import org.rostrum.channels.health.ChannelHealths;
import org.rostrum.channels.polling.Budgets;

/** Gathers what is shown of channels. */
@Component(service = ChannelViews.class)
public final class ChannelViews {
    private final JdbcChannels channels;
    private final ChannelHealths healths;
    private final ConnectorKinds kinds;
    private final Budgets budgets;
    private final Clock clock;

    @Activate
    public ChannelViews(
            @Reference JdbcChannels channels,
            @Reference ChannelHealths healths,
            @Reference ConnectorKinds kinds,
            @Reference Budgets budgets,
            @Reference Clock clock) {
        this.channels = channels;
        this.healths = healths;
        this.kinds = kinds;
        this.budgets = budgets;
        this.clock = clock;
    }

    ChannelView of(Channel channel) {
        return view(channel, healths.of(channel), channels.secrets(channel.id()), channels.pollSeconds(channel.id()));
    }

    CursorPage<ChannelView> of(CursorPage<Channel> page) {
        Function<Channel, ChannelHealth> health = healths.of(page);
        return page.map(channel -> view(
                channel, health.apply(channel), channels.secrets(channel.id()), channels.pollSeconds(channel.id())));
    }

    /** Without what is in the database. */
    ChannelView withoutPast(Channel channel) {
        return view(channel, healths.withoutLog(channel), Set.of(), Optional.empty());
    }

    private ChannelView view(
            Channel channel, ChannelHealth health, Set<String> secrets, Optional<Integer> pollSeconds) {
        return ChannelView.of(
                channel,
                new ChannelView.Beside(
                        health,
                        secrets,
                        pollSeconds,
                        kinds.definition(channel.connector()).secrets(),
                        budgets.left(channel),
                        clock.instant()));
    }
}
