package org.rostrum.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * What the server reads of a bundle as a whole, before any of its code runs: manifest, signatures, descriptions of components
 * and of settings. One that fills the memory ends the server, and does so again at each start.
 */
final class Descriptors {
    /** Of one file; the largest of the server's own bundles has 300 kB. */
    static final int LARGEST = 4_194_304;

    private static final Pattern SIGNING = Pattern.compile("meta-inf/[^/]+\\.(mf|sf|rsa|dsa|ec)");

    private Descriptors() {}

    /** Reads those only, so that it comes before everything that trusts them. */
    static void check(Path file) throws IOException, UnfitFileException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                boolean component = name.startsWith("osgi-inf/") && name.endsWith(".xml");
                if (!entry.isDirectory()
                        && (name.startsWith("osgi-inf/")
                                || SIGNING.matcher(name).matches())) {
                    byte[] content = read(zip, entry);
                    if (component) {
                        checkXml(entry.getName(), content);
                    }
                }
            }
        }
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException, UnfitFileException {
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readNBytes(LARGEST + 1);
        }
        if (content.length > LARGEST) {
            throw new UnfitFileException(
                    "Its file " + entry.getName() + " has more than 4 MiB; the server would read it as a whole.",
                    "Put what is large elsewhere than in OSGI-INF, and sign fewer files.");
        }
        return content;
    }

    private static void checkXml(String name, byte[] content) throws UnfitFileException {
        try {
            FeatureFiles.readThrough(content);
        } catch (XMLStreamException wrong) {
            int line = wrong.getLocation() == null ? -1 : wrong.getLocation().getLineNumber();
            throw new UnfitFileException(
                    "Its file " + name + " is no proper XML" + (line > 0 ? " (line " + line + ")" : "")
                            + ", or has a DOCTYPE.",
                    "Build it anew: bnd and Maven write such files from annotations.");
        }
    }
}
