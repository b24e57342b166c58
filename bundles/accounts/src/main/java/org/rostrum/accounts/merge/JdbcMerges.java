package org.rostrum.accounts.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.accounts.AccountStore;
import org.rostrum.accounts.Fingerprint;
import org.rostrum.accounts.RememberedTree;
import org.rostrum.api.accounts.AccountMerge;
import org.rostrum.api.accounts.AccountMerge.CapabilityShare;
import org.rostrum.api.accounts.AccountMergeService;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;
import org.rostrum.api.data.AccountMergeParticipant.Conflict;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.RightsComparison;
import org.rostrum.api.identity.RightsComparison.Change;
import org.rostrum.api.identity.RightsComparison.Scene;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.PermissionCatalog;

/** Merges accounts: asks every capability, and has each do its part in one transaction. */
@Component(service = AccountMergeService.class)
public final class JdbcMerges implements AccountMergeService {
    private static final String WRITE = "accounts:write";
    private static final int DEEPEST = 64;

    private final Database database;
    private final RememberedTree tree;
    private final Access access;
    private final RightsComparison rights;
    private final PermissionCatalog permissions;
    private final AuditLog audit;
    private final Clock clock;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    volatile List<AccountMergeParticipant> participants = List.of();

    @Activate
    public JdbcMerges(
            @Reference RememberedTree tree,
            @Reference Access access,
            @Reference RightsComparison rights,
            @Reference PermissionCatalog permissions,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = tree.database();
        this.tree = tree;
        this.access = access;
        this.rights = rights;
        this.permissions = permissions;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public AccountMerge preview(String from, String into) {
        access.require(WRITE);
        // asking for conflicts may try things out that are taken back
        return database.transaction(connection -> look(connection, from, into));
    }

    @Override
    public AccountMerge merge(String from, String into, String fingerprint) {
        access.require(WRITE);
        return database.transaction(connection -> {
            // nobody moves or merges meanwhile
            tree.changed(connection);
            AccountMerge merge = look(connection, from, into);
            if (!merge.fingerprint().equals(fingerprint)) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "Who gains what, or what is below, has changed since the preview.")
                        .withField("fingerprint")
                        .withRemedy("Look at the preview again and confirm with its fingerprint.");
            }
            if (!merge.conflicts().isEmpty()) {
                Conflict first = merge.conflicts().get(0);
                throw Problem.of(Problem.Kind.CONFLICT, first.what()).withRemedy(first.remedy());
            }
            for (AccountMergeParticipant participant : ordered()) {
                participant.merge(connection, from, into);
            }
            Sql.update(
                    connection,
                    "update accounts_account set parent_id = ?, version = version + 1 where parent_id = ?"
                            + " and merged_into is null",
                    into,
                    from);
            // those that were merged into it went where it goes
            Sql.update(
                    connection,
                    "update accounts_account set parent_id = ?, merged_into = ? where merged_into = ?",
                    into,
                    into,
                    from);
            Sql.update(
                    connection,
                    "update accounts_account set parent_id = ?, merged_into = ?, merged = ?, version = version + 1"
                            + " where id = ?",
                    into,
                    into,
                    clock.instant(),
                    from);
            audit.record(
                    "account.merge",
                    "account/" + from,
                    into,
                    Fingerprint.json(new Before(from, merge.children())),
                    Fingerprint.json(merge));
            return merge;
        });
    }

    /** What the trail keeps of before. */
    private record Before(String id, List<String> children) {}

    private AccountMerge look(Connection connection, String from, String into) throws SQLException {
        check(connection, "id", from);
        check(connection, "into", into);
        if (from.equals(into)) {
            throw Problem.invalid("into", "An account cannot be merged into itself.", "Name another account.");
        }
        List<CapabilityShare> shares = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>(places(from, into));
        Set<String> covered = new TreeSet<>(Set.of("accounts_account.merged_into"));
        for (AccountMergeParticipant participant : ordered()) {
            covered.addAll(participant.columns());
            List<AccountMergeParticipant.Share> things = participant.shares(connection, from);
            if (!things.isEmpty()) {
                shares.add(new CapabilityShare(participant.capability(), things));
            }
            conflicts.addAll(participant.conflicts(connection, from, into));
        }
        for (String column : AccountColumns.ofDatabase(connection)) {
            if (!covered.contains(column)) {
                conflicts.add(new Conflict(
                        "Nobody answers for the column " + column + ", which names accounts.",
                        "Start the plugin that it belongs to, or have its author add an AccountMergeParticipant."));
            }
        }
        List<String> children = children(connection, from);
        List<Change> changes = conflicts.isEmpty() || !below(into, from) ? changes(from, into) : List.of();
        return new AccountMerge(
                from,
                into,
                children,
                shares,
                conflicts,
                changes,
                Fingerprint.of(from, into, children, conflicts, changes));
    }

    private List<AccountMergeParticipant> ordered() {
        return participants.stream()
                .sorted(Comparator.comparing(AccountMergeParticipant::capability))
                .toList();
    }

    private static void check(Connection connection, String field, String id) throws SQLException {
        if (AccountStore.find(connection, id).isEmpty()) {
            throw field.equals("id")
                    ? Problem.notFound("account", id)
                    : Problem.invalid(field, "There is no account \"" + id + "\".", "Name an account that exists.");
        }
    }

    private boolean below(String account, String above) {
        return tree.lineage(account).contains(above);
    }

    private List<Conflict> places(String from, String into) {
        if (below(into, from)) {
            return List.of(new Conflict(
                    "\"" + into + "\" is below \"" + from + "\".",
                    "Move it elsewhere first, or merge the other way round."));
        }
        int below = 0;
        for (String account : tree.subtree(List.of(from))) {
            List<String> lineage = tree.lineage(account);
            below = Math.max(below, lineage.indexOf(from));
        }
        if (tree.lineage(into).size() + below > DEEPEST) {
            return List.of(new Conflict(
                    "The tree would be deeper than " + DEEPEST + " levels.",
                    "Move what is below to a higher account first."));
        }
        return List.of();
    }

    private static List<String> children(Connection connection, String from) throws SQLException {
        return Sql.list(
                connection,
                "select id from accounts_account where parent_id = ? and merged_into is null order by id",
                row -> row.getString("id"),
                from);
    }

    private List<Change> changes(String from, String into) {
        List<Scene> scenes = MergeScenes.of(tree, from, into);
        List<String> plain = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (PermissionCatalog.Entry permission : permissions.permissions()) {
            if (tree.bounded(permission.name())) {
                // an engagement model lets it count at fewer accounts, here or there
                changes.addAll(rights.compare(
                        List.of(permission.name()),
                        scenes.stream()
                                .map(scene -> new Scene(
                                        scene.accountId(),
                                        tree.exercised(permission.name(), scene.before()),
                                        tree.exercised(permission.name(), scene.after())))
                                .toList()));
            } else {
                plain.add(permission.name());
            }
        }
        changes.addAll(rights.compare(plain, scenes));
        return changes;
    }
}
