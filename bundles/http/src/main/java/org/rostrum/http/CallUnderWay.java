package org.rostrum.http;

import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** A call that some thread makes right now, so that it can be broken off from outside: blocking sockets obey nobody else. */
final class CallUnderWay {
    private static final ThreadLocal<@Nullable CallUnderWay> CURRENT = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final long deadline;
    private volatile End end = End.NONE;
    private volatile boolean sent;
    private @Nullable Cancellable request;
    private @Nullable CompletableFuture<?> help;

    /** Why a call was broken off. */
    enum End {
        NONE,
        OUT_OF_TIME,
        INTERRUPTED,
        CLOSED
    }

    private CallUnderWay(Duration wholeTime) {
        this.deadline = System.nanoTime() + wholeTime.toNanos();
    }

    /** Begins a call on this thread, which must {@link #end} it. */
    static CallUnderWay begin(Duration wholeTime) {
        CallUnderWay call = new CallUnderWay(wholeTime);
        CURRENT.set(call);
        return call;
    }

    static void end() {
        CURRENT.remove();
    }

    /** That of this thread. */
    static CallUnderWay current() {
        return Objects.requireNonNull(CURRENT.get(), "no call on this thread");
    }

    /** Looks whether it must be over. */
    void look() {
        if (System.nanoTime() - deadline >= 0) {
            breakOff(End.OUT_OF_TIME);
        } else if (thread.isInterrupted()) {
            breakOff(End.INTERRUPTED);
        }
    }

    synchronized void breakOff(End why) {
        if (end == End.NONE) {
            end = why;
        }
        if (request != null) {
            request.cancel();
        }
        if (help != null) {
            help.cancel(false);
        }
    }

    /** The next request of this call; ends at once when the call was broken off. */
    synchronized void ask(Cancellable next) {
        sent = false;
        request = next;
        if (end != End.NONE) {
            next.cancel();
        }
    }

    /** From here on the request may reach the server. */
    void sending() {
        sent = true;
    }

    boolean mayHaveReachedTheServer() {
        return sent;
    }

    /** Why it is over; only then of use when it failed. */
    End whyOver() {
        return end == End.NONE && thread.isInterrupted() ? End.INTERRUPTED : end;
    }

    /** Waits for what another thread does for this call. */
    <T> T await(CompletableFuture<T> other) throws UnknownHostException, InterruptedIOException {
        synchronized (this) {
            help = other;
            if (end != End.NONE) {
                other.cancel(false);
            }
        }
        try {
            return other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (CancellationException brokenOff) {
            throw new InterruptedIOException("broken off");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
