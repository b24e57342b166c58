package org.rostrum.channels.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.rostrum.spi.connector.Connector;
import org.rostrum.testkit.NumberedBox;
import org.rostrum.testkit.TestDatabase;

/** With the framework, Configuration Admin and DS of the product. */
class SecretsPluginTest {
    private static final String CHANNEL = "acme.news";
    private static final Duration QUIET = Duration.ofMillis(500);

    private final Path storage;
    private final NumberedBox box = new NumberedBox();
    private final TestDatabase database = TestDatabase.derby();
    private final Channels channels = new Channels(database);
    private final ChannelSecrets secrets = new ChannelSecrets(box, java.time.Clock.systemUTC());
    private final SecretsPlugin plugin = new SecretsPlugin(channels.tables(), secrets);

    SecretsPluginTest(@TempDir Path storage) {
        this.storage = storage;
    }

    @BeforeEach
    void channel() {
        channels.add(CHANNEL);
        keep("password", "correct horse");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void keep(String name, String value) {
        database.database().transact(connection -> secrets.keep(connection, CHANNEL, Map.of(name, value)));
    }

    /** As ConnectorConfigurations makes them. */
    private Map<String, Object> configuration() {
        String revision = database.database()
                .read(connection -> secrets.revision(connection, CHANNEL))
                .orElseThrow();
        Map<String, Object> properties = new HashMap<>();
        properties.put(Connector.CHANNEL, CHANNEL);
        properties.put("url", "https://news.example/");
        properties.put(SecretsPlugin.SECRETS, revision);
        properties.put(SecretsPlugin.GATE, SecretsPlugin.SHUT);
        return properties;
    }

    private static void sees(SmallKaraf karaf, String password) {
        await().untilAsserted(() -> assertThat(karaf.seen(CHANNEL, ".password")).isEqualTo(password));
    }

    private static void staysWithout(SmallKaraf karaf) {
        await().during(QUIET)
                .untilAsserted(() -> assertThat(karaf.connectors(CHANNEL)).isEmpty());
    }

    @Test
    void connectorsGetTheirSecrets_andNoFileHasThem() throws Exception {
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.plug(plugin, 1000);
            karaf.installConnector();
            karaf.update(CHANNEL, configuration());
            sees(karaf, "correct horse");
            assertThat(karaf.seen(CHANNEL, "url")).isEqualTo("https://news.example/");
            assertThat(karaf.stored(CHANNEL).get("password")).isNull();
        }
        assertThat(filesWith("news.example")).isNotEmpty();
        assertThat(filesWith("correct horse")).isEmpty();
        assertThat(filesWith("password")).isEmpty();
    }

    private Stream<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(storage.resolve("configurations"))) {
            return files.filter(Files::isRegularFile).toList().stream().filter(file -> {
                try {
                    return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
        }
    }

    @Test
    void pluginsOfKaraf_seeNoSecret_soThatTheyPutNothingInTheirPlace() throws Exception {
        keep("password", "$[env:PATH]");
        List<Object> seen = new CopyOnWriteArrayList<>();
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.plug(plugin, 1000);
            // as that which replaces placeholders
            karaf.plug((reference, properties) -> seen.add(properties.get(".password") == null), 500);
            karaf.installConnector();
            karaf.update(CHANNEL, configuration());
            sees(karaf, "$[env:PATH]");
            assertThat(seen).isNotEmpty().containsOnly(true);
        }
    }

    @Test
    void secrets_areNoPropertiesOfTheService() throws Exception {
        keep("token", "for the connector alone");
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.plug(plugin, 1000);
            karaf.installConnector();
            karaf.update(CHANNEL, configuration());
            sees(karaf, "correct horse");
            assertThat(karaf.seen(CHANNEL, ".token")).isEqualTo("for the connector alone");
            assertThat(karaf.serviceProperties(CHANNEL))
                    .contains("url")
                    .doesNotContain("token", ".token", "password", ".password");
        }
    }

    @Test
    void connectorsThatWereThereBeforeThePlugin_waitForIt_alsoAfterARestart() throws Exception {
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.installConnector();
            karaf.update(CHANNEL, configuration());
            staysWithout(karaf);
        }
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.installConnector();
            staysWithout(karaf);
            karaf.plug(plugin, 1000);
            // nobody tells DS that there is a plugin now
            assertThat(plugin.isGiven(CHANNEL, String.valueOf(configuration().get(SecretsPlugin.SECRETS))))
                    .isFalse();
            karaf.update(CHANNEL, configuration());
            sees(karaf, "correct horse");
            assertThat(plugin.isGiven(CHANNEL, String.valueOf(configuration().get(SecretsPlugin.SECRETS))))
                    .isTrue();
        }
    }

    @Test
    void changedSecrets_startTheConnectorAnew_sealingThemAgainDoesNot() throws Exception {
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.plug(plugin, 1000);
            karaf.installConnector();
            karaf.update(CHANNEL, configuration());
            sees(karaf, "correct horse");
            Object before = karaf.connectors(CHANNEL).get(0);

            box.newKey();
            assertThat(new ChannelReseal(channels.tables(), box).resealAll()).isOne();
            assertThat(karaf.updateIfDifferent(CHANNEL, configuration())).isFalse();

            keep("password", "battery staple");
            assertThat(karaf.updateIfDifferent(CHANNEL, configuration())).isTrue();
            sees(karaf, "battery staple");
            assertThat(karaf.connectors(CHANNEL).get(0)).isNotSameAs(before);
        }
    }

    @Test
    void secretsThatDoNotOpen_keepTheConnectorFromBeingMade_untilTheyDo() throws Exception {
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.plug(plugin, 1000);
            karaf.installConnector();
            box.newKey();
            box.loseOldKeys();
            karaf.update(CHANNEL, configuration());
            await().untilAsserted(() -> assertThat(plugin.heldBecause(CHANNEL))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("Restore the key file.")));
            staysWithout(karaf);

            keep("password", "entered again");
            karaf.update(CHANNEL, configuration());
            sees(karaf, "entered again");
            assertThat(plugin.heldBecause(CHANNEL)).isEmpty();
        }
    }

    /** Which {@code ConnectorFailures} reads. */
    @Test
    void connectorThatCannotBeMade_isToldByDs_withItsTrace() throws Exception {
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            karaf.plug(plugin, 1000);
            karaf.installConnector();
            Map<String, Object> properties = configuration();
            properties.put("broken", "yes");
            karaf.update(CHANNEL, properties);
            await().untilAsserted(() -> {
                assertThat(karaf.connectors(CHANNEL)).containsOnlyNulls();
                assertThat(karaf.states(CHANNEL)).singleElement().satisfies(state -> {
                    assertThat(state.state).isEqualTo(ComponentConfigurationDTO.FAILED_ACTIVATION);
                    assertThat(state.failure).contains("Caused by: java.lang.IllegalArgumentException: this is broken");
                });
            });
        }
    }

    @Test
    void aPluginThatGoes_leavesRunningConnectors_andLetsNoneStart() throws Exception {
        try (SmallKaraf karaf = new SmallKaraf(storage)) {
            ServiceRegistration<ConfigurationPlugin> registration = karaf.plug(plugin, 1000);
            karaf.installConnector();
            karaf.update(CHANNEL, configuration());
            sees(karaf, "correct horse");
            registration.unregister();
            assertThat(karaf.connectors(CHANNEL)).hasSize(1);
            karaf.update(CHANNEL, configuration());
            await().untilAsserted(() -> assertThat(karaf.connectors(CHANNEL)).isEmpty());
        }
    }
}
