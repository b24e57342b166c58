package org.rostrum.connector.youtube;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a stream and no more; closes it. */
final class PartOfStream extends FilterInputStream {
    private long left;

    PartOfStream(InputStream content, long bytes) {
        super(content);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        int next = left > 0 ? in.read() : -1;
        left -= next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] into, int start, int most) throws IOException {
        if (most > 0 && left <= 0) {
            return -1;
        }
        int count = in.read(into, start, (int) Math.min(most, left));
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
