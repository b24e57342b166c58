package org.rostrum.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The SQL files in some folders of a bundle, or of a class folder where there is no framework (tests). */
final class MigrationFiles implements ResourceProvider {
    private final SortedMap<String, URL> files;

    private MigrationFiles(SortedMap<String, URL> files) {
        this.files = files;
    }

    static MigrationFiles of(Class<?> owner, List<String> folders) {
        SortedMap<String, URL> files = new TreeMap<>();
        Bundle bundle = FrameworkUtil.getBundle(owner);
        for (String folder : folders) {
            if (bundle != null) {
                Enumeration<URL> entries = bundle.findEntries(folder, "*.sql", false);
                while (entries != null && entries.hasMoreElements()) {
                    URL entry = entries.nextElement();
                    files.put(entry.getPath().substring(1), entry);
                }
            } else {
                addClassFolder(owner, folder, files);
            }
        }
        return new MigrationFiles(files);
    }

    private static void addClassFolder(Class<?> owner, String folder, SortedMap<String, URL> files) {
        try {
            Enumeration<URL> roots = owner.getClassLoader().getResources(folder);
            while (roots.hasMoreElements()) {
                URI root = roots.nextElement().toURI();
                if ("jar".equals(root.getScheme())) {
                    try (var jar = java.nio.file.FileSystems.newFileSystem(root, java.util.Map.of())) {
                        addFolder(jar.getPath("/" + folder), folder, files);
                    }
                } else {
                    addFolder(Path.of(root), folder, files);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void addFolder(Path folder, String name, SortedMap<String, URL> files) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (entry.toString().endsWith(".sql")) {
                    files.put(name + "/" + entry.getFileName(), entry.toUri().toURL());
                }
            }
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** The checksum of each file as Flyway computes it: of its lines, whatever ends them. */
    SortedMap<String, Integer> checksums() {
        SortedMap<String, Integer> checksums = new TreeMap<>();
        files.forEach((name, url) -> {
            CRC32 checksum = new CRC32();
            try (BufferedReader lines = new BufferedReader(new File(name, url).read())) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    checksum.update(line.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            checksums.put(name, (int) checksum.getValue());
        });
        return checksums;
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        URL url = files.get(name);
        return url == null ? null : new File(name, url);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.entrySet().stream()
                .<LoadableResource>map(entry -> new File(entry.getKey(), entry.getValue()))
                .filter(file -> file.getFilename().startsWith(prefix)
                        && Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }

    private static final class File extends LoadableResource {
        private final String name;
        private final URL url;

        File(String name, URL url) {
            this.name = name;
            this.url = url;
        }

        @Override
        public Reader read() {
            try {
                return new InputStreamReader(url.openStream(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
