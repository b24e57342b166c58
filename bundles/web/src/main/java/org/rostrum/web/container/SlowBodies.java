package org.rostrum.web.container;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body must arrive faster than any line is slow: whoever reads it holds a thread, of which there are few. Whoever
 * sends nothing at all is ended by the idle timeout of the connection.
 */
final class SlowBodies extends HttpServletRequestWrapper {
    /** Bytes per second, on average over the time in which it is waited for. */
    static final long LEAST = 512;

    /** In which no rate is asked for. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private @Nullable ServletInputStream body;

    SlowBodies(HttpServletRequest request) {
        super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream present = body;
        if (present == null) {
            present = new Watched(super.getInputStream());
            body = present;
        }
        return present;
    }

    private static final class Watched extends ServletInputStream {
        private final ServletInputStream in;
        private long waited;
        private long bytes;

        Watched(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            long began = System.nanoTime();
            int read = in.read();
            arrived(read < 0 ? read : 1, began);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long began = System.nanoTime();
            int read = in.read(buffer, offset, length);
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
