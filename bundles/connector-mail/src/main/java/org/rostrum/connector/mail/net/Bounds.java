package org.rostrum.connector.mail.net;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** How long a conversation may last, how long a server may be silent in it, and how much it may say. */
public final class Bounds {
    private final long deadline;
    private volatile long silenceNanos;
    private long bytesLeft;

    private Bounds(long deadline, Duration silence, long bytes) {
        this.deadline = deadline;
        this.silenceNanos = silence.toNanos();
        this.bytesLeft = bytes;
    }

    /** One that ends. */
    public static Bounds of(Duration whole, Duration silence, long bytes) {
        return new Bounds(System.nanoTime() + whole.toNanos(), silence, bytes);
    }

    /** Changes how long the server may be silent from now on. */
    public void allowSilence(Duration silence) {
        silenceNanos = silence.toNanos();
    }

    /**
     * How long the next answer may be waited for.
     *
     * @throws SocketTimeoutException when the conversation is over
     */
    int millis() throws SocketTimeoutException {
        long left = Math.min(deadline - System.nanoTime(), silenceNanos) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("The conversation takes too long.");
        }
        return (int) Math.min(Integer.MAX_VALUE, left);
    }

    synchronized void count(int bytes) throws TooMuchException {
        bytesLeft -= Math.max(0, bytes);
        if (bytesLeft < 0) {
            throw new TooMuchException();
        }
    }
}
