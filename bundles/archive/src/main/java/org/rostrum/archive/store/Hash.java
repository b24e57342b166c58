package org.rostrum.archive.store;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value. */
public final class Hash {
    public static final int LENGTH = 32;

    /** Stands before the first activity and the first segment. */
    public static final Hash ZERO = new Hash(new byte[LENGTH]);

    private final byte[] bytes;

    /** Takes the array over; nobody may change it afterwards. */
    public Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The array itself, for reading only. */
    byte[] bytes() {
        return bytes;
    }

    /** Lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
