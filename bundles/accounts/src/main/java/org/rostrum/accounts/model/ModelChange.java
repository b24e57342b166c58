package org.rostrum.accounts.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.EngagementModel.RightsGroup;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.identity.RightsComparison;
import org.rostrum.api.identity.RightsComparison.Change;
import org.rostrum.api.identity.RightsComparison.Scene;

/** Works out who can exercise what no longer, or again, when a model is chosen. */
final class ModelChange {
    private final AccountTree tree;
    private final RightsComparison rights;

    ModelChange(AccountTree tree, RightsComparison rights) {
        this.tree = tree;
        this.rights = rights;
    }

    List<Change> changes(Ceilings before, Ceilings after, Set<String> accounts) {
        Map<RightsGroup, List<Change>> found = new EnumMap<>(RightsGroup.class);
        Map<String, List<String>> lineages = new TreeMap<>();
        accounts.forEach(account -> lineages.put(account, tree.lineage(account)));
        for (RightsGroup group : RightsGroup.values()) {
            List<Scene> scenes = new ArrayList<>();
            String permission = group.permissions().iterator().next();
            lineages.forEach((account, lineage) -> {
                List<String> now = before.exercised(permission, lineage);
                List<String> then = after.exercised(permission, lineage);
                if (!now.equals(then)) {
                    scenes.add(new Scene(account, now, then));
                }
            });
            if (!scenes.isEmpty()) {
                found.put(group, rights.compare(group.permissions(), scenes));
            }
        }
        return together(found.values().stream().flatMap(List::stream).toList());
    }

    private record Key(String user, String account, boolean gained) {}

    private static List<Change> together(List<Change> changes) {
        Map<Key, Set<String>> together = new HashMap<>();
        for (Change change : changes) {
            together.computeIfAbsent(
                            new Key(change.user(), change.accountId(), change.gained()), key -> new TreeSet<>())
                    .addAll(change.permissions());
        }
        return together.entrySet().stream()
                .map(entry -> new Change(
                        entry.getKey().user(),
                        entry.getKey().account(),
                        entry.getKey().gained(),
                        List.copyOf(entry.getValue())))
                .sorted(Comparator.comparing(Change::user)
                        .thenComparing(Change::accountId)
                        .thenComparing(Change::gained))
                .toList();
    }

    static Ceilings with(Ceilings before, String account, @Nullable EngagementModelSetting setting) {
        Map<String, EngagementModelSetting> models = new HashMap<>(before.models());
        if (setting == null) {
            models.remove(account);
        } else {
            models.put(account, setting);
        }
        return new Ceilings(models);
    }
}
