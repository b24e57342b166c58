package org.rostrum.channels;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.ServiceReference;
import org.rostrum.api.data.Database;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.channels.connectors.ConnectorFailures;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.DraftChannels;
import org.rostrum.channels.connectors.Installed;
import org.rostrum.channels.connectors.Probes;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.channels.health.ChannelHealths;
import org.rostrum.channels.polling.Budgets;
import org.rostrum.channels.polling.RatesConfig;
import org.rostrum.channels.secret.ChannelSecrets;
import org.rostrum.channels.secret.SecretsPlugin;
import org.rostrum.spi.connector.Connector;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.NumberedBox;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** All of this bundle without a framework: configurations become connectors of a {@link ProbeNetwork}, as DS would make them. */
@SuppressWarnings("JdkObsolete") // Configuration Admin speaks in dictionaries
public final class TestServer implements AutoCloseable {
    public final ManualClock clock = new ManualClock(Instant.parse("2026-05-01T12:00:00Z"));
    public final ProbeNetwork network = new ProbeNetwork();
    public final FixedAccess access = FixedAccess.everything();
    public final RecordingAuditLog audit = new RecordingAuditLog(access);
    public final RecordingMetrics metrics = new RecordingMetrics();
    public final MemoryArchive archive = new MemoryArchive();
    public final TestDatabase database;
    public final ConnectorKinds kinds;
    public final RunningConnectors running = new RunningConnectors();
    public final ConnectorCalls calls = new ConnectorCalls();
    public final DraftChannels drafts = new DraftChannels();
    public final AbilityLog log;
    public final JdbcChannels channels;
    public final ConnectorChecks checks;
    public final ChannelHealths healths;
    public final Budgets budgets;
    public final QueuedTimedWork timedWork = new QueuedTimedWork();
    final MemoryConfigurations configurations = new MemoryConfigurations();
    final ConnectorConfigurations connectors;
    private final ComponentStates runtime = new ComponentStates();
    private final SecretsPlugin secrets;
    private final ServiceReference<?> kind;
    private final Map<String, Connector> made = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> properties = new ConcurrentHashMap<>();

    public TestServer(Database.Engine engine, Path folder) {
        kind = Installed.reference("probe", Installed.bundle("org.example.probe", folder), 1);
        database = TestDatabase.open(engine);
        kinds = Probes.installed(folder);
        ConnectorFailures failures = new ConnectorFailures(runtime.service("org.rostrum.connector.probe"), kinds);
        ChannelTables tables = new ChannelTables(database.database());
        ChannelSecrets channelSecrets = new ChannelSecrets(new NumberedBox(), clock);
        secrets = new SecretsPlugin(tables, channelSecrets);
        configurations.whenChanged(this::changed);
        connectors = new ConnectorConfigurations(
                configurations.admin(), tables, kinds, channelSecrets, secrets, drafts, running);
        channels = new JdbcChannels(
                tables,
                MemoryAccounts.with("acme", "Acme"),
                kinds,
                connectors,
                channelSecrets,
                access,
                new ChannelAudit(audit),
                clock);
        checks = new ConnectorChecks(
                channels, kinds, connectors, running, failures, calls, drafts, channelSecrets, tables, access, clock);
        log = new AbilityLog(tables);
        budgets = new Budgets(kinds, clock, Configs.of(RatesConfig.class, Map.of()));
        healths = new ChannelHealths(
                log, kinds, running, secrets, failures, channelSecrets, tables, channels, access, clock);
    }

    private void changed(String pid) {
        runtime.forget(pid);
        Connector gone = made.remove(pid);
        Map<String, Object> before = properties.remove(pid);
        if (gone != null && before != null) {
            running.removeConnector(gone, before);
        }
        Map<String, Object> values = configurations.stored().get(pid);
        if (values != null) {
            Hashtable<String, Object> delivered = new Hashtable<>(values);
            drafts.modifyConfiguration(kind, delivered);
            secrets.modifyConfiguration(kind, delivered);
            Map<String, Object> now = new TreeMap<>(
                    Collections.list(delivered.keys()).stream().collect(Collectors.toMap(key -> key, delivered::get)));
            try {
                Connector connector = network.connector(now);
                made.put(pid, connector);
                properties.put(pid, now);
                running.addConnector(connector, now);
            } catch (RuntimeException failure) {
                runtime.failed(pid, now, failure);
            }
        }
    }

    @Override
    public void close() {
        connectors.close();
        calls.close();
        database.close();
    }
}
