package org.rostrum.connector.mail.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes as they were before they were made fit for mail; what is no part of the encoding is passed over. */
final class Transfer {
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private Transfer() {}

    /** @param most bytes of the result */
    static byte[] decode(String encoding, byte[] raw, int from, int to, int most) {
        return switch (encoding) {
            case "base64" -> base64(raw, from, to, most);
            case "quoted-printable" -> quoted(raw, from, to, most, false);
            default -> Arrays.copyOfRange(raw, from, Math.min(to, from + most));
        };
    }

    static byte[] base64(byte[] raw, int from, int to, int most) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, (to - from) * 3 / 4 + 3));
        int bits = 0;
        int held = 0;
        for (int i = from; i < to && out.size() < most; i++) {
            int value = value(raw[i]);
            if (value >= 0) {
                bits = (bits << 6) | value;
                held += 6;
                if (held >= 8) {
                    held -= 8;
                    out.write(bits >> held);
                }
            } else if (raw[i] == '=') {
                // what follows begins anew: several encoded pieces may stand one after the other
                bits = 0;
                held = 0;
            }
        }
        return out.toByteArray();
    }

    private static int value(byte one) {
        return one < 0 ? -1 : VALUES[one];
    }

    static byte[] quoted(byte[] raw, int from, int to, int most, boolean header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, to - from));
        int i = from;
        while (i < to && out.size() < most) {
            byte one = raw[i];
            if (one == '=' && i + 2 < to && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
                out.write((hex(raw[i + 1]) << 4) | hex(raw[i + 2]));
                i += 3;
            } else if (one == '=' && !header && softBreak(raw, i + 1, to) > 0) {
                i = softBreak(raw, i + 1, to);
            } else {
                out.write(header && one == '_' ? ' ' : one);
                i++;
            }
        }
        return out.toByteArray();
    }

    /** Where the next line begins, if nothing but blanks is left on this one; else 0. */
    private static int softBreak(byte[] raw, int from, int to) {
        int i = from;
        while (i < to && (raw[i] == ' ' || raw[i] == '\t' || raw[i] == '\r')) {
            i++;
        }
        return i >= to ? to : raw[i] == '\n' ? i + 1 : 0;
    }

    private static int hex(byte one) {
        return Character.digit(one, 16);
    }

    /** How many bytes there are, without making them. */
    static long count(String encoding, byte[] raw, int from, int to) {
        if (!encoding.equals("base64")) {
            return encoding.equals("quoted-printable") ? quoted(raw, from, to, to - from, false).length : to - from;
        }
        long signs = 0;
        for (int i = from; i < to; i++) {
            signs += value(raw[i]) >= 0 ? 1 : 0;
        }
        return signs * 3 / 4;
    }
}
