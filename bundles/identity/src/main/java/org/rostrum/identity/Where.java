package org.rostrum.identity;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For what a permission is held.
 *
 * @param everywhere whether for the whole installation
 * @param accounts the accounts it was granted for, without those below them
 */
record Where(boolean everywhere, Set<String> accounts) {
    static final Where EVERYWHERE = new Where(true, Set.of());

    Where {
        accounts = Set.copyOf(accounts);
    }

    /** @param lineage an account and those above it; null for the whole installation */
    boolean covers(@Nullable List<String> lineage) {
        if (everywhere) {
            return true;
        }
        if (lineage == null || accounts.isEmpty()) {
            return false;
        }
        for (String account : lineage) {
            if (accounts.contains(account)) {
                return true;
            }
        }
        return false;
    }
}
