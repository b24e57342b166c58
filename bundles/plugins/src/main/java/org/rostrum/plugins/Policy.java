package org.rostrum.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.plugin.Plugin;

/** Which files may be taken, by their content and by who signed them. */
final class Policy {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Set<String> allowed = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private final boolean listed;
    private final @Nullable Path signers;

    /** @param base where a relative path to the certificates begins */
    Policy(PluginsConfig config, Path base) {
        // a list in a file of settings arrives as one text
        for (String entry : String.join(",", config.allowedSha256()).split("[,\\s]+", -1)) {
            String sha256 = entry.toLowerCase(Locale.ROOT);
            if (SHA256.matcher(sha256).matches()) {
                allowed.add(sha256);
            } else if (!sha256.isEmpty()) {
                mistakes.add("allowedSha256 has \"" + entry + "\", which is no SHA-256 in hexadecimal digits.");
            }
        }
        listed = !allowed.isEmpty() || !mistakes.isEmpty();
        signers = config.signers().isBlank()
                ? null
                : base.resolve(config.signers().strip());
    }

    /** Whether anything is demanded at all. */
    boolean demands() {
        return listed || signers != null;
    }

    /** For people: why a file may not be taken; empty when it may. */
    Optional<String> refusal(Contents file) {
        boolean named = allowed.contains(file.sha256());
        if (listed && !named) {
            return Optional.of(
                    "This server takes only files whose SHA-256 it knows (allowedSha256 in etc/org.rostrum.plugins.cfg);"
                            + " that of this one is " + file.sha256() + ".");
        }
        if (signers == null) {
            return Optional.empty();
        }
        if (file.kind() != Plugin.Kind.BUNDLE && file.kind() != Plugin.Kind.KAR) {
            // what cannot be signed needs its place on the list
            return named
                    ? Optional.empty()
                    : Optional.of(
                            "This server takes only signed files (signers in etc/org.rostrum.plugins.cfg), and files"
                                    + " of this kind cannot be signed; name its SHA-256 in allowedSha256.");
        }
        if (file.signers().isEmpty()) {
            return Optional.of(
                    "This server takes only signed files (signers in etc/org.rostrum.plugins.cfg), and this one"
                            + " is not signed, or not all of it.");
        }
        return Collections.disjoint(file.signers(), trusted(new ArrayList<>()))
                ? Optional.of("It was signed by somebody whom this server does not trust (signers in"
                        + " etc/org.rostrum.plugins.cfg); SHA-256 of the certificate: "
                        + String.join(", ", file.signers().stream().sorted().toList()) + ".")
                : Optional.empty();
    }

    /** For people: what is wrong with the configuration. */
    List<String> mistakes() {
        List<String> all = new ArrayList<>(mistakes);
        if (signers != null && trusted(all).isEmpty()) {
            all.add("signers names " + signers + ", where no certificate is found: nothing is taken.");
        }
        return all;
    }

    private Set<String> trusted(List<String> unreadable) {
        Set<String> trusted = new HashSet<>();
        if (signers == null || !Files.isDirectory(signers)) {
            return trusted;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(signers, "*.{pem,crt,cer}")) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (Certificate certificate :
                            CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                        trusted.add(Archive.fingerprint(certificate));
                    }
                } catch (CertificateException | IOException broken) {
                    unreadable.add("The certificate " + file.getFileName() + " cannot be read: " + broken.getMessage());
                }
            }
        } catch (IOException broken) {
            unreadable.add("The folder " + signers + " cannot be read: " + broken.getMessage());
        }
        return trusted;
    }
}
