package org.rostrum.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The product without anything of ours: the same Karaf with the same features of its own and the same web tier. */
final class BareKaraf {
    /** All that our REST publisher builds on: Jetty, Pax Web with its whiteboard, CXF with OpenAPI, Jackson. */
    private static final String WEB_TIER = "rostrum-rest/";

    private static final String OURS = "rostrum/";

    private BareKaraf() {}

    /** Lays it out in a folder; the libraries stay where they are. */
    static Path in(Path folder, Path product) throws IOException {
        Path absolute = product.toAbsolutePath();
        for (String shared : new String[] {"lib", "system"}) {
            Files.createSymbolicLink(folder.resolve(shared), absolute.resolve(shared));
        }
        for (String own : new String[] {"bin", "etc", "VERSION"}) {
            copy(absolute.resolve(own), folder.resolve(own));
        }
        Files.delete(folder.resolve("etc/org.ops4j.datasource-rostrum.cfg"));
        replace(folder.resolve("etc/org.apache.karaf.features.cfg"), "(?m)^(\\s+)" + OURS, "$1" + WEB_TIER);
        // with us another bundle starts what is dropped there
        replace(
                folder.resolve("etc/org.apache.felix.fileinstall-deploy.cfg"),
                "(?m)^felix\\.fileinstall\\.bundles\\.new\\.start *= *false$",
                "felix.fileinstall.bundles.new.start = true");
        Files.writeString(folder.resolve("build.id"), "bare");
        return folder;
    }

    private static void replace(Path file, String pattern, String replacement) throws IOException {
        String before = Files.readString(file);
        String after = before.replaceFirst(pattern, replacement);
        if (after.equals(before)) {
            throw new IOException("no " + pattern + " in " + file);
        }
        Files.writeString(file, after);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                    if (!target.toFile().setWritable(true)) {
                        throw new IOException("cannot write to " + target);
                    }
                }
            }
        }
    }
}
