package org.rostrum.plugins;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A jar or KAR, read from one end to the other: nothing of it may be damaged, larger than allowed, or signed only in part. */
final class Archive {
    private static final int MOST_ENTRIES = 50_000;
    private static final int LARGEST_FEATURES_FILE = 4_194_304;
    private static final int BUFFER = 65_536;
    /** What a signature does not cover: itself. */
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]+)", Pattern.CASE_INSENSITIVE);

    private final Manifest manifest;
    private final boolean features;
    private final List<String> bundles;
    private final Set<String> signers;

    private Archive(Manifest manifest, boolean features, List<String> bundles, Set<String> signers) {
        this.manifest = manifest;
        this.features = features;
        this.bundles = bundles;
        this.signers = signers;
    }

    /** A header of the manifest. */
    @Nullable
    String header(String name) {
        return manifest.getMainAttributes().getValue(name);
    }

    /** Whether a file in it describes features. */
    boolean hasFeatures() {
        return features;
    }

    /** Locations of the bundles that its features name. */
    List<String> bundles() {
        return bundles;
    }

    /** SHA-256 of the certificates with which every entry was signed. */
    Set<String> signers() {
        return signers;
    }

    static Archive read(Path file, long maxUnpacked) throws IOException, UnfitFileException {
        try {
            Descriptors.check(file);
        } catch (ZipException | IllegalArgumentException damaged) {
            throw damaged();
        }
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            return new Reader(jar, maxUnpacked).read(file);
        } catch (ZipException damaged) {
            throw damaged();
        } catch (SecurityException forged) {
            throw new UnfitFileException(
                    "It was changed after it was signed.",
                    "Get it anew from those who made it, and compare the SHA-256.");
        } catch (IllegalArgumentException names) {
            // names of entries that are no text
            throw damaged();
        }
    }

    private static UnfitFileException damaged() {
        return new UnfitFileException(
                "It is no archive, or a damaged one.", "Send the file as it was built, without changing its bytes.");
    }

    /** One walk through all entries. */
    private static final class Reader {
        private final JarFile jar;
        private final Set<String> names = new HashSet<>();
        private final List<String> bundles = new ArrayList<>();
        private boolean features;
        private @Nullable Set<String> signers;
        private long left;

        Reader(JarFile jar, long maxUnpacked) {
            this.jar = jar;
            this.left = maxUnpacked;
        }

        Archive read(Path file) throws IOException, UnfitFileException {
            if (jar.size() > MOST_ENTRIES) {
                throw tooMuch();
            }
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                check(entry.getName());
                if (!entry.isDirectory()) {
                    read(entry);
                    sign(entry);
                }
            }
            Manifest found = jar.getManifest();
            if (found != null && !isFirst(file)) {
                throw new UnfitFileException(
                        "Its manifest is not its first file, so that the framework would not find it.",
                        "Build it with jar, bnd or Maven rather than with a general archiver.");
            }
            return new Archive(
                    found == null ? new Manifest() : found, features, bundles, signers == null ? Set.of() : signers);
        }

        private static boolean isFirst(Path file) throws IOException {
            try (JarInputStream in = new JarInputStream(new BufferedInputStream(Files.newInputStream(file)), false)) {
                return in.getManifest() != null;
            }
        }

        private void check(String name) throws UnfitFileException {
            boolean leavesFolder = name.startsWith("/")
                    || name.indexOf('\\') >= 0
                    || name.indexOf('\0') >= 0
                    || List.of(name.split("/", -1)).contains("..");
            if (leavesFolder) {
                throw new UnfitFileException(
                        "It has an entry whose name leads out of the archive.",
                        "Build it anew from a source you trust.");
            }
            if (!names.add(name)) {
                throw new UnfitFileException(
                        "It has two entries of the same name.", "Build it anew from a source you trust.");
            }
        }

        private void read(JarEntry entry) throws IOException, UnfitFileException {
            String name = entry.getName().toLowerCase(Locale.ROOT);
            // where Karaf looks for them
            boolean candidate = name.startsWith("repository/") && name.endsWith(".xml");
            java.io.ByteArrayOutputStream kept = new java.io.ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = jar.getInputStream(entry)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    left -= read;
                    if (left < 0) {
                        throw tooMuch();
                    }
                    candidate &= kept.size() + read <= LARGEST_FEATURES_FILE;
                    if (candidate) {
                        kept.write(buffer, 0, read);
                    }
                }
            }
            if (candidate && FeatureFiles.isOne(kept.toByteArray())) {
                features = true;
                bundles.addAll(FeatureFiles.bundles(kept.toByteArray()));
            }
        }

        private void sign(JarEntry entry) {
            if (SIGNATURE.matcher(entry.getName()).matches()) {
                return;
            }
            Set<String> these = new HashSet<>();
            CodeSigner[] found = entry.getCodeSigners();
            if (found != null) {
                for (CodeSigner signer : found) {
                    these.add(fingerprint(
                            signer.getSignerCertPath().getCertificates().get(0)));
                }
            }
            if (signers == null) {
                signers = these;
            } else {
                signers.retainAll(these);
            }
        }

        private static UnfitFileException tooMuch() {
            return new UnfitFileException(
                    "Unpacked, it is larger than a plugin may be.",
                    "Leave out what it does not need. The administrator of the server can set maxUnpackedBytes in"
                            + " etc/org.rostrum.plugins.cfg; more than 50,000 files it may not have.");
        }
    }

    static String fingerprint(Certificate certificate) {
        try {
            return HexFormat.of().formatHex(Inspector.sha256().digest(certificate.getEncoded()));
        } catch (CertificateEncodingException unreadable) {
            throw new SecurityException(unreadable);
        }
    }
}
