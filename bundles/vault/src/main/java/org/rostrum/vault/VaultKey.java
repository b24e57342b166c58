package org.rostrum.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key of 256 bits. Its id is made of it, so that a key that was damaged is noticed. Prints as its id. */
final class VaultKey {
    static final int BYTES = 32;

    private final String id;
    private final Instant made;
    private final byte[] bytes;

    VaultKey(byte[] bytes, Instant made) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes");
        }
        this.bytes = bytes.clone();
        this.made = made.truncatedTo(ChronoUnit.SECONDS);
        this.id = idOf(bytes);
    }

    static VaultKey random(SecureRandom random, Instant made) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new VaultKey(bytes, made);
    }

    private static String idOf(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("rostrum secret key id".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String id() {
        return id;
    }

    Instant made() {
        return made;
    }

    SecretKey secret() {
        return new SecretKeySpec(bytes, "AES");
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return id;
    }
}
