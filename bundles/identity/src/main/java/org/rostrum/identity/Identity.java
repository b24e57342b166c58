package org.rostrum.identity;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/**
 * Whom a thread works for and what they may do: the principal of its Shiro subject.
 *
 * @param roles names of the roles held for the whole installation
 * @param granted what the roles permit, and where
 * @param limits what a token is limited to, besides what its owner may; null when there is no such limit
 * @param pending what has to be done before anything else is allowed
 * @param session hash of the session's secret; null outside of a session
 */
record Identity(
        Caller caller,
        Set<String> roles,
        Rights granted,
        @Nullable Rights limits,
        Pending pending,
        @Nullable String session) {
    Identity {
        roles = Set.copyOf(roles);
    }

    /** Somebody who has not signed in. */
    static Identity anonymous(String door, @Nullable String address) {
        Caller anonymous = Caller.ANONYMOUS;
        return new Identity(
                new Caller(anonymous.type(), anonymous.name(), door, address),
                Set.of(),
                Rights.NONE,
                null,
                Pending.NOTHING,
                null);
    }

    /** A part of the server itself, which may do everything. */
    static Identity system(Caller caller) {
        return new Identity(caller, Set.of(), Rights.EVERYTHING, null, Pending.NOTHING, null);
    }

    /** The same without what a token is limited to. */
    Identity withoutLimits() {
        return new Identity(caller, roles, granted, null, pending, session);
    }

    /** Whether nothing is allowed before something else was done. */
    boolean isBarred() {
        return pending != Pending.NOTHING;
    }

    boolean mustChangePassword() {
        return pending == Pending.PASSWORD;
    }

    boolean mustSetUpSecondFactor() {
        return pending == Pending.SECOND_FACTOR;
    }

    boolean permits(Wanted wanted) {
        if (isBarred()) {
            return false;
        }
        Rights bounds = limits;
        return granted.permit(wanted) && (bounds == null || bounds.bound(wanted));
    }

    /** @param tree null while nobody knows which account is below which: then only accounts that were granted themselves */
    Reach reach(String permission, @Nullable AccountTree tree) {
        if (isBarred()) {
            return Reach.NOWHERE;
        }
        Reach held = exercised(permission, granted.where(permission), tree);
        Rights bounds = limits;
        if (bounds == null) {
            return held;
        }
        Reach bound = spread(bounds.where(permission), tree);
        if (held.everywhere()) {
            return bound;
        }
        return bound.everywhere() ? held : Reach.of(new LinkedHashSet<>(bound.narrow(held.accounts())));
    }

    /** Without the accounts at which an engagement model withholds the permission. */
    private static Reach exercised(String permission, Where where, @Nullable AccountTree tree) {
        Reach reach = spread(where, tree);
        if (tree == null || reach.everywhere() || reach.nowhere() || !tree.bounded(permission)) {
            return reach;
        }
        Set<String> left = new LinkedHashSet<>();
        for (String account : reach.accounts()) {
            if (where.covers(tree.exercised(permission, tree.lineage(account)))) {
                left.add(account);
            }
        }
        return Reach.of(left);
    }

    private static Reach spread(Where where, @Nullable AccountTree tree) {
        if (where.everywhere()) {
            return Reach.EVERYWHERE;
        }
        return where.accounts().isEmpty()
                ? Reach.NOWHERE
                : Reach.of(tree == null ? where.accounts() : tree.subtree(where.accounts()));
    }
}
