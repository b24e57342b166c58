package org.rostrum.accounts.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.EngagementModel.RightsGroup;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.accounts.RightsCeiling;

/**
 * What the chosen models withhold. Models of all accounts above count, so whoever chooses one below can make the ceiling lower,
 * never lift it.
 *
 * @param models by the account they were chosen for
 */
public record Ceilings(Map<String, EngagementModelSetting> models) {
    public static final Ceilings NONE = new Ceilings(Map.of());

    private static final int REMEMBERED = 2000;
    private static final ConcurrentMap<String, Set<RightsGroup>> GOVERNED = new ConcurrentHashMap<>();

    public Ceilings {
        models = Map.copyOf(models);
    }

    public boolean bounded(String permission) {
        if (models.isEmpty()) {
            return false;
        }
        Set<RightsGroup> groups = governed(permission);
        return !groups.isEmpty() && models.values().stream().anyMatch(setting -> withholds(setting, groups));
    }

    /** See {@link org.rostrum.api.accounts.AccountTree#exercised}. */
    public List<String> exercised(String permission, List<String> lineage) {
        Found found = find(permission, lineage);
        return found == null ? lineage : lineage.subList(found.hub(), lineage.size());
    }

    public Optional<RightsCeiling> ceiling(String permission, List<String> lineage) {
        Found found = find(permission, lineage);
        if (found == null) {
            return Optional.empty();
        }
        String account = lineage.get(found.chosenFor());
        EngagementModelSetting setting = models.get(account);
        return setting == null
                ? Optional.empty()
                : Optional.of(new RightsCeiling(setting.model(), account, lineage.get(found.hub())));
    }

    /** Where in the lineage the highest hub is, and the account whose model says so. */
    private record Found(int hub, int chosenFor) {}

    private @Nullable Found find(String permission, List<String> lineage) {
        if (models.isEmpty()) {
            return null;
        }
        Set<RightsGroup> groups = governed(permission);
        if (groups.isEmpty()) {
            return null;
        }
        Found found = null;
        for (int i = 1; i < lineage.size(); i++) {
            EngagementModelSetting setting = models.get(lineage.get(i));
            if (setting != null && withholds(setting, groups)) {
                int hub = hub(setting, lineage, i);
                if (hub > 0 && (found == null || hub > found.hub())) {
                    found = new Found(hub, i);
                }
            }
        }
        return found;
    }

    /** The place of the nearest hub: one of the further ones, or the account that the model was chosen for. */
    static int hub(EngagementModelSetting setting, List<String> lineage, int chosenFor) {
        for (int i = 0; i < chosenFor; i++) {
            if (setting.hubs().contains(lineage.get(i))) {
                return i;
            }
        }
        return chosenFor;
    }

    private static boolean withholds(EngagementModelSetting setting, Set<RightsGroup> groups) {
        for (RightsGroup group : groups) {
            if (setting.model().withheld().contains(group)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any model could withhold the permission. */
    public static boolean governs(String permission) {
        return !governed(permission).isEmpty();
    }

    /** The groups that the permission has anything in common with, wildcards included. */
    static Set<RightsGroup> governed(String permission) {
        Set<RightsGroup> known = GOVERNED.get(permission);
        if (known == null) {
            known = EnumSet.noneOf(RightsGroup.class);
            for (RightsGroup group : RightsGroup.values()) {
                if (group.permissions().stream().anyMatch(governed -> meet(permission, governed))) {
                    known.add(group);
                }
            }
            if (GOVERNED.size() < REMEMBERED) {
                GOVERNED.put(permission, known);
            }
        }
        return known;
    }

    private static boolean meet(String permission, String governed) {
        String[] asked = permission.split(":", -1);
        String[] held = governed.split(":", -1);
        for (int i = 0; i < Math.min(asked.length, held.length); i++) {
            Set<String> words = Set.of(asked[i].split(","));
            if (!words.contains("*") && !words.contains(held[i])) {
                return false;
            }
        }
        return true;
    }
}
