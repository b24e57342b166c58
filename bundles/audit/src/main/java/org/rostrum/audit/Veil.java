package org.rostrum.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;

/**
 * What stands in the chain for the details of an entry (address, state before and after), which may be removed when their time is
 * over: of each SHA-256 over the 32 hexadecimal digits of the entry's salt and the text in UTF-8, null for null. Without the salt, which goes
 * with the details, nobody can try out which address it was.
 *
 * @param salt null once the details were removed
 */
record Veil(@Nullable String salt, @Nullable String address, @Nullable String before, @Nullable String after) {
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one for these details. */
    static Veil of(AuditEvent event) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return of(HexFormat.of().formatHex(salt), event);
    }

    private static Veil of(String salt, AuditEvent event) {
        return new Veil(salt, digest(salt, event.address()), digest(salt, event.before()), digest(salt, event.after()));
    }

    /** Whether the details are those that it was made of; always, once they were removed. */
    boolean covers(AuditEvent event) {
        return salt == null || Objects.equals(this, of(salt, event));
    }

    private static @Nullable String digest(String salt, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.US_ASCII));
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
