package org.rostrum.archive.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that no two different lists of values give the same bytes, and digests them. A number takes eight bytes,
 * most significant first; a time is the number of its microseconds since 1970; a text is its length in bytes (four bytes)
 * and its UTF-8; an absent value is the length -1. Made to be reused, by one thread at a time.
 */
final class Canonical {
    private final MessageDigest sha256;
    private byte[] buffer = new byte[4096];
    private int length;

    Canonical() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    Canonical number(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    Canonical optionalNumber(@Nullable Long value) {
        return value == null ? absent() : size(8).number(value);
    }

    /** PostgreSQL's infinity, which nothing was archived with, counts as the farthest: verifying must find it, not fail. */
    Canonical time(Instant value) {
        try {
            return number(
                    Math.addExact(Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1000));
        } catch (ArithmeticException tooFar) {
            return number(value.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }

    Canonical text(@Nullable String value) {
        return value == null ? absent() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    Canonical hash(Hash value) {
        return bytes(value.bytes());
    }

    private Canonical bytes(byte[] value) {
        size(value.length);
        room(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    private Canonical absent() {
        return size(-1);
    }

    private Canonical size(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** The digest of what was written since the last one. */
    Hash digest() {
        sha256.update(buffer, 0, length);
        length = 0;
        return new Hash(sha256.digest());
    }
}
