package org.rostrum.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.rostrum.api.plugin.Plugin;

/** Looks into a file without running anything of it. */
final class Inspector {
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)(^|:)(https?|ftp)://");
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    /** The first word of an entry of a route file. */
    private static final Pattern ROUTE = Pattern.compile(
            "(?m)^\\s*- *\"?(route|from|rest|routeTemplate|templatedRoute|routeConfiguration|beans|intercept|onException)"
                    + "\"? *:");

    private static final long LARGEST_ROUTE = 1_048_576;

    private final long maxUnpacked;

    Inspector(long maxUnpacked) {
        this.maxUnpacked = maxUnpacked;
    }

    /**
     * What a file holds, whatever it is.
     *
     * @param kind what it is by its name
     */
    Contents inspect(Path file, Plugin.Kind kind) throws IOException {
        try {
            return read(file, kind);
        } catch (UnfitFileException unfit) {
            return contents(file, kind, Set.of(), List.of(), unfit.reason());
        }
    }

    /** What a file holds that may be a plugin. */
    Contents read(Path file, Plugin.Kind kind) throws IOException, UnfitFileException {
        return switch (kind) {
            case BUNDLE -> bundle(file);
            case KAR -> kar(file);
            case ROUTE -> route(file);
            case FEATURES -> contents(file, kind, Set.of(), here(FeatureFiles.bundles(Files.readAllBytes(file))), null);
            case CONFIGURATION, OTHER -> contents(file, kind, Set.of(), List.of(), null);
        };
    }

    private Contents bundle(Path file) throws IOException, UnfitFileException {
        Archive archive = Archive.read(file, maxUnpacked);
        String header = archive.header(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null) {
            throw new UnfitFileException(
                    "It is no bundle: its manifest has no Bundle-SymbolicName.",
                    "Build it as an OSGi bundle, such as with bnd-maven-plugin.");
        }
        String name = header.split(";", 2)[0].strip();
        if (!SYMBOLIC_NAME.matcher(name).matches()) {
            throw new UnfitFileException(
                    "Its Bundle-SymbolicName is none.", "Use letters, digits, - and _, in parts divided by dots.");
        }
        if (!"2".equals(archive.header(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new UnfitFileException(
                    "Its manifest has no Bundle-ManifestVersion: 2.", "Build it as an OSGi bundle of today.");
        }
        return new Contents(
                Plugin.Kind.BUNDLE,
                name,
                version(archive).toString(),
                List.of(Member.of(archive)),
                sha256(file),
                Files.size(file),
                archive.signers(),
                List.of(),
                null);
    }

    private static Version version(Archive archive) throws UnfitFileException {
        String version = archive.header(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(version);
        } catch (IllegalArgumentException none) {
            throw new UnfitFileException("Its Bundle-Version is none.", "Write it as 1.2.3 or 1.2.3.qualifier.");
        }
    }

    private Contents kar(Path file) throws IOException, UnfitFileException {
        Archive archive = Archive.read(file, maxUnpacked);
        if (!archive.hasFeatures()) {
            throw new UnfitFileException(
                    "It is no archive of features: no XML file below repository/ in it describes any.",
                    "Build it with karaf-maven-plugin, or send the bundle itself.");
        }
        return new Contents(
                Plugin.Kind.KAR,
                null,
                null,
                KarMembers.read(file, maxUnpacked),
                sha256(file),
                Files.size(file),
                archive.signers(),
                here(archive.bundles()),
                null);
    }

    /** Whoever waits for another server holds up the watcher of the folder, and with it all other plugins. */
    private static List<String> here(List<String> bundles) throws UnfitFileException {
        for (String bundle : bundles) {
            if (ELSEWHERE.matcher(bundle).find()) {
                throw new UnfitFileException(
                        "Its features want a bundle to be fetched from another server: " + bundle + ".",
                        "Build a KAR that has its bundles in it, and name them by mvn:.");
            }
        }
        return bundles;
    }

    private static Contents route(Path file) throws IOException, UnfitFileException {
        if (Files.size(file) > LARGEST_ROUTE) {
            throw new UnfitFileException(
                    "It is larger than a route can be (1 MiB).", "Send one route or a few in a file.");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException foreign) {
            throw new UnfitFileException("It is no text in UTF-8.", "Save it in UTF-8.");
        }
        if (text.indexOf('\0') >= 0 || !ROUTE.matcher(text).find()) {
            throw new UnfitFileException(
                    "It describes no Camel route.", "Begin with a line such as \"- route:\" or \"- from:\".");
        }
        return contents(file, Plugin.Kind.ROUTE, Set.of(), List.of(), null);
    }

    /** Of what is no bundle. */
    private static Contents contents(
            Path file, Plugin.Kind kind, Set<String> signers, List<String> bundles, @Nullable String defect)
            throws IOException {
        return new Contents(kind, null, null, List.of(), sha256(file), Files.size(file), signers, bundles, defect);
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
