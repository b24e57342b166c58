package org.rostrum.accounts.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModel.RightsGroup;
import org.rostrum.api.accounts.EngagementModelPreview.Proposal;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.RightsComparison;
import org.rostrum.api.paging.CursorPage;

/** What a model needs that only a person may give, from the grants that the caller may read. */
final class Proposals {
    private static final String SEES = "viewer";

    private final AccountTree tree;
    private final GrantService grants;
    private final RightsComparison rights;

    Proposals(AccountTree tree, GrantService grants, RightsComparison rights) {
        this.tree = tree;
        this.grants = grants;
        this.rights = rights;
    }

    /** In a honeycomb everybody sees what the others do: whoever works below should see the whole. */
    List<Proposal> of(String account, @Nullable EngagementModelSetting setting) {
        if (setting == null || setting.model() != EngagementModel.HONEYCOMB) {
            return List.of();
        }
        Set<String> below = new TreeSet<>(tree.subtree(List.of(account)));
        below.remove(account);
        Set<Proposal> proposals = new LinkedHashSet<>();
        Set<Proposal> seeing = new LinkedHashSet<>();
        for (Grant grant : all()) {
            Proposal proposal = new Proposal(grant.user(), grant.group(), SEES, account);
            if (grant.accountId() != null && below.contains(grant.accountId())) {
                proposals.add(proposal);
            } else if (account.equals(grant.accountId())) {
                seeing.add(proposal);
            }
        }
        proposals.removeAll(seeing);
        return proposals.stream()
                .sorted(java.util.Comparator.comparing(one -> Objects.toString(one.user(), "") + one.group()))
                .toList();
    }

    private List<Grant> all() {
        List<Grant> all = new ArrayList<>();
        String cursor = null;
        do {
            CursorPage<Grant> page = grants.list(GrantFilter.ALL, cursor, CursorPage.MAX_LIMIT);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    /** What is withheld below a hub though nobody holds it there: work would stand still. */
    List<String> unheld(String account, @Nullable EngagementModelSetting setting) {
        if (setting == null) {
            return List.of();
        }
        Set<String> hubs = new TreeSet<>(setting.hubs());
        hubs.add(account);
        List<String> unheld = new ArrayList<>();
        for (RightsGroup group : setting.model().withheld()) {
            if (group.effective()) {
                for (String permission : group.permissions()) {
                    if (hubs.stream().anyMatch(hub -> nobody(permission, hub))) {
                        unheld.add(permission);
                    }
                }
            }
        }
        return unheld.stream().sorted().toList();
    }

    private boolean nobody(String permission, String hub) {
        // whoever would lose it if no grant counted there, holds it there
        return rights.compare(
                        List.of(permission), List.of(new RightsComparison.Scene(hub, tree.lineage(hub), List.of())))
                .isEmpty();
    }
}
