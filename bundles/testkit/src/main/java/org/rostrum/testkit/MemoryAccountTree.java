package org.rostrum.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;

/** An {@link AccountTree} to be grown by hand. */
public final class MemoryAccountTree implements AccountTree {
    private final Map<String, String> parents = new LinkedHashMap<>();

    /** @param parentId null for a root */
    public synchronized MemoryAccountTree with(String accountId, @Nullable String parentId) {
        parents.put(accountId, parentId == null ? "" : parentId);
        return this;
    }

    @Override
    public synchronized List<String> lineage(String accountId) {
        List<String> lineage = new ArrayList<>();
        String current = accountId;
        while (parents.containsKey(current)) {
            lineage.add(current);
            current = parents.getOrDefault(current, "");
        }
        return lineage;
    }

    @Override
    public synchronized Set<String> subtree(Collection<String> accountIds) {
        Set<String> all = new LinkedHashSet<>();
        for (String account : parents.keySet()) {
            if (lineage(account).stream().anyMatch(accountIds::contains)) {
                all.add(account);
            }
        }
        return all;
    }

    @Override
    public void refresh() {}
}
