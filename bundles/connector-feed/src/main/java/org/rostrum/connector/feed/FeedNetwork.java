package org.rostrum.connector.feed;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Which servers feeds may be read from. The server's own configuration tells, not the settings of a channel: whoever may make
 * channels is not thereby let into the network that the server stands in.
 */
@Component(service = FeedNetwork.class, configurationPid = "org.rostrum.connector.feed.network")
@Designate(ocd = FeedNetworkConfig.class)
public final class FeedNetwork {
    private final boolean allowPrivateAddresses;

    @Activate
    public FeedNetwork(FeedNetworkConfig config) {
        this.allowPrivateAddresses = config.allowPrivateAddresses();
    }

    boolean allowsPrivateAddresses() {
        return allowPrivateAddresses;
    }
}
