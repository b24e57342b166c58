package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;

/** Routing rules and what came of them, in the database. */
@Component(service = RoutingService.class)
public final class JdbcRouting implements RoutingService {
    private final Database database;
    private final RoutingTables tables;
    private final AccountService accounts;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final RuleStore rules = new RuleStore();
    private final CaseStore cases = new CaseStore();

    @Activate
    public JdbcRouting(
            @Reference Database database,
            @Reference RoutingTables tables,
            @Reference AccountService accounts,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.tables = tables;
        this.accounts = accounts;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<RoutingRule> rules() {
        access.require("routing-rules:read");
        return database.read(rules::all);
    }

    @Override
    public Optional<RoutingRule> rule(long id) {
        access.require("routing-rules:read");
        return database.read(connection -> rules.find(connection, id));
    }

    @Override
    public RoutingRule create(RuleDraft wanted) {
        access.require("routing-rules:write");
        RuleDraft draft = checked(wanted);
        return database.transaction(connection -> {
            RoutingRule made = rules.insert(connection, draft, clock.instant());
            audit.record("routing-rule.create", subject(made.id()), null, null, RuleJson.rule(made));
            return made;
        });
    }

    @Override
    public RoutingRule update(long id, RuleDraft wanted, long expectedVersion) {
        access.require("routing-rules:write");
        RuleDraft draft = checked(wanted);
        return database.transaction(connection -> {
            RoutingRule before = existing(connection, id);
            RoutingRule after = rules.update(connection, id, draft, expectedVersion, clock.instant())
                    .orElseThrow(() -> EntityTags.stale(expectedVersion, before.version()));
            audit.record("routing-rule.update", subject(id), null, RuleJson.rule(before), RuleJson.rule(after));
            return after;
        });
    }

    @Override
    public void remove(long id, long expectedVersion) {
        access.require("routing-rules:write");
        database.transact(connection -> {
            RoutingRule before = existing(connection, id);
            if (!rules.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record("routing-rule.remove", subject(id), null, RuleJson.rule(before), null);
        });
    }

    private RuleDraft checked(RuleDraft wanted) {
        RuleDraft draft = DraftCheck.checked(wanted);
        for (String id : draft.conditions().accountIds()) {
            if (access.asSystem("routing", () -> accounts.find(id)).isEmpty()) {
                throw Problem.invalid(
                        "conditions.accountIds",
                        "There is no account \"" + id + "\".",
                        "Name accounts that exist, or none for all of them.");
            }
        }
        return draft;
    }

    private RoutingRule existing(Connection connection, long id) throws SQLException {
        return rules.find(connection, id).orElseThrow(() -> Problem.notFound("routing rule", id));
    }

    private static String subject(long id) {
        return "routing-rule/" + id;
    }

    @Override
    public CursorPage<CaseRecord> cases(
            RuleAction kind, @Nullable String accountId, @Nullable String cursor, int limit) {
        access.require("cases:read");
        Long before = Inputs.numericCursor(cursor);
        return database.read(connection -> cases.page(connection, kind, accountId, before, limit));
    }

    @Override
    public Optional<CaseRecord> findCase(long id) {
        access.require("cases:read");
        return database.read(connection -> cases.find(connection, id));
    }

    @Override
    public long countCases(RuleAction kind) {
        access.require("cases:read");
        return database.read(connection -> cases.count(connection, kind));
    }

    @Override
    public long routedUpTo() {
        access.require("cases:read");
        return tables.routedUpTo();
    }
}
