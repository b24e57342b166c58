package org.rostrum.shell;

import java.util.concurrent.Callable;
import org.rostrum.api.problem.Problem;

/** Where commands are served: with the rights of who sits at the shell. */
public interface Desk {
    /** Work of a command. */
    @FunctionalInterface
    interface Work<T> {
        T with(Services services) throws Exception;
    }

    /**
     * Does the work for the user who signed in to the shell; for the local console, whose user owns the server process,
     * as the part {@code console} of the server itself.
     *
     * @throws Problem UNAUTHENTICATED when nobody is signed in, or no longer
     * @throws IllegalStateException with the cause when the work failed with a checked exception, see {@link Callable}
     */
    <T> T serve(Work<T> work);
}
