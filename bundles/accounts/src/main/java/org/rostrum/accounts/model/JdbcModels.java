package org.rostrum.accounts.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.AccountStore;
import org.rostrum.accounts.Fingerprint;
import org.rostrum.accounts.RememberedTree;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModelPreview;
import org.rostrum.api.accounts.EngagementModelPreview.Proposal;
import org.rostrum.api.accounts.EngagementModelService;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.RightsComparison;
import org.rostrum.api.identity.RightsComparison.Change;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** Chooses engagement models: see {@link EngagementModelService}. */
@Component(service = EngagementModelService.class)
public final class JdbcModels implements EngagementModelService {
    private static final String READ = "accounts:read";
    private static final String WRITE = "accounts:write";
    private static final int MOST_HUBS = 400;

    private final Database database;
    private final RememberedTree tree;
    private final ModelChange comparison;
    private final Proposals proposals;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;

    @Activate
    public JdbcModels(
            @Reference RememberedTree tree,
            @Reference RightsComparison rights,
            @Reference GrantService grants,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = tree.database();
        this.tree = tree;
        this.comparison = new ModelChange(tree, rights);
        this.proposals = new Proposals(tree, grants, rights);
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<InForce> inForce(String accountId) {
        Reach reach = access.requireSomewhere(READ);
        database.<Boolean>read(connection -> checkVisible(connection, accountId, reach));
        List<String> lineage = tree.lineage(accountId);
        Ceilings ceilings = tree.ceilings();
        List<InForce> inForce = new ArrayList<>();
        for (int i = 0; i < lineage.size(); i++) {
            EngagementModelSetting setting = ceilings.models().get(lineage.get(i));
            if (setting != null) {
                String chosenFor = lineage.get(i);
                String hub = lineage.get(Ceilings.hub(setting, lineage, i));
                inForce.add(new InForce(
                        reach.covers(chosenFor) ? chosenFor : null,
                        // other hubs are none of theirs who see only what is below
                        new EngagementModelSetting(setting.model(), reach.narrow(setting.hubs())),
                        reach.covers(hub) ? hub : null));
            }
        }
        return inForce;
    }

    @Override
    public EngagementModelPreview preview(String accountId, @Nullable EngagementModelSetting setting) {
        Reach reach = access.requireSomewhere(WRITE);
        return database.transaction(connection -> look(connection, accountId, setting, reach));
    }

    @Override
    public EngagementModelPreview apply(
            String accountId, @Nullable EngagementModelSetting setting, String fingerprint) {
        Reach reach = access.requireSomewhere(WRITE);
        return database.transaction(connection -> {
            // nobody moves or chooses meanwhile, and all nodes take notice
            tree.changed(connection);
            EngagementModelPreview preview = look(connection, accountId, setting, reach);
            if (!preview.fingerprint().equals(fingerprint)) {
                throw Problem.of(Problem.Kind.CONFLICT, "What it comes to is no longer what the preview showed.")
                        .withField("fingerprint")
                        .withRemedy("Look at the preview again and confirm with its fingerprint.");
            }
            ModelStore.put(
                    connection,
                    accountId,
                    setting,
                    clock.instant(),
                    access.caller().name());
            audit.record(
                    setting == null ? "account.model-remove" : "account.model",
                    "account/" + accountId,
                    accountId,
                    Fingerprint.json(new State(preview.before(), List.of())),
                    Fingerprint.json(new State(setting, preview.rights())));
            return preview;
        });
    }

    /** What the trail keeps. */
    private record State(@Nullable EngagementModelSetting setting, List<Change> rights) {}

    private EngagementModelPreview look(
            Connection connection, String accountId, @Nullable EngagementModelSetting setting, Reach reach)
            throws SQLException {
        checkVisible(connection, accountId, reach);
        check(accountId, setting);
        Ceilings before = tree.ceilings();
        Ceilings after = ModelChange.with(before, accountId, setting);
        List<Change> rights = comparison.changes(before, after, tree.subtree(Set.of(accountId)));
        List<Proposal> proposed = proposals.of(accountId, setting);
        List<String> unheld = proposals.unheld(accountId, setting);
        EngagementModelSetting current = before.models().get(accountId);
        return new EngagementModelPreview(
                accountId,
                current,
                setting,
                rights,
                proposed,
                unheld,
                Fingerprint.of(
                        accountId,
                        ordered(current),
                        ordered(setting),
                        rights,
                        proposed.stream().map(Fingerprint::json).sorted().toList(),
                        new TreeSet<>(unheld)));
    }

    private static @Nullable String ordered(@Nullable EngagementModelSetting setting) {
        return setting == null ? null : setting.model() + " " + new TreeSet<>(setting.hubs());
    }

    private static Boolean checkVisible(Connection connection, String accountId, Reach reach) throws SQLException {
        if (!reach.covers(accountId) || AccountStore.find(connection, accountId).isEmpty()) {
            throw Problem.notFound("account", accountId);
        }
        return Boolean.TRUE;
    }

    private void check(String accountId, @Nullable EngagementModelSetting setting) {
        if (setting == null) {
            return;
        }
        boolean several = setting.model() == EngagementModel.MULTIPLE_HUB_AND_SPOKE;
        if (several == setting.hubs().isEmpty()) {
            throw Problem.invalid(
                    "hubs",
                    several ? "There is no further hub." : "This model has one hub, which is the account itself.",
                    several ? "Name accounts below that are hubs, or choose HUB_AND_SPOKE." : "Leave the hubs out.");
        }
        if (setting.hubs().size() > MOST_HUBS) {
            throw Problem.invalid("hubs", "More than " + MOST_HUBS + " hubs.", "Choose models further down the tree.");
        }
        Set<String> below = tree.subtree(Set.of(accountId));
        for (String hub : new TreeSet<>(setting.hubs())) {
            if (hub.equals(accountId)
                    || !below.contains(hub)
                    || tree.mergedInto(hub).isPresent()) {
                throw Problem.invalid(
                        "hubs",
                        "\"" + hub + "\" is no account below \"" + accountId + "\".",
                        "Name accounts below it.");
            }
        }
    }
}
