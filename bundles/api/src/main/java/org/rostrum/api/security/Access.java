package org.rostrum.api.security;

import java.util.Collection;
import java.util.concurrent.Callable;
import org.rostrum.api.problem.Problem;

/**
 * The one gate. Services ask it before they act; faces only set who is calling. A thread on which nobody was set is
 * anonymous and may do nothing.
 *
 * <p>A permission is held for the whole installation or for an account and all that is below it. What concerns an account
 * is asked for at that account; what concerns no account, or all of them, is asked for without one and needs to be held for
 * the whole installation.
 */
public interface Access {
    /** Who is calling on this thread. */
    Caller caller();

    /**
     * Passes when the caller holds the permission for the whole installation.
     *
     * @param permission in Shiro's wildcard syntax, {@code capability:action}
     * @throws Problem UNAUTHENTICATED when nobody is signed in, FORBIDDEN (naming the permission) otherwise
     */
    void require(String permission);

    /**
     * Passes when the caller holds the permission for the account, for one above it or for the whole installation.
     *
     * @throws Problem UNAUTHENTICATED when nobody is signed in, FORBIDDEN (naming permission and account) otherwise
     */
    void require(String permission, String accountId);

    /**
     * Where the caller holds the permission; what a list shows is narrowed to it.
     *
     * @throws Problem UNAUTHENTICATED when nobody is signed in, FORBIDDEN (naming the permission) when the caller holds it
     *     nowhere
     */
    Reach requireSomewhere(String permission);

    /**
     * Passes when the caller holds the permission for each of the accounts.
     *
     * @throws Problem UNAUTHENTICATED when nobody is signed in, FORBIDDEN (naming the permission and one of the accounts)
     *     otherwise
     */
    default void requireAll(String permission, Collection<String> accountIds) {
        Reach reach = requireSomewhere(permission);
        for (String account : accountIds) {
            if (!reach.covers(account)) {
                require(permission, account);
            }
        }
    }

    /** Whether the caller holds the permission for the whole installation. */
    boolean permits(String permission);

    /** Whether the caller holds the permission for the account, for one above it or for the whole installation. */
    boolean permits(String permission, String accountId);

    /** Where the caller holds the permission; {@link Reach#NOWHERE} when nowhere. */
    Reach reach(String permission);

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
