package org.rostrum.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.RightsCeiling;

/** An {@link AccountTree} to be grown by hand. */
public final class MemoryAccountTree implements AccountTree {
    private final Map<String, String> parents = new LinkedHashMap<>();
    private final Map<String, String> hubs = new LinkedHashMap<>();

    /** @param parentId null for a root */
    public synchronized MemoryAccountTree with(String accountId, @Nullable String parentId) {
        parents.put(accountId, parentId == null ? "" : parentId);
        return this;
    }

    /** As an engagement model does: below the hub, a grant of the permission does not count. */
    public synchronized MemoryAccountTree withholding(String permission, String hub) {
        hubs.put(permission, hub);
        return this;
    }

    @Override
    public synchronized boolean bounded(String permission) {
        return hubs.containsKey(permission);
    }

    @Override
    public synchronized List<String> exercised(String permission, List<String> lineage) {
        int hub = lineage.indexOf(hubs.getOrDefault(permission, ""));
        return hub < 0 ? lineage : lineage.subList(hub, lineage.size());
    }

    @Override
    public synchronized Optional<RightsCeiling> ceiling(String permission, List<String> lineage) {
        String hub = hubs.getOrDefault(permission, "");
        return lineage.indexOf(hub) > 0
                ? Optional.of(new RightsCeiling(EngagementModel.HUB_AND_SPOKE, hub, hub))
                : Optional.empty();
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
