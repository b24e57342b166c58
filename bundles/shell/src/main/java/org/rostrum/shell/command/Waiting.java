package org.rostrum.shell.command;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rostrum.api.problem.Problem;

/** Waits for work in the background. */
final class Waiting {
    /** The permission to have the server process read or write a file of the machine. */
    static final String SERVER_FILES = "server:files";

    private static final long PAUSE_MILLIS = 200;

    private Waiting() {}

    /** Asks until it is done; Ctrl-C ends the waiting, not the work. */
    static <T> T until(Supplier<T> state, Predicate<T> done) {
        T seen = state.get();
        while (!done.test(seen)) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Problem.of(Problem.Kind.CONFLICT, "The waiting was broken off; the work goes on.")
                        .withCause(interrupted);
            }
            seen = state.get();
        }
        return seen;
    }
}
