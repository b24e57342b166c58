package org.rostrum.buildtools.bill;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The unpacked distribution: its jars, the jars in these, and the fonts in our own. */
final class Distribution {

    private final Path folder;

    Distribution(Path folder) {
        this.folder = folder;
    }

    /** Everything found, by place. */
    List<Content> contents() throws IOException {
        List<Content> found = new ArrayList<>();
        for (Path jar : jars()) {
            byte[] bytes = Files.readAllBytes(jar);
            String place = folder.relativize(jar).toString().replace('\\', '/');
            found.add(content(place, bytes));
            addNested(place, bytes, found);
        }
        return List.copyOf(found);
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static void addNested(String place, byte[] jar, List<Content> found) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".jar") || name.endsWith(".ttf") || name.endsWith(".otf")) {
                    found.add(content(place + "!/" + name, zip.readAllBytes()));
                }
            }
        }
    }

    private static Content content(String place, byte[] bytes) throws IOException {
        return new Content(
                place, place.substring(place.lastIndexOf('/') + 1), sha256(bytes), bundleLicence(place, bytes));
    }

    private static String bundleLicence(String place, byte[] bytes) throws IOException {
        if (!place.endsWith(".jar")) {
            return "";
        }
        try (var jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue("Bundle-License"))
                    .orElse("");
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
