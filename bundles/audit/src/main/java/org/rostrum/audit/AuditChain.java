package org.rostrum.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;

/**
 * The hash of an entry: SHA-256 over the 32 bytes of the previous hash, the sequence and the microseconds since 1970 (8
 * bytes each, big-endian), then each text in UTF-8 behind its length in bytes (4 bytes, -1 for null), in the order in
 * which {@link AuditEvent} names them; the actor's account comes last, and only when there is one. The lengths keep text from
 * moving unseen from one field into the next. For address, before and after of an entry that has a {@link Veil} stand its digests.
 */
final class AuditChain {
    /** What the first entry is chained to. */
    static final String START = "0".repeat(64);

    private AuditChain() {}

    /** @param veil null of entries that were written before there was one */
    static String hash(String previous, AuditEvent event, @Nullable Veil veil) {
        MessageDigest digest = sha256();
        digest.update(HexFormat.of().parseHex(previous));
        add(digest, event.sequence());
        add(digest, micros(event.at()));
        add(digest, event.actor());
        add(digest, event.actorType());
        Long token = event.tokenId();
        add(digest, token == null ? null : token.toString());
        add(digest, event.door());
        add(digest, veil == null ? event.address() : veil.address());
        add(digest, event.action());
        add(digest, event.subject());
        add(digest, event.accountId());
        add(digest, veil == null ? event.before() : veil.before());
        add(digest, veil == null ? event.after() : veil.after());
        // entries were written before there was such a thing: without one the hash is that of then
        if (event.actorAccountId() != null) {
            add(digest, event.actorAccountId());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** PostgreSQL's infinity, at which nothing was recorded, counts as the farthest: verifying must find it, not fail. */
    private static long micros(Instant at) {
        try {
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
        } catch (ArithmeticException tooFar) {
            return at.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static void add(MessageDigest digest, long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text == null ? -1 : bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
