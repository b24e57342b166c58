package org.rostrum.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.shiro.authz.Permission;
import org.jspecify.annotations.Nullable;

/** Permissions with the accounts they are held for. */
final class Rights {
    static final Rights NONE = new Rights(List.of());
    static final Rights EVERYTHING = new Rights(List.of(new Holding(null, List.of(Permissions.EVERYTHING))));

    /**
     * Permissions for an account and all below it.
     *
     * @param accountId null for the whole installation
     */
    record Holding(@Nullable String accountId, List<Permission> permissions) {
        Holding {
            permissions = List.copyOf(permissions);
        }

        static Holding of(@Nullable String accountId, Collection<String> permissions) {
            return new Holding(
                    accountId, permissions.stream().map(Wanted::parse).toList());
        }

        boolean implies(Permission wanted) {
            for (Permission held : permissions) {
                if (held.implies(wanted)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final int REMEMBERED = 500;

    private final List<Holding> holdings;
    private final ConcurrentMap<String, Where> known = new ConcurrentHashMap<>();

    Rights(List<Holding> holdings) {
        this.holdings = List.copyOf(holdings);
    }

    /** Permissions for the whole installation. */
    static Rights everywhere(Collection<String> permissions) {
        return new Rights(List.of(Holding.of(null, permissions)));
    }

    List<Holding> holdings() {
        return holdings;
    }

    /** As grants do, which engagement models can withhold. */
    boolean permit(Wanted wanted) {
        return where(wanted.text(), wanted.parsed()).covers(wanted.exercised());
    }

    /** As limits of a token do. */
    boolean bound(Wanted wanted) {
        return where(wanted.text(), wanted.parsed()).covers(wanted.lineage());
    }

    Where where(String text) {
        return where(text, Wanted.parse(text));
    }

    private Where where(String text, Permission wanted) {
        Where found = known.get(text);
        if (found == null) {
            found = search(wanted);
            if (known.size() < REMEMBERED) {
                known.put(text, found);
            }
        }
        return found;
    }

    private Where search(Permission wanted) {
        Set<String> accounts = new TreeSet<>();
        for (Holding holding : holdings) {
            String account = holding.accountId();
            if ((account == null || !accounts.contains(account)) && holding.implies(wanted)) {
                if (account == null) {
                    return Where.EVERYWHERE;
                }
                accounts.add(account);
            }
        }
        return new Where(false, accounts);
    }
}
