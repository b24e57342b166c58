package org.rostrum.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952) with all its members. The JDK's own stream calls itself for each empty member, so that a small
 * answer made of nothing else overflows the stack.
 */
final class Gunzip extends InputStream {
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int BUFFER = 8192;

    private final PushbackInputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int fed;
    private boolean over;

    /** Nothing at all counts as nothing packed: some servers send that. */
    Gunzip(InputStream packed) throws IOException {
        this.packed = new PushbackInputStream(packed, BUFFER);
        int first = this.packed.read();
        if (first < 0) {
            over = true;
        } else if (first << 8 != (MAGIC & 0xFF00) || next() != (MAGIC & 0xFF)) {
            throw new ZipException("no gzip");
        } else {
            header();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!over) {
                int unpacked = inflater.inflate(into, offset, length);
                if (unpacked > 0) {
                    check.update(into, offset, unpacked);
                    return unpacked;
                }
                if (inflater.finished()) {
                    nextMember();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("needs a dictionary");
                } else {
                    feed();
                }
            }
            return -1;
        } catch (DataFormatException damaged) {
            throw new ZipException("damaged");
        }
    }

    private void feed() throws IOException {
        fed = packed.read(buffer, 0, BUFFER);
        if (fed < 0) {
            throw new EOFException("cut off");
        }
        inflater.setInput(buffer, 0, fed);
    }

    private void nextMember() throws IOException {
        int left = inflater.getRemaining();
        packed.unread(buffer, fed - left, left);
        if (number() != check.getValue() || number() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("wrong check");
        }
        inflater.reset();
        check.reset();
        // whatever else follows is padding
        over = packed.read() << 8 != (MAGIC & 0xFF00) || packed.read() != (MAGIC & 0xFF);
        if (!over) {
            header();
        }
    }

    /** What comes behind the magic number. */
    private void header() throws IOException {
        if (next() != DEFLATE) {
            throw new ZipException("no deflate");
        }
        int flags = next();
        number(); // time
        next(); // how well it is packed
        next(); // the system it was packed on
        if ((flags & EXTRA) != 0) {
            packed.skipNBytes(next() | next() << 8);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        if ((flags & HEADER_CHECK) != 0) {
            next();
            next();
        }
    }

    private void skipText(int flag) throws IOException {
        int one = flag;
        while (one != 0) {
            one = next();
        }
    }

    /** Four bytes, the lowest first. */
    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        int value = packed.read();
        if (value < 0) {
            throw new EOFException("cut off");
        }
        return value;
    }

    /** Leaves the input to whoever opened it. */
    @Override
    public void close() {
        inflater.end();
    }
}
