package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.plugin.Plugins;
import org.rostrum.api.security.Access;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** The framework, DS and the watcher of the deploy folder that Karaf has, with plugins on top. */
final class SmallKaraf implements AutoCloseable {
    final Path base;
    final Path deploy;
    final RecordingAuditLog audit = new RecordingAuditLog();
    final RecordingMetrics metrics = new RecordingMetrics();
    final DeployedPlugins plugins;
    final PluginsHealth health;

    private final Framework framework;
    private final Starts starts;
    private final TestDatabase database = TestDatabase.derby();

    SmallKaraf(Path folder) throws Exception {
        this(folder, Map.of(), FixedAccess.everything());
    }

    SmallKaraf(Path folder, Map<String, ?> config, Access access) throws Exception {
        base = folder.toRealPath();
        deploy = Files.createDirectories(base.resolve("deploy"));
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        framework = factory.newFramework(Map.ofEntries(
                Map.entry(Constants.FRAMEWORK_STORAGE, base.resolve("bundles").toString()),
                Map.entry("karaf.base", base.toString()),
                Map.entry("felix.cm.dir", base.resolve("configurations").toString()),
                Map.entry("felix.fileinstall.dir", deploy.toString()),
                Map.entry("felix.fileinstall.tmpdir", base.resolve("tmp").toString()),
                Map.entry("felix.fileinstall.poll", "100"),
                Map.entry("felix.fileinstall.bundles.new.start", "false"),
                // the types that this class and the bundles share
                Map.entry(
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.osgi.service.component.runtime;version=1.5,org.osgi.service.component.runtime.dto;version=1.5,"
                                + "org.osgi.service.cm;version=1.6.1,org.osgi.util.promise;version=1.3,org.osgi.util.function;version=1.2"),
                Map.entry(Constants.FRAMEWORK_BOOTDELEGATION, "org.apache.felix.fileinstall"),
                Map.entry(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_APP)));
        framework.start();
        BundleContext context = framework.getBundleContext();
        for (String type : List.of(
                "org.osgi.service.component.ComponentContext",
                "org.apache.felix.cm.PersistenceManager",
                "org.apache.felix.scr.info.ScrInfo")) {
            context.installBundle(location(type)).start();
        }
        Deployment deployment = new Deployment(context, Configs.of(PluginsConfig.class, config));
        starts = new Starts(context, deployment, java.time.Clock.systemUTC(), 500);
        // as DS does when the bundle's turn to end comes
        context.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
                starts.close();
            }
        });
        plugins = new DeployedPlugins(
                context,
                deployment,
                context.getService(context.getServiceReference(ServiceComponentRuntime.class)),
                new SettingsFiles(context),
                starts,
                database.database(),
                access,
                audit,
                metrics,
                new ManualClock(java.time.Instant.parse("2026-11-22T08:00:00Z")),
                Duration.ofSeconds(20));
        health = new PluginsHealth(plugins, deployment, starts, metrics);
        Map<String, Integer> rank = Map.of(Constants.SERVICE_RANKING, 1000);
        context.registerService(
                new String[] {ArtifactUrlTransformer.class.getName(), ArtifactListener.class.getName()},
                new DroppedBundles(deployment, starts),
                FrameworkUtil.asDictionary(rank));
        context.registerService(
                new String[] {ArtifactInstaller.class.getName(), ArtifactListener.class.getName()},
                new RefusedFiles(deployment),
                FrameworkUtil.asDictionary(rank));
        context.installBundle(location("org.apache.felix.fileinstall.ArtifactListener"))
                .start();
    }

    private static String location(String type) throws ClassNotFoundException {
        return Class.forName(type, false, SmallKaraf.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** A bundle that came another way than through the deploy folder. */
    void install(String location, byte[] jar) throws BundleException {
        context().installBundle(location, new ByteArrayInputStream(jar)).start();
    }

    /** As the file of settings with this name makes it. */
    void configure(String pid, Map<String, Object> values) throws IOException {
        context()
                .getService(context().getServiceReference(ConfigurationAdmin.class))
                .getConfiguration(pid, "?")
                .update(FrameworkUtil.asDictionary(values));
    }

    Bundle bundle(String symbolicName) {
        return Stream.of(context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** As an operator does. */
    Path drop(String name, byte[] content) throws IOException {
        Path draft = Files.write(base.resolve(name + ".draft"), content);
        return Files.move(draft, deploy.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    Plugins.Outcome upload(String name, byte[] content, boolean replace) throws IOException {
        return plugins.install(name, replace, new ByteArrayInputStream(content));
    }

    /** One that must be taken. */
    Plugin upload(String name, byte[] content) throws IOException {
        Plugins.Outcome outcome = upload(name, content, false);
        assertThat(outcome.taken()).isTrue();
        return outcome.plugin();
    }

    double gauge(String name) {
        return Objects.requireNonNull(metrics.gauges().get(name)).getAsDouble();
    }

    String healthText() {
        StringBuilder text = new StringBuilder();
        health.execute().forEach(entry -> text.append(entry.getMessage()).append('\n'));
        return text.toString();
    }

    @Override
    public void close() throws BundleException {
        health.close();
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            database.close();
        }
    }
}
