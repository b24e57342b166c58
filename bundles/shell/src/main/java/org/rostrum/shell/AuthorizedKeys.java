package org.rostrum.shell;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.login.FailedLoginException;
import org.apache.karaf.jaas.modules.publickey.PublickeyLoginModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys with which users may sign in to the shell, in {@code etc/keys.properties}: user = the base64 part of an
 * OpenSSH public key (RSA or ECDSA). Further keys of a user are {@code user.2 = …} and so on. What follows a comma is left
 * over from Karaf and ignored: what a user may do is told by the user's roles. Read anew for each sign-in.
 */
final class AuthorizedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizedKeys.class);

    private final Path file;

    AuthorizedKeys(Path file) {
        this.file = file;
    }

    boolean holds(String user, PublicKey key) {
        return of(user).stream().anyMatch(stored -> same(key, stored));
    }

    private List<String> of(String user) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("{} cannot be read, so no key lets anybody in", file, unreadable);
            return List.of();
        }
        String name = user.toLowerCase(Locale.ROOT);
        return properties.entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey().toString().toLowerCase(Locale.ROOT),
                        entry.getValue().toString()))
                .filter(entry -> entry.getKey().equals(name) || isFurther(entry.getKey(), name))
                .flatMap(entry -> Stream.of(entry.getValue().split(",", 2)[0].strip()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toList());
    }

    private static boolean isFurther(String key, String name) {
        return key.startsWith(name + ".") && key.substring(name.length() + 1).matches("\\d{1,3}");
    }

    private static boolean same(PublicKey key, String stored) {
        try {
            return PublickeyLoginModule.equals(key, stored);
        } catch (FailedLoginException | RuntimeException unusable) {
            // RuntimeException: what is stored is no base64, or cut off
            LOG.debug("A stored key cannot be compared", unusable);
            return false;
        }
    }
}
