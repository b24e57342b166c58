package org.rostrum.api.security;

import java.util.concurrent.Callable;
import org.rostrum.api.problem.Problem;

/**
 * The one gate. Services ask it before they act; faces only set who is calling. A thread on which nobody was set is
 * anonymous and may do nothing.
 */
public interface Access {
    /** Who is calling on this thread. */
    Caller caller();

    /**
     * Passes when the caller holds the permission.
     *
     * @param permission in Shiro's wildcard syntax, {@code capability:action}
     * @throws Problem UNAUTHENTICATED when nobody is signed in, FORBIDDEN (naming the permission) otherwise
     */
    void require(String permission);

    boolean permits(String permission);

    /**
     * Runs work as a part of the server itself, which may do everything; for jobs and routes, never for what a person
     * asked for. The part's name appears in the audit trail.
     */
    <T> T asSystem(String part, Callable<T> work);

    /** {@link #asSystem(String, Callable)} without a result. */
    default void runAsSystem(String part, Runnable work) {
        asSystem(part, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
