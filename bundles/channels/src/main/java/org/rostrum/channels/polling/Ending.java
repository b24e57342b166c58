package org.rostrum.channels.polling;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Lets polls end when the part of the server ends that runs them: those that wait for a network are broken off, those that are
 * storing what it told are waited for, as databases take it ill to be interrupted.
 */
final class Ending {
    private final Set<Thread> waiting = new HashSet<>();
    private int polls;
    private boolean begun;

    /** A call of a network. */
    @FunctionalInterface
    interface NetworkCall<T> {
        T run() throws DeliveryException;
    }

    /** Begins a poll, which must be followed by {@link #leave}; false when it is too late for one. */
    synchronized boolean enter() {
        if (begun) {
            return false;
        }
        polls++;
        return true;
    }

    synchronized void leave() {
        polls--;
        notifyAll();
    }

    /** @throws DeliveryException of the call, or because it was broken off */
    <T> T waitFor(NetworkCall<T> call) throws DeliveryException {
        synchronized (this) {
            if (begun) {
                throw new DeliveryException(FailureCategory.UNAVAILABLE, "The server stops.", null);
            }
            waiting.add(Thread.currentThread());
        }
        try {
            return call.run();
        } finally {
            synchronized (this) {
                waiting.remove(Thread.currentThread());
                if (begun) {
                    // meant for the call alone
                    var unused = Thread.interrupted();
                }
            }
        }
    }

    synchronized boolean isBegun() {
        return begun;
    }

    /** Breaks off what waits for networks. @return whether all polls have ended in time */
    synchronized boolean begin(Duration patience) {
        begun = true;
        waiting.forEach(Thread::interrupt);
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (polls > 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
