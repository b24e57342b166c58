package org.rostrum.accounts.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.identity.RightsComparison.Scene;

/**
 * Where grants count before and after a merge. Grants for the account that goes become grants for the other one, so behind it
 * both names stand for the same.
 */
final class MergeScenes {
    private MergeScenes() {}

    static List<Scene> of(AccountTree tree, String from, String into) {
        List<String> target = new ArrayList<>(List.of(into, from));
        target.addAll(tree.lineage(into).subList(1, tree.lineage(into).size()));
        Set<String> concerned = new TreeSet<>(tree.subtree(List.of(from, into)));
        List<Scene> scenes = new ArrayList<>();
        for (String account : concerned) {
            List<String> before = tree.lineage(account);
            scenes.add(new Scene(account, before, after(before, from, into, target)));
        }
        return scenes;
    }

    private static List<String> after(List<String> before, String from, String into, List<String> target) {
        int at = before.indexOf(from);
        if (at < 0) {
            at = before.indexOf(into);
        }
        List<String> after = new ArrayList<>(before.subList(0, at));
        after.addAll(target);
        return after;
    }
}
