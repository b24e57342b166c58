package ${package};

import java.io.IOException;
import java.util.Map;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.Platform;

/** The duties of a connector, tested on the simulated network; add what is special about yours. */
class ${className}ConnectorTest extends ConnectorContract<${className}Simulator> {
    @Override
    protected ${className}Simulator simulate() throws IOException {
        return new ${className}Simulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new ${className}Kind();
    }

    @Override
    protected Map<String, String> settings(${className}Simulator network) {
        return Map.of("server", network.address().toString(), "token", ${className}Simulator.TOKEN);
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of("server", "nowhere", "token", "");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        ${className}Connector connector =
                new ${className}Connector(Configs.of(${className}Config.class, settings), services.http());
        return new Connection(connector, connector::close);
    }
}
