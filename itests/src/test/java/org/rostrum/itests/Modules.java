package org.rostrum.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The modules of this build that hold code of ours, found on the disk. */
final class Modules {
    private Modules() {}

    /** A bundle: its folder below {@code bundles} or {@code reports}. */
    record Module(String name, Path folder) {
        Path classes() {
            return folder.resolve("target/classes");
        }

        Attributes manifest() {
            try (InputStream in = Files.newInputStream(classes().resolve("META-INF/MANIFEST.MF"))) {
                return new Manifest(in).getMainAttributes();
            } catch (IOException failure) {
                throw new UncheckedIOException("Is " + name + " built?", failure);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("bundles")) ? here : here.resolve("..").normalize();
    }

    /** Every bundle that has code and goes into a server; the test kits do not. */
    static List<Module> bundles() {
        List<Module> found = new ArrayList<>();
        for (String parent : List.of("bundles", "reports")) {
            try (Stream<Path> folders = Files.list(root().resolve(parent))) {
                folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                        .filter(folder -> Files.isDirectory(folder.resolve("src/main/java"))
                                || Files.isDirectory(folder.resolve("src/main/web")))
                        .filter(folder -> !String.valueOf(folder.getFileName()).startsWith("testkit"))
                        .sorted()
                        .forEach(folder -> found.add(new Module(parent + "/" + folder.getFileName(), folder)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found;
    }
}
