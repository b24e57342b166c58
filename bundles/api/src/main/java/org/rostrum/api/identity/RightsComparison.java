package org.rostrum.api.identity;

import java.util.Collection;
import java.util.List;
import org.rostrum.api.security.RequiresPermission;

/** Tells who would gain or lose what, before something is done that changes where grants count. */
public interface RightsComparison {
    /**
     * An account, and for which accounts a grant must have been given to count there.
     *
     * @param before as it is now, the account itself and those above as a rule
     * @param after as it would be
     */
    record Scene(String accountId, List<String> before, List<String> after) {
        public Scene {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * What somebody would gain or lose.
     *
     * @param permissions of those asked for, ordered
     */
    record Change(String user, String accountId, boolean gained, List<String> permissions) {
        public Change {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * Everybody for whom it makes a difference, by grants of their own, of their groups and of those they stand in for that count
     * now or will; ordered by user and account.
     *
     * @param permissions {@code capability:action} without wildcards
     */
    @RequiresPermission("grants:read")
    List<Change> compare(Collection<String> permissions, List<Scene> scenes);
}
