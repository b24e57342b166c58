package org.rostrum.api.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which account is below which, without names or rights: for the gate and for those that pass it. Answers come from memory.
 * Needs no permission, so nothing that a person asked for may be answered from it unchecked.
 */
public interface AccountTree {
    /** The account itself, the one above it, and so on up to the root; empty when there is no such account. */
    List<String> lineage(String accountId);

    /** The accounts with all that are below them; unknown ones are left out. */
    Set<String> subtree(Collection<String> accountIds);

    /**
     * Where an account went that was merged into another one; empty for others. It stays in the tree, below the other one, as
     * what was recorded under its name is reached there.
     */
    default Optional<String> mergedInto(String accountId) {
        return Optional.empty();
    }

    /** The accounts that were merged into this one; mostly empty. */
    default Set<String> former(String accountId) {
        return Set.of();
    }

    /** Whether an engagement model anywhere withholds the permission, or a part of it. */
    default boolean bounded(String permission) {
        return false;
    }

    /**
     * For which accounts a grant must have been given so that the permission can be exercised at the first of the lineage: all of
     * it, or, where an engagement model withholds the permission from spokes, what is left from the hub on. Never more than the
     * lineage. Concerns rights of users alone, not what is held for the whole installation.
     *
     * @param lineage an account and those above it
     */
    default List<String> exercised(String permission, List<String> lineage) {
        return lineage;
    }

    /** The model that withholds the permission at the first of the lineage from those who hold it there; empty when none does. */
    default Optional<RightsCeiling> ceiling(String permission, List<String> lineage) {
        return Optional.empty();
    }

    /**
     * Takes notice of what other nodes have changed; costs one look at one row. The gate does so whenever it finds out who is
     * calling.
     */
    void refresh();
}
