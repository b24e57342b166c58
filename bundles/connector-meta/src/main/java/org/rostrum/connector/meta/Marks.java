package org.rostrum.connector.meta;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Short stand-ins for texts and ids, which fit into a cursor by the hundred. */
final class Marks {
    private Marks() {}

    /** So many signs of A to Z, a to z, 0 to 9, - and _, always the same for the same text. */
    static String of(String text, int signs) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest).substring(0, signs);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
