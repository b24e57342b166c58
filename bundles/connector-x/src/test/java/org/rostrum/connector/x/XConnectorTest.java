package org.rostrum.connector.x;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.Platform;

/** The contract, with all that the connector can do switched on. */
class XConnectorTest extends ConnectorContract<XSimulator> {
    @Override
    protected XSimulator simulate() throws IOException {
        return new XSimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new XKind();
    }

    @Override
    protected Map<String, String> settings(XSimulator network) {
        return new LinkedHashMap<>(Map.of(
                "clientId", XSimulator.CLIENT_ID,
                "clientSecret", XSimulator.CLIENT_SECRET,
                "refreshToken", XSimulator.REFRESH_TOKEN,
                "directMessages", "true",
                "api", network.address().toString()));
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of(
                "clientId", "",
                "clientSecret", "two words",
                "refreshToken", "",
                "access", "FREE",
                "replySettings", "nobody",
                "daysBefore", "a week",
                "monthlyDollars", "-1",
                "api", "http://api.x.com",
                "webAddress", "ftp://x.com");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        XConnector connector = Connecting.connect(settings, services, CHANNEL);
        return new Connection(connector, connector::close);
    }
}
