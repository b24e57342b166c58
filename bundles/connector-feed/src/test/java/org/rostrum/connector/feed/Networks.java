package org.rostrum.connector.feed;

import java.util.Map;
import org.rostrum.testkit.Configs;

/** Which servers may be asked. */
final class Networks {
    /** As shipped. */
    static final FeedNetwork PUBLIC = new FeedNetwork(Configs.of(FeedNetworkConfig.class, Map.of()));

    /** Those on this machine, too. */
    static final FeedNetwork PRIVATE =
            new FeedNetwork(Configs.of(FeedNetworkConfig.class, Map.of("allowPrivateAddresses", true)));

    private Networks() {}
}
