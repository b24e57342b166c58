package org.rostrum.accounts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountHoursParticipant;
import org.rostrum.api.accounts.AccountMoveParticipant;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** The account tree in the database. */
@Component(service = AccountService.class)
public final class JdbcAccounts implements AccountService {
    private static final String READ = "accounts:read";
    private static final String WRITE = "accounts:write";
    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST = 64;

    private final Database database;
    private final RememberedTree tree;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    volatile List<AccountMoveParticipant> moveParticipants = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    volatile List<AccountHoursParticipant> hoursParticipants = List.of();

    @Activate
    public JdbcAccounts(
            @Reference RememberedTree tree,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = tree.database();
        this.tree = tree;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Account create(NewAccount wanted) {
        requireBelow(wanted.parentId());
        AccountId id = AccountId.of(wanted);
        try {
            return insert(id.value(), wanted);
        } catch (DatabaseException failure) {
            if (failure.isDuplicateKey()) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is an account \"" + id.value() + "\" already.")
                        .withField("id")
                        .withRemedy("Choose another id, or change the account that exists.");
            }
            throw failure;
        }
    }

    @Override
    public Account ensure(NewAccount wanted) {
        requireBelow(wanted.parentId());
        String id = AccountId.of(wanted).value();
        Optional<Account> existing = standing(id);
        if (existing.isPresent()) {
            return existing.get();
        }
        if (database.inTransaction()) {
            return insert(id, wanted);
        }
        try {
            return insert(id, wanted);
        } catch (DatabaseException failure) {
            // somebody else made it in the meantime: theirs is as good as ours
            if (failure.isDuplicateKey()) {
                return standing(id).orElseThrow(() -> failure);
            }
            throw failure;
        }
    }

    /** The account of this id, or the one that took it over. */
    private Optional<Account> standing(String id) {
        return database.read(connection -> {
            Optional<Account> found = AccountStore.any(connection, id);
            String into = found.map(Account::mergedInto).orElse(null);
            return into == null ? found : AccountStore.find(connection, into);
        });
    }

    /** Whoever may change an account may also make some below it; a root belongs to nobody but the whole installation. */
    private void requireBelow(@Nullable String parentId) {
        if (parentId == null) {
            access.require(WRITE);
        } else {
            access.require(WRITE, parentId);
        }
    }

    private Account insert(String id, NewAccount wanted) {
        String name = Inputs.name("name", wanted.name(), LONGEST_NAME);
        return database.transaction(connection -> {
            ZoneId own = wanted.zone();
            ZoneId zone = own;
            String parentId = wanted.parentId();
            if (parentId != null) {
                Account parent = AccountStore.find(connection, parentId)
                        .orElseThrow(() -> Problem.invalid(
                                "parentId",
                                "There is no account \"" + parentId + "\".",
                                "Name an account that exists, or leave it out to make a root."));
                if (depth(connection, parent) >= DEEPEST) {
                    throw Problem.invalid(
                            "parentId", "The tree is " + DEEPEST + " levels deep there.", "Choose a higher account.");
                }
                zone = zone == null ? parent.zone() : zone;
            }
            Account account = new Account(id, parentId, name, zone == null ? ZoneOffset.UTC : zone, clock.instant(), 1);
            Sql.update(
                    connection,
                    "insert into accounts_account (id, parent_id, name, zone, created, version) values (?, ?, ?, ?, ?, 1)",
                    id,
                    parentId,
                    name,
                    // without one the account goes by those above, whatever they change to
                    own == null ? null : account.zone().getId(),
                    account.created());
            tree.changed(connection);
            audit.record("account.create", "account/" + id, id, null, AccountJson.of(account));
            return account;
        });
    }

    private static int depth(Connection connection, Account account) throws SQLException {
        int depth = 1;
        String above = account.parentId();
        while (above != null) {
            above = AccountStore.find(connection, above).map(Account::parentId).orElse(null);
            depth++;
        }
        return depth;
    }

    @Override
    public Account update(String id, String name, @Nullable ZoneId zone, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        String checked = Inputs.name("name", name, LONGEST_NAME);
        return database.transaction(connection -> {
            Account before = visible(connection, id, reach);
            Account after = new Account(
                    id,
                    before.parentId(),
                    checked,
                    zone == null ? before.zone() : zone,
                    before.created(),
                    expectedVersion + 1);
            store(connection, before, after);
            if (zone != null) {
                Sql.update(
                        connection,
                        "update accounts_account set zone = ? where id = ?",
                        after.zone().getId(),
                        id);
                hoursParticipants.forEach(participant -> participant.hoursChanged(id));
            }
            audit.record("account.update", "account/" + id, id, AccountJson.of(before), AccountJson.of(after));
            return shown(after, access.reach(READ));
        });
    }

    @Override
    public Account move(String id, @Nullable String parentId, long expectedVersion) {
        // whoever holds anything for the accounts above gains it by a move, so it is for nobody but the whole
        // installation
        access.require(WRITE);
        return database.transaction(connection -> {
            // two moves at once could make a circle that neither of them sees
            tree.changed(connection);
            Account before = visible(connection, id, Reach.EVERYWHERE);
            if (parentId != null) {
                checkParent(connection, id, parentId);
            }
            store(
                    connection,
                    before,
                    new Account(id, parentId, before.name(), before.zone(), before.created(), expectedVersion + 1));
            for (AccountMoveParticipant participant : moveParticipants) {
                participant.moved(connection, id);
            }
            // an inherited time zone is that of those who are above now
            Account after = visible(connection, id, Reach.EVERYWHERE);
            audit.record("account.move", "account/" + id, id, AccountJson.of(before), AccountJson.of(after));
            return after;
        });
    }

    private void checkParent(Connection connection, String id, String parentId) throws SQLException {
        List<String> above = tree.lineage(parentId);
        if (above.isEmpty() || tree.mergedInto(parentId).isPresent()) {
            throw Problem.invalid(
                    "parentId",
                    "There is no account \"" + parentId + "\".",
                    "Name an account that exists, or leave it out to make a root.");
        }
        if (above.contains(id)) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "\"" + parentId + "\" is below \"" + id + "\" or the account itself.")
                    .withField("parentId")
                    .withRemedy("Move what is below elsewhere first.");
        }
        if (above.size() + height(connection, id) > DEEPEST) {
            throw Problem.of(Problem.Kind.CONFLICT, "The tree would be deeper than " + DEEPEST + " levels.")
                    .withField("parentId")
                    .withRemedy("Choose a higher account.");
        }
    }

    private int height(Connection connection, String id) throws SQLException {
        int height = 0;
        List<String> level = List.of(id);
        while (!level.isEmpty()) {
            height++;
            List<String> next = new ArrayList<>();
            for (String parent : level) {
                next.addAll(Sql.list(
                        connection,
                        "select id from accounts_account where parent_id = ?",
                        row -> row.getString(1),
                        parent));
            }
            level = next;
        }
        return height;
    }

    private static Account visible(Connection connection, String id, Reach reach) throws SQLException {
        return AccountStore.find(connection, id)
                .filter(found -> reach.covers(found.id()))
                .orElseThrow(() -> Problem.notFound("account", id));
    }

    private static void store(Connection connection, Account before, Account after) throws SQLException {
        int changed = Sql.update(
                connection,
                "update accounts_account set name = ?, parent_id = ?, version = version + 1 where id = ? and version = ?",
                after.name(),
                after.parentId(),
                after.id(),
                after.version() - 1);
        if (changed == 0) {
            throw EntityTags.stale(after.version() - 1, before.version());
        }
    }

    @Override
    public Optional<Account> find(String id) {
        Reach reach = access.requireSomewhere(READ);
        return byId(id).filter(found -> reach.covers(id)).map(found -> shown(found, reach));
    }

    /** Who is above stays unknown to those who see only what is below. */
    private static Account shown(Account account, Reach reach) {
        String parent = account.parentId();
        return parent == null || reach.covers(parent)
                ? account
                : new Account(
                        account.id(),
                        null,
                        account.name(),
                        account.zone(),
                        account.created(),
                        account.version(),
                        // what took it over may be one that may not be seen
                        null);
    }

    private Optional<Account> byId(String id) {
        return database.read(connection -> AccountStore.find(connection, id));
    }

    @Override
    public CursorPage<Account> list(@Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        Conditions conditions =
                new Conditions().and("id > ?", cursor == null ? "" : cursor).within(reach, "id");
        String where = conditions.where() + " order by id fetch first " + (limit + 1) + " rows only";
        List<Account> found = database.read(connection -> AccountStore.select(connection, where, conditions.values()));
        return CursorPage.of(found, limit, Account::id).map(account -> shown(account, reach));
    }

    @Override
    public List<Account> children(String id) {
        Reach reach = access.requireSomewhere(READ);
        if (!reach.covers(id)) {
            return List.of();
        }
        return database.read(connection ->
                AccountStore.select(connection, "where parent_id = ? and merged_into is null order by id", id));
    }

    @Override
    public Optional<Account> former(String id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> AccountStore.any(connection, id))
                .filter(found -> found.mergedInto() != null && reach.covers(id))
                .map(found -> shown(found, reach));
    }

    @Override
    public Set<String> subtree(String id) {
        return access.requireSomewhere(READ).narrow(tree.subtree(List.of(id)));
    }
}
