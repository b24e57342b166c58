package org.rostrum.web.container;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * A request whose body must arrive faster than any line is slow: whoever reads it holds a thread, of which there are few. Whoever
 * sends nothing at all is ended by the idle timeout of the connection.
 */
final class SlowBodies extends HttpServletRequestWrapper {
    /** Bytes per second, on average over the time in which it is waited for. */
    static final long LEAST = 512;

    /** In which no rate is asked for. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Threads that may wait for bodies at a time, of the 64 that there are: the others answer those who have said all. */
    static final int PATIENT = 32;

    private final Semaphore patience;
    private @Nullable ServletInputStream body;

    /** @param patience of all requests together */
    SlowBodies(HttpServletRequest request, Semaphore patience) {
        super(request);
        this.patience = patience;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream present = body;
        if (present == null) {
            present = new Watched(super.getInputStream(), getContentLengthLong(), patience);
            body = present;
        }
        return present;
    }

    private static final class Watched extends ServletInputStream {
        private final ServletInputStream in;
        private final long length;
        private final Semaphore patience;
        private long waited;
        private long bytes;

        /** @param length -1 when it is not known before the end */
        Watched(ServletInputStream in, long length, Semaphore patience) {
            this.in = in;
            this.length = length;
            this.patience = patience;
        }

        /** One look at the body. */
        @FunctionalInterface
        private interface Look {
            int read() throws IOException;
        }

        private int patiently(Look look) throws IOException {
            boolean whole = in.isFinished() || (length >= 0 && bytes >= length);
            if (whole || in.available() > 0) {
                return look.read();
            }
            if (!patience.tryAcquire()) {
                throw Problem.of(Problem.Kind.UNAVAILABLE, "Too many requests wait for their bodies.")
                        .withRemedy("Send it again, as a whole.")
                        .withRetryAfter(5);
            }
            try {
                return look.read();
            } finally {
                patience.release();
            }
        }

        @Override
        public int read() throws IOException {
            long began = System.nanoTime();
            int read = patiently(in::read);
            arrived(read < 0 ? read : 1, began);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long began = System.nanoTime();
            int read = patiently(() -> in.read(buffer, offset, length));
            arrived(read, began);
            return read;
        }

        private void arrived(int count, long began) throws IOException {
            // what was done with the body in between is our own affair
            waited += System.nanoTime() - began;
            if (count < 0) {
                return;
            }
            bytes += count;
            Duration passed = Duration.ofNanos(waited);
            if (passed.compareTo(GRACE) > 0 && bytes < LEAST * passed.toSeconds()) {
                throw new IOException("The body arrives too slowly: " + bytes + " bytes in " + passed.toSeconds()
                        + " seconds; send at least " + LEAST + " bytes per second");
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
