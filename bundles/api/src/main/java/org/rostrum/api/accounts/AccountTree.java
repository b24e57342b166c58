package org.rostrum.api.accounts;

import java.util.Collection;
import java.util.List;
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
     * Takes notice of what other nodes have changed; costs one look at one row. The gate does so whenever it finds out who is
     * calling.
     */
    void refresh();
}
