package org.rostrum.connector.file.records;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A record as it stands in the file, in UTF-8, before anybody understood it. */
public final class RawRecord {
    /** Longest excerpt given to people. */
    public static final int MAX_EXCERPT = 2_000;

    private final Position start;
    private final byte[] bytes;
    private final @Nullable String fault;

    private RawRecord(Position start, byte[] bytes, @Nullable String fault) {
        this.start = start;
        this.bytes = bytes;
        this.fault = fault;
    }

    static RawRecord whole(Position start, byte[] bytes) {
        return new RawRecord(start, bytes, null);
    }

    /** A record that is known to be unusable; {@code beginning} is all that is left of it. */
    static RawRecord faulty(Position start, byte[] beginning, String fault) {
        return new RawRecord(start, beginning, fault);
    }

    public Position start() {
        return start;
    }

    /** @throws RejectedRecord when it is too long or not UTF-8; says at which line and byte */
    public String text() throws RejectedRecord {
        if (fault != null) {
            throw new RejectedRecord(null, fault);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new RejectedRecord(null, "Not in the file's character encoding: " + placeOf(in.position()));
        }
        return out.flip().toString();
    }

    private String placeOf(int index) {
        long line = start.line();
        for (int i = 0; i < index; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        if (start.offset() < 0) {
            return "line " + line
                    + " holds a byte sequence that has no meaning in it. Name the encoding with the option"
                    + " \"charset\", or save the file as UTF-8.";
        }
        return "line " + line + ", byte " + (start.offset() + index) + " of the file (0x"
                + String.format("%02X", bytes[index] & 0xFF)
                + ") is not valid UTF-8. Name the encoding with the option \"charset\", or save the file as UTF-8.";
    }

    /** The record or its beginning; what cannot be decoded shows as U+FFFD. */
    public String excerpt() {
        int most = Math.min(bytes.length, 4 * MAX_EXCERPT);
        String text = new String(bytes, 0, most, StandardCharsets.UTF_8);
        if (text.length() <= MAX_EXCERPT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_EXCERPT - 1)) ? MAX_EXCERPT - 1 : MAX_EXCERPT;
        return text.substring(0, end);
    }
}
