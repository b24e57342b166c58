package org.rostrum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.accounts.Channel;
import org.rostrum.channels.connectors.DraftChannels;
import org.rostrum.channels.connectors.Probes;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.secret.ChannelSecrets;
import org.rostrum.channels.secret.SecretsPlugin;
import org.rostrum.spi.connector.Connector;
import org.rostrum.testkit.NumberedBox;
import org.rostrum.testkit.TestDatabase;

class ConnectorConfigurationsTest {
    private static final String NEWS = "org.rostrum.connector.probe~acme.news";

    private final MemoryConfigurations configurations = new MemoryConfigurations();
    private final ChannelStore store = new ChannelStore();

    private static Channel channel(String name, String url, Channel.State state) {
        return new Channel(
                "acme." + name,
                "acme",
                "probe",
                name,
                Map.of("url", url),
                state,
                Instant.parse("2026-05-01T12:00:00Z"),
                1);
    }

    @Test
    void look_bringsConfigurationsInLineWithTheTable_whoeverChangedIt(@TempDir Path folder) {
        try (TestDatabase database = TestDatabase.derby()) {
            ChannelTables tables = new ChannelTables(database.database());
            ChannelSecrets secrets = new ChannelSecrets(new NumberedBox(), Clock.systemUTC());
            configurations.put("org.rostrum.connector.probe~acme.gone", Map.of(Connector.CHANNEL, "acme.gone"));
            database.database().transact(connection -> {
                store.insert(connection, channel("news", "https://old.example/", Channel.State.ACTIVE));
                store.insert(connection, channel("blog", "https://blog.example/", Channel.State.PAUSED));
            });
            ConnectorConfigurations connectors = new ConnectorConfigurations(
                    configurations.admin(),
                    tables,
                    Probes.installed(folder),
                    secrets,
                    new SecretsPlugin(tables, secrets),
                    new DraftChannels(),
                    new RunningConnectors());
            assertThat(configurations.stored()).containsOnlyKeys(NEWS);
            assertThat(configurations.stored().get(NEWS)).containsEntry("url", "https://old.example/");

            // another node resumes one and removes the other, or did so here by a commit that got no answer
            database.database().transact(connection -> {
                store.setState(connection, "acme.blog", Channel.State.ACTIVE, 1);
                store.remove(connection, "acme.news", 1);
            });
            connectors.look();
            assertThat(configurations.stored()).containsOnlyKeys("org.rostrum.connector.probe~acme.blog");
            connectors.close();
        }
    }
}
