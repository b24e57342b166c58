package org.rostrum.archive.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * {@link Counts} as they are stored: pairs in the order of the slots, how many slots were left out since the one before, then
 * the number, each as a variable-length integer (seven bits to a byte, the lowest first, the high bit set in all but the
 * last byte; the number with its sign in the lowest bit, so that even what somebody tampered with can be shown).
 */
public final class Packed {
    /** What to do with a slot and its number. */
    @FunctionalInterface
    public interface Each {
        void count(int slot, long number);
    }

    private static final int BITS = 7;
    private static final int LOW = 0x7f;

    private final byte[] bytes;

    Packed(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The column of the current row. */
    public static Packed of(ResultSet row, String column) throws SQLException {
        return new Packed(row.getBytes(column));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Hands over one number after the other, in the order of the slots. */
    public void each(Each each) {
        int slot = -1;
        for (int at = 0; at < bytes.length; ) {
            long gap = 0;
            long number = 0;
            int shift = 0;
            byte part;
            do {
                part = byteAt(at++);
                gap |= (long) (part & LOW) << shift;
                shift += BITS;
            } while (part < 0);
            shift = 0;
            do {
                part = byteAt(at++);
                number |= (long) (part & LOW) << shift;
                shift += BITS;
            } while (part < 0);
            slot += (int) gap + 1;
            each.count(slot, (number >>> 1) ^ -(number & 1));
        }
    }

    /** What was cut short goes on with noughts; verification finds that it is wrong. */
    private byte byteAt(int at) {
        return at < bytes.length ? bytes[at] : 0;
    }
}
