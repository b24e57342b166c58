package org.rostrum.channels.posting;

import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.accounts.PostCheck;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.InstalledKind;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.PostLimits.TextLimit;

/** Measures texts by what the connector of their channel says of its network. */
@Component(service = PostCheck.class)
public final class Measures implements PostCheck {
    private final ChannelService channels;
    private final ConnectorKinds kinds;
    private final RunningConnectors running;
    private final Access access;

    @Activate
    public Measures(
            @Reference ChannelService channels,
            @Reference ConnectorKinds kinds,
            @Reference RunningConnectors running,
            @Reference Access access) {
        this.access = access;
        this.channels = channels;
        this.kinds = kinds;
        this.running = running;
    }

    @Override
    public Optional<Measured> measure(String channelId, String text) {
        Reach reach = access.requireSomewhere("channels:read");
        return channels.find(channelId)
                .filter(channel -> reach.covers(channel.accountId()))
                .flatMap(channel -> measured(channel, text));
    }

    private Optional<Measured> measured(Channel channel, String text) {
        if (channel.connector().equals(ConnectorKinds.IMPORT)) {
            return Optional.of(new Measured(false, false, text.length(), null));
        }
        return kinds.find(channel.connector()).map(kind -> measured(channel, kind, text));
    }

    private Measured measured(Channel channel, InstalledKind kind, String text) {
        // a channel may be able to do less than its type, such as for want of a right
        Set<Ability> abilities =
                running.find(channel.id()).map(Connector::abilities).orElseGet(kind::abilities);
        TextLimit limit = kind.limits().text();
        return new Measured(
                abilities.contains(Ability.REPLY),
                abilities.contains(Ability.DIRECT_MESSAGE),
                limit == null ? text.length() : limit.length(text),
                limit == null ? null : limit.most());
    }
}
