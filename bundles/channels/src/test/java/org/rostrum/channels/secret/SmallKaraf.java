package org.rostrum.channels.secret;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.rostrum.spi.connector.Connector;

/** The framework, Configuration Admin and DS that Karaf has, with a bundle of one component. */
final class SmallKaraf implements AutoCloseable {
    private static final String PID = "org.rostrum.connector.probe";
    private static final String COMPONENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="probe" configuration-policy="require"
                configuration-pid="org.rostrum.connector.probe" activate="activate">
              <service><provide interface="java.util.function.Supplier"/></service>
              <implementation class="org.rostrum.channels.secret.ProbeConnector"/>
            </scr:component>
            """;

    private final Framework framework;
    private final BundleContext context;

    /** What was stored in the folder is there again. */
    SmallKaraf(Path storage) throws Exception {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        framework = factory.newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.resolve("bundles").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                "felix.cm.dir",
                storage.resolve("configurations").toString(),
                // the classes of the tests, so that they can register the plugin
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.cm;version=1.6.1,"
                        + "org.osgi.service.component.runtime;version=1.5.0,"
                        + "org.osgi.service.component.runtime.dto;version=1.5.0,"
                        + "org.osgi.util.promise;version=1.3.0,org.osgi.util.function;version=1.2.0"));
        framework.start();
        context = framework.getBundleContext();
        for (String type : List.of(
                "org.osgi.util.function.Function",
                "org.osgi.util.promise.Promise",
                "org.osgi.service.component.ComponentContext",
                "org.apache.felix.cm.PersistenceManager",
                "org.apache.felix.scr.info.ScrInfo")) {
            context.installBundle(Class.forName(type, false, SmallKaraf.class.getClassLoader())
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString())
                    .start();
        }
    }

    /** As when the plugin of a connector is dropped into the server. */
    void installConnector() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "probe");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/probe.xml");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            String type = ProbeConnector.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(type));
            try (InputStream code = ProbeConnector.class.getClassLoader().getResourceAsStream(type)) {
                Objects.requireNonNull(code).transferTo(jar);
            }
            jar.putNextEntry(new JarEntry("OSGI-INF/probe.xml"));
            jar.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
        }
        context.installBundle("probe", new ByteArrayInputStream(bytes.toByteArray()))
                .start();
    }

    ServiceRegistration<ConfigurationPlugin> plug(ConfigurationPlugin plugin, int ranking) {
        return context.registerService(
                ConfigurationPlugin.class,
                plugin,
                FrameworkUtil.asDictionary(Map.of(ConfigurationPlugin.CM_RANKING, ranking)));
    }

    private Configuration configuration(String channelId) throws IOException {
        ServiceReference<ConfigurationAdmin> admin = context.getServiceReference(ConfigurationAdmin.class);
        return context.getService(admin).getFactoryConfiguration(PID, channelId, "?");
    }

    void update(String channelId, Map<String, Object> properties) throws IOException {
        configuration(channelId).update(FrameworkUtil.asDictionary(properties));
    }

    /** Whether anything was changed, and DS was told so. */
    boolean updateIfDifferent(String channelId, Map<String, Object> properties) throws IOException {
        return configuration(channelId).updateIfDifferent(FrameworkUtil.asDictionary(properties));
    }

    Dictionary<String, Object> stored(String channelId) throws IOException {
        return configuration(channelId).getProperties();
    }

    /** The connectors of the channel: none or one. */
    @SuppressWarnings("rawtypes") // the type of the registry
    List<Supplier> connectors(String channelId) {
        try {
            Collection<ServiceReference<Supplier>> found =
                    context.getServiceReferences(Supplier.class, "(" + Connector.CHANNEL + "=" + channelId + ")");
            return found.stream().map(context::getService).toList();
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Names of what everybody sees of the connector. */
    @SuppressWarnings("rawtypes") // the type of the registry
    List<String> serviceProperties(String channelId) {
        try {
            Collection<ServiceReference<Supplier>> found =
                    context.getServiceReferences(Supplier.class, "(" + Connector.CHANNEL + "=" + channelId + ")");
            return found.stream()
                    .flatMap(reference -> Stream.of(reference.getPropertyKeys()))
                    .toList();
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the connector of the channel was activated with; null while there is none. */
    Object seen(String channelId, String name) {
        return connectors(channelId).stream()
                .map(connector -> String.valueOf(((Map<?, ?>) connector.get()).get(name)))
                .findFirst()
                .orElse("no connector");
    }

    /** What DS tells of the connector of the channel. */
    List<ComponentConfigurationDTO> states(String channelId) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = context.getService(reference);
        return runtime.getComponentDescriptionDTOs().stream()
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                .filter(state -> channelId.equals(state.properties.get(Connector.CHANNEL)))
                .toList();
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
