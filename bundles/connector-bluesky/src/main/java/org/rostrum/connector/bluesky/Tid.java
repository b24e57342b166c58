package org.rostrum.connector.bluesky;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.rostrum.spi.connector.Post;

/**
 * Record keys as the AT Protocol wants them for posts: microseconds since 1970 in 53 bits and ten bits to tell apart what is of
 * the same microsecond, in 13 signs that sort by time. Made of the post alone, so that each attempt has the same key, and the
 * server itself refuses a second post.
 */
final class Tid {
    private static final String SIGNS = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;

    private Tid() {}

    static String of(Post post) {
        return of(post.decided(), digest(post.idempotencyKey()));
    }

    static String of(Instant time, int clock) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time) & 0x1F_FFFF_FFFF_FFFFL;
        long bits = (micros << 10) | (clock & 0x3FF);
        StringBuilder text = new StringBuilder(LENGTH);
        for (int shift = (LENGTH - 1) * 5; shift >= 0; shift -= 5) {
            text.append(SIGNS.charAt((int) ((bits >>> shift) & 0x1F)));
        }
        return text.toString();
    }

    private static int digest(String key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)))
                    .getInt();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
