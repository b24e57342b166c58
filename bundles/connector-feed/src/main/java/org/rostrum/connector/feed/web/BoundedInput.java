package org.rostrum.connector.feed.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Fails when a document is too large or comes too slowly, instead of filling the memory. */
final class BoundedInput extends FilterInputStream {
    private final int most;
    private final long deadline;
    private long count;

    BoundedInput(InputStream in, int most, long deadline) {
        super(in);
        this.most = most;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        counted(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        counted(Math.max(0, read));
        return read;
    }

    private void counted(int read) throws IOException {
        count += read;
        if (count > most) {
            throw new GuardedClient.FailedException(new DeliveryException(
                    FailureCategory.REJECTED, "The document is larger than " + most + " bytes.", null));
        }
        if (System.nanoTime() - deadline > 0) {
            throw new InterruptedIOException("deadline");
        }
    }
}
