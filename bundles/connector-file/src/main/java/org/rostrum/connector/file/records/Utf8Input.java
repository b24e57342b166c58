package org.rostrum.connector.file.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file in UTF-8, whatever its encoding, with the place of the next one. Works on bytes and not on
 * characters, because everything that separates records is ASCII and because a bad sequence must only cost its record.
 */
public final class Utf8Input {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final boolean transcoded;
    private byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long line = 1;
    private long column = 1;
    private long offset;

    private Utf8Input(InputStream in, boolean transcoded, long offset) {
        this.in = in;
        this.transcoded = transcoded;
        this.offset = offset;
    }

    /**
     * @param declared the encoding somebody named; null to take it from the byte order mark or the first bytes, and UTF-8
     *     when they do not tell. A byte order mark is believed more than {@code declared}.
     */
    public static Utf8Input open(InputStream content, @Nullable Charset declared) throws IOException {
        byte[] first = content.readNBytes(4);
        ByteOrderMark mark = ByteOrderMark.of(first);
        Charset charset = mark != null ? mark.charset() : declared != null ? declared : ByteOrderMark.guess(first);
        int skip = mark == null ? 0 : mark.length();
        InputStream rest = new java.io.SequenceInputStream(
                new java.io.ByteArrayInputStream(first, skip, first.length - skip), content);
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)
                ? new Utf8Input(rest, false, skip)
                : new Utf8Input(new TranscodedInput(rest, charset), true, 0);
    }

    /** @return the next byte without taking it; -1 at the end */
    public int peek() throws IOException {
        return next < end || fill() ? buffer[next] & 0xFF : -1;
    }

    /** @return the next byte; -1 at the end */
    public int read() throws IOException {
        int value = peek();
        if (value < 0) {
            return value;
        }
        next++;
        offset++;
        if (value == '\n') {
            line++;
            column = 1;
        } else if ((value & 0xC0) != 0x80) {
            column++;
        }
        return value;
    }

    /**
     * Takes bytes as long as none of them stops it; much faster than one by one.
     *
     * @param stops by byte value; must hold the line end
     */
    void takeUntil(boolean[] stops, RecordBuffer into) throws IOException {
        while (next < end || fill()) {
            int from = next;
            int characters = 0;
            while (next < end && !stops[buffer[next] & 0xFF]) {
                characters += (buffer[next] & 0xC0) == 0x80 ? 0 : 1;
                next++;
            }
            into.add(buffer, from, next - from);
            offset += next - from;
            column += characters;
            if (next < end) {
                return;
            }
        }
    }

    /** The set of these bytes and the line end, for {@link #takeUntil}. */
    static boolean[] stops(int... values) {
        boolean[] stops = new boolean[256];
        stops['\n'] = true;
        for (int value : values) {
            stops[value] = true;
        }
        return stops;
    }

    public Position position() {
        return new Position(line, column, transcoded ? -1 : offset);
    }

    /** The next bytes, at most 64 KiB, without taking them. */
    public byte[] head() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        while (end < buffer.length) {
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                break;
            }
            end += count;
        }
        return Arrays.copyOf(buffer, end);
    }

    /** Goes back to where {@code again} began. */
    void rewind(byte[] again, Position start) {
        byte[] joined = Arrays.copyOf(again, again.length + end - next);
        System.arraycopy(buffer, next, joined, again.length, end - next);
        offset -= again.length;
        line = start.line();
        column = start.column();
        buffer = joined;
        next = 0;
        end = joined.length;
    }

    void skipWhitespace() throws IOException {
        int value = peek();
        while (value == ' ' || value == '\n' || value == '\r' || value == '\t') {
            read();
            value = peek();
        }
    }

    private boolean fill() throws IOException {
        if (buffer.length != BUFFER) {
            buffer = new byte[BUFFER];
        }
        next = 0;
        end = 0;
        int count;
        do {
            count = in.read(buffer, 0, buffer.length);
        } while (count == 0);
        if (count < 0) {
            return false;
        }
        end = count;
        return true;
    }
}
