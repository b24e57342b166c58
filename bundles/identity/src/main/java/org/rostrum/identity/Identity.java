package org.rostrum.identity;

import java.util.List;
import java.util.Set;
import org.apache.shiro.authz.Permission;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Caller;

/**
 * Whom a thread works for and what they may do: the principal of its Shiro subject.
 *
 * @param roles names of the roles held
 * @param granted what the roles permit
 * @param limits what a token is limited to, besides what its owner may; null when there is no such limit
 * @param mustChangePassword whether nothing is allowed before a one-time password was replaced
 * @param session hash of the session's secret; null outside of a session
 */
record Identity(
        Caller caller,
        Set<String> roles,
        List<Permission> granted,
        @Nullable List<Permission> limits,
        boolean mustChangePassword,
        @Nullable String session) {
    Identity {
        roles = Set.copyOf(roles);
        granted = List.copyOf(granted);
        limits = limits == null ? null : List.copyOf(limits);
    }

    /** Somebody who has not signed in. */
    static Identity anonymous(String door, @Nullable String address) {
        Caller anonymous = Caller.ANONYMOUS;
        return new Identity(
                new Caller(anonymous.type(), anonymous.name(), door, address), Set.of(), List.of(), null, false, null);
    }

    /** A part of the server itself, which may do everything. */
    static Identity system(Caller caller) {
        return new Identity(caller, Set.of(), List.of(Permissions.EVERYTHING), null, false, null);
    }

    boolean permits(Permission wanted) {
        if (mustChangePassword) {
            return false;
        }
        List<Permission> bounds = limits;
        return implies(granted, wanted) && (bounds == null || implies(bounds, wanted));
    }

    private static boolean implies(List<Permission> held, Permission wanted) {
        return held.stream().anyMatch(permission -> permission.implies(wanted));
    }
}
