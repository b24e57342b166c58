package org.rostrum.channels.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.felix.metatype.DefaultMetaTypeProvider;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorKind;

/** Plugins without a framework: bundles of a folder with metatype files, as Felix reads them. */
@SuppressWarnings("JdkObsolete") // the framework speaks in dictionaries
public final class Installed {
    // Felix remembers the words of a bundle by its id
    private static final AtomicLong IDS = new AtomicLong();

    private Installed() {}

    /** A bundle whose files are those of the folder. */
    public static Bundle bundle(String name, Path folder) {
        long id = IDS.incrementAndGet();
        return (Bundle) Proxy.newProxyInstance(
                Installed.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSymbolicName" -> name;
                    case "getVersion" -> Version.parseVersion("1.2.3");
                    case "getHeaders" -> new Hashtable<String, String>();
                    case "getState" -> Bundle.ACTIVE;
                    case "getBundleId", "getLastModified" -> id;
                    case "findEntries" -> entries(folder, (String) arguments[0], (String) arguments[1]);
                    case "getEntry", "getResource" -> entry(folder.resolve((String) arguments[0]));
                    case "hashCode" -> name.hashCode();
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> name;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static @Nullable URL entry(Path file) throws MalformedURLException {
        return Files.exists(file) ? file.toUri().toURL() : null;
    }

    private static @Nullable Enumeration<URL> entries(Path folder, String path, String pattern) throws IOException {
        Path inner = folder.resolve(path);
        if (!Files.isDirectory(inner)) {
            return null;
        }
        try (Stream<Path> files = Files.list(inner)) {
            List<URL> found = files.filter(file -> String.valueOf(file.getFileName())
                            .matches(pattern.replace(".", "\\.").replace("*", ".*")))
                    .sorted()
                    .map(Installed::url)
                    .toList();
            return found.isEmpty() ? null : Collections.enumeration(found);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As the metatype service reads such bundles. */
    public static MetaTypeService metatypes() {
        return (MetaTypeService) Proxy.newProxyInstance(
                Installed.class.getClassLoader(),
                new Class<?>[] {MetaTypeService.class},
                (proxy, method, arguments) -> information((Bundle) arguments[0]));
    }

    private static MetaTypeInformation information(Bundle bundle) throws IOException {
        Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        Map<String, DefaultMetaTypeProvider> byPid = new HashMap<>();
        for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
            MetaData data = new MetaDataReader().parse(file);
            for (Object one : Objects.requireNonNullElse(data.getDesignates(), List.of())) {
                Designate designate = (Designate) one;
                byPid.put(designate.getFactoryPid(), new DefaultMetaTypeProvider(bundle, data));
            }
        }
        return (MetaTypeInformation) Proxy.newProxyInstance(
                Installed.class.getClassLoader(),
                new Class<?>[] {MetaTypeInformation.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getFactoryPids" -> byPid.keySet().toArray(new String[0]);
                    case "getObjectClassDefinition" -> {
                        String pid = (String) arguments[0];
                        yield Objects.requireNonNull(byPid.get(pid))
                                .getObjectClassDefinition(pid, (String) arguments[1]);
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A service of the bundle, ranked by its id. */
    @SuppressWarnings("unchecked") // a proxy knows no types
    public static ServiceReference<ConnectorKind> reference(@Nullable String type, Bundle bundle, long id) {
        return (ServiceReference<ConnectorKind>) Proxy.newProxyInstance(
                Installed.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBundle" -> bundle;
                    case "getProperty" -> arguments[0].equals(Connector.TYPE)
                            ? type
                            : arguments[0].equals("id") ? id : null;
                    case "compareTo" -> Long.compare((Long) ((ServiceReference<?>) arguments[0]).getProperty("id"), id);
                    case "hashCode" -> Long.hashCode(id);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "service " + id;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Kinds with one plugin that brings the type. */
    public static ConnectorKinds with(String type, ConnectorKind kind, Path folder) {
        ConnectorKinds kinds = new ConnectorKinds(metatypes());
        kinds.addKind(kind, reference(type, bundle("org.example." + type, folder), 1));
        return kinds;
    }

    /** Writes a metatype file for the type; gives the folder of its bundle. */
    public static Path metatype(Path folder, String type, String attributes) {
        try {
            Path inner = Files.createDirectories(folder.resolve("OSGI-INF/metatype"));
            Files.writeString(
                    inner.resolve(type + ".xml"),
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0" localization="OSGI-INF/l10n/words">
                      <OCD id="config" name="%%title" description="%%about">
                    %s
                      </OCD>
                      <Designate factoryPid="org.rostrum.connector.%s"><Object ocdref="config"/></Designate>
                    </metatype:MetaData>
                    """
                            .formatted(attributes, type));
            Path words = Files.createDirectories(folder.resolve("OSGI-INF/l10n"));
            Files.writeString(
                    words.resolve("words.properties"),
                    "title=A probe\nabout=For tests.\nurl=Address\nwhere=Where it is.\n");
            Files.writeString(
                    words.resolve("words_de.properties"),
                    "title=Eine Probe\nabout=Zum Testen.\nurl=Adresse\nwhere=Wo es ist.\n");
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
