package org.rostrum.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;

/** The account tree in the database. */
@Component(service = AccountService.class)
public final class JdbcAccounts implements AccountService {
    private static final String COLUMNS = "select id, parent_id, name, zone, created, version from accounts_account ";
    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST = 64;

    private final Database database;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;

    @Activate
    public JdbcAccounts(
            @Reference Database database, @Reference Access access, @Reference AuditLog audit, @Reference Clock clock) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        database.migrate("accounts", JdbcAccounts.class);
    }

    @Override
    public Account create(NewAccount wanted) {
        access.require("accounts:write");
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
        access.require("accounts:write");
        String id = AccountId.of(wanted).value();
        Optional<Account> existing = byId(id);
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
                return byId(id).orElseThrow(() -> failure);
            }
            throw failure;
        }
    }

    private Account insert(String id, NewAccount wanted) {
        String name = Inputs.name("name", wanted.name(), LONGEST_NAME);
        return database.transaction(connection -> {
            ZoneId zone = wanted.zone();
            String parentId = wanted.parentId();
            if (parentId != null) {
                Account parent = find(connection, parentId)
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
                    account.zone().getId(),
                    account.created());
            audit.record("account.create", "account/" + id, id, null, AccountJson.of(account));
            return account;
        });
    }

    private static int depth(Connection connection, Account account) throws SQLException {
        int depth = 1;
        String above = account.parentId();
        while (above != null) {
            above = find(connection, above).map(Account::parentId).orElse(null);
            depth++;
        }
        return depth;
    }

    @Override
    public Account update(String id, String name, ZoneId zone, long expectedVersion) {
        access.require("accounts:write");
        String checked = Inputs.name("name", name, LONGEST_NAME);
        return database.transaction(connection -> {
            Account before = find(connection, id).orElseThrow(() -> Problem.notFound("account", id));
            int changed = Sql.update(
                    connection,
                    "update accounts_account set name = ?, zone = ?, version = version + 1 where id = ? and version = ?",
                    checked,
                    zone.getId(),
                    id,
                    expectedVersion);
            if (changed == 0) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            Account after = new Account(id, before.parentId(), checked, zone, before.created(), expectedVersion + 1);
            audit.record("account.update", "account/" + id, id, AccountJson.of(before), AccountJson.of(after));
            return after;
        });
    }

    @Override
    public Optional<Account> find(String id) {
        access.require("accounts:read");
        return byId(id);
    }

    private Optional<Account> byId(String id) {
        return database.read(connection -> find(connection, id));
    }

    private static Optional<Account> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, COLUMNS + "where id = ?", JdbcAccounts::row, id);
    }

    @Override
    public CursorPage<Account> list(@Nullable String cursor, int limit) {
        access.require("accounts:read");
        List<Account> found = database.read(connection -> Sql.list(
                connection,
                COLUMNS + "where id > ? order by id fetch first " + (limit + 1) + " rows only",
                JdbcAccounts::row,
                cursor == null ? "" : cursor));
        return CursorPage.of(found, limit, Account::id);
    }

    @Override
    public List<Account> children(String id) {
        access.require("accounts:read");
        return database.read(
                connection -> Sql.list(connection, COLUMNS + "where parent_id = ? order by id", JdbcAccounts::row, id));
    }

    @Override
    public Set<String> subtree(String id) {
        access.require("accounts:read");
        return database.read(connection -> {
            Set<String> all = new LinkedHashSet<>();
            List<String> level =
                    find(connection, id).map(found -> List.of(found.id())).orElse(List.of());
            while (!level.isEmpty()) {
                all.addAll(level);
                List<String> next = new ArrayList<>();
                for (String parent : level) {
                    next.addAll(Sql.list(
                            connection,
                            "select id from accounts_account where parent_id = ? order by id",
                            row -> row.getString(1),
                            parent));
                }
                level = next;
            }
            return all;
        });
    }

    private static Account row(ResultSet row) throws SQLException {
        return new Account(
                row.getString("id"),
                row.getString("parent_id"),
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                Sql.instant(row, "created"),
                row.getLong("version"));
    }
}
