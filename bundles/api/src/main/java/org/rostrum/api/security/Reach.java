package org.rostrum.api.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody holds a permission, at the moment it was asked for.
 *
 * @param everywhere whether for the whole installation, and with that for every account there is or will be
 * @param accounts ids of the accounts, with all that are below those that were granted; empty when everywhere
 */
public record Reach(boolean everywhere, Set<String> accounts) {
    public static final Reach EVERYWHERE = new Reach(true, Set.of());
    public static final Reach NOWHERE = new Reach(false, Set.of());

    public Reach {
        accounts = Set.copyOf(accounts);
        if (everywhere && !accounts.isEmpty()) {
            throw new IllegalArgumentException("What is held everywhere is not held at single accounts");
        }
    }

    /** These accounts, and not those below them unless they are named. */
    public static Reach of(Set<String> accounts) {
        return accounts.isEmpty() ? NOWHERE : new Reach(false, accounts);
    }

    /** @param accountId null for what belongs to no account, which only those who may everywhere may see */
    public boolean covers(@Nullable String accountId) {
        return everywhere || (accountId != null && accounts.contains(accountId));
    }

    public boolean coversAll(Collection<String> accountIds) {
        return everywhere || accounts.containsAll(accountIds);
    }

    public boolean nowhere() {
        return !everywhere && accounts.isEmpty();
    }

    /** Those of the accounts that are covered, in their order. */
    public Set<String> narrow(Collection<String> accountIds) {
        Set<String> covered = new LinkedHashSet<>(accountIds);
        if (!everywhere) {
            covered.retainAll(accounts);
        }
        return covered;
    }
}
