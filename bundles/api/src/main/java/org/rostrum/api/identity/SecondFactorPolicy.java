package org.rostrum.api.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who must have a second factor to sign in with a password.
 *
 * @param everybody whether all must, whatever the rest says
 * @param roles whoever holds one of these, wherever it was granted, by a group or by standing in as well
 * @param accounts whoever belongs to one of these accounts or one below, or holds a role there
 * @param version for {@code If-Match}
 */
public record SecondFactorPolicy(
        boolean everybody, Collection<String> roles, Collection<String> accounts, long version) {
    public SecondFactorPolicy {
        roles = ordered(roles);
        accounts = ordered(accounts);
    }

    private static SortedSet<String> ordered(Collection<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
