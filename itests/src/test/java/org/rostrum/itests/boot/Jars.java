package org.rostrum.itests.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Small bundles made of classes of the tests. */
final class Jars {
    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> components = new ArrayList<>();
    private final List<String> libraries = new ArrayList<>();

    private Jars(String symbolicName, String version) {
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", symbolicName);
        header("Bundle-Version", version);
    }

    static Jars bundle(String symbolicName, String version) {
        return new Jars(symbolicName, version);
    }

    Jars header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    Jars with(Class<?>... types) throws IOException {
        for (Class<?> type : types) {
            String name = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                if (in == null) {
                    throw new IOException("There is no " + name);
                }
                entries.put(name, in.readAllBytes());
            }
        }
        return this;
    }

    /**
     * A component of declarative services.
     *
     * @param elements its properties and references, as XML
     */
    Jars component(Class<?> type, Class<?> service, String... elements) throws IOException {
        String path = "OSGI-INF/" + type.getName() + ".xml";
        entries.put(
                path,
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s">
                  <implementation class="%s"/>
                  <service><provide interface="%s"/></service>
                  %s
                </scr:component>
                """
                        .formatted(type.getName(), type.getName(), service.getName(), String.join("\n", elements))
                        .getBytes(StandardCharsets.UTF_8));
        components.add(path);
        header("Service-Component", String.join(",", components));
        return with(type);
    }

    /** Of declarative services, whose description is among the files. */
    Jars alsoComponent(String path) {
        components.add(path);
        return header("Service-Component", String.join(",", components));
    }

    /** A library in the bundle, behind its own classes. */
    Jars library(Path jar) throws IOException {
        String path = "lib/" + jar.getFileName();
        libraries.add(path);
        header("Bundle-ClassPath", ".," + String.join(",", libraries));
        return file(path, Files.readAllBytes(jar));
    }

    Jars file(String path, byte[] content) {
        entries.put(path, content.clone());
        return this;
    }

    Jars text(String path, String content) {
        entries.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Appears whole under its name, as a careful user would copy it. */
    void writeTo(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        // not in the folder itself: it is watched
        Path draft = folder.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, bytes());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
