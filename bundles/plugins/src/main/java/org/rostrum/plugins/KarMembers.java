package org.rostrum.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What a KAR has in it: bundles, each looked into as if it came alone, and files for the folder of the server. */
final class KarMembers {
    /** Karaf copies what lies below {@code resources/} over the server's own folder. */
    private static final Pattern SETTINGS = Pattern.compile("resources/etc/[A-Za-z0-9_-][A-Za-z0-9._~-]*\\.cfg");

    private static final Pattern SETTINGS_OF_THE_SERVER = Pattern.compile(
            "resources/etc/((org\\.(rostrum|apache|ops4j|jline|eclipse)|jmx|config|users|keys|system)\\b.*)");

    private KarMembers() {}

    /** @param maxUnpacked of each of its bundles */
    static List<Member> read(Path kar, long maxUnpacked) throws IOException, UnfitFileException {
        List<Member> members = new ArrayList<>();
        Path copy = Files.createTempFile("kar", ".jar");
        try (ZipFile zip = new ZipFile(kar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (entry.isDirectory()) {
                    continue;
                }
                if (name.startsWith("resources/")) {
                    checkResource(name);
                } else if (name.startsWith("repository/")
                        && name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                    }
                    members.add(member(copy, name, maxUnpacked));
                }
            }
        } finally {
            Files.deleteIfExists(copy);
        }
        return members;
    }

    private static void checkResource(String name) throws UnfitFileException {
        if (!SETTINGS.matcher(name).matches()
                || SETTINGS_OF_THE_SERVER.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            throw new UnfitFileException(
                    "It would write " + name.substring("resources/".length()) + " into the folder of the server.",
                    "A KAR may have settings of its own there (resources/etc/NAME.cfg), and nothing else.");
        }
    }

    private static Member member(Path file, String name, long maxUnpacked) throws IOException, UnfitFileException {
        try {
            return Member.of(Archive.read(file, maxUnpacked));
        } catch (UnfitFileException unfit) {
            throw new UnfitFileException("In it, " + name + ": " + unfit.reason(), unfit.remedy());
        }
    }
}
