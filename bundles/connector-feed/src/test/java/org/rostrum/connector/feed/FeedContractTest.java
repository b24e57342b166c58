package org.rostrum.connector.feed;

import java.io.IOException;
import java.util.Map;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.Platform;

/** The duties of every connector, kept by feeds. */
class FeedContractTest extends ConnectorContract<FeedSimulator> {
    @Override
    protected FeedSimulator simulate() throws IOException {
        return new FeedSimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new FeedKind();
    }

    @Override
    protected Map<String, String> settings(FeedSimulator network) {
        return Map.of("url", network.address() + "/feed.xml");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        FeedConnector connector =
                new FeedConnector(Configs.of(FeedConfig.class, settings), services.http(), services.clock());
        return new Connection(connector, connector::close);
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of(
                "url", "ftp://x.example/",
                "direction", "sideways",
                "language", "!!",
                "timeoutSeconds", "0",
                "maxBytes", "10");
    }
}
