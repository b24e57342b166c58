package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.CaseStore;
import org.rostrum.engagement.RoutingTables;

/** Routing rules and what came of them, in the database. */
@Component(service = RoutingService.class)
public final class JdbcRouting implements RoutingService {
    private static final String READ_RULES = "routing-rules:read";
    private static final String WRITE_RULES = "routing-rules:write";
    private static final String READ_CASES = "cases:read";

    private final Database database;
    private final RoutingTables tables;
    private final RuleCheck check;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final RuleStore rules = new RuleStore();
    private final VersionStore versions = new VersionStore();
    private final CaseStore cases = new CaseStore();

    @Activate
    public JdbcRouting(
            @Reference Database database,
            @Reference RoutingTables tables,
            @Reference RuleCheck check,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.tables = tables;
        this.check = check;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<RoutingRule> rules() {
        Reach reach = access.requireSomewhere(READ_RULES);
        return database.read(rules::all).stream()
                .filter(rule -> covers(reach, rule.conditions()))
                .toList();
    }

    @Override
    public Optional<RoutingRule> rule(long id) {
        Reach reach = access.requireSomewhere(READ_RULES);
        return database.read(connection -> rules.find(connection, id)).filter(rule -> covers(reach, rule.conditions()));
    }

    /** A rule that names no account is for all of them. */
    static boolean covers(Reach reach, RuleConditions conditions) {
        List<String> accountIds = conditions.accountIds();
        return reach.everywhere() || (!accountIds.isEmpty() && reach.coversAll(accountIds));
    }

    private void requireWrite(RuleConditions conditions) {
        List<String> accountIds = conditions.accountIds();
        if (accountIds.isEmpty()) {
            access.require(WRITE_RULES);
        } else {
            access.requireAll(WRITE_RULES, accountIds);
        }
    }

    @Override
    public RoutingRule create(RuleDraft wanted) {
        requireWrite(wanted.conditions());
        RuleDraft draft = check.checked(wanted);
        return database.transaction(connection -> {
            RoutingRule made = rules.insert(connection, draft, clock.instant());
            versions.add(connection, made, access.caller().name());
            audit.record("routing-rule.create", subject(made.id()), account(made), null, RuleJson.rule(made));
            return made;
        });
    }

    @Override
    public RoutingRule update(long id, RuleDraft wanted, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE_RULES);
        requireWrite(wanted.conditions());
        RuleDraft draft = check.checked(wanted);
        return database.transaction(connection -> {
            RoutingRule before = existing(connection, id, reach);
            RoutingRule after = rules.update(connection, id, draft, expectedVersion, clock.instant())
                    .orElseThrow(() -> EntityTags.stale(expectedVersion, before.version()));
            versions.addMissing(connection, before);
            versions.add(connection, after, access.caller().name());
            audit.record(
                    "routing-rule.update", subject(id), account(after), RuleJson.rule(before), RuleJson.rule(after));
            return after;
        });
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE_RULES);
        database.transact(connection -> {
            RoutingRule before = existing(connection, id, reach);
            versions.addMissing(connection, before);
            if (!rules.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record("routing-rule.remove", subject(id), account(before), RuleJson.rule(before), null);
        });
    }

    /** The account that a change of the rule concerns; null when it is not a single one. */
    private static @Nullable String account(RoutingRule rule) {
        List<String> accountIds = rule.conditions().accountIds();
        return accountIds.size() == 1 ? accountIds.get(0) : null;
    }

    private RoutingRule existing(Connection connection, long id, Reach reach) throws SQLException {
        return rules.find(connection, id)
                .filter(rule -> covers(reach, rule.conditions()))
                .orElseThrow(() -> Problem.notFound("routing rule", id));
    }

    private static String subject(long id) {
        return "routing-rule/" + id;
    }

    @Override
    public CursorPage<CaseRecord> cases(
            RuleAction kind, @Nullable String accountId, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ_CASES);
        Long before = Inputs.numericCursor(cursor);
        return database.read(connection -> cases.page(connection, kind, accountId, reach, before, limit));
    }

    @Override
    public Optional<CaseRecord> findCase(long id) {
        Reach reach = access.requireSomewhere(READ_CASES);
        return database.read(connection -> cases.find(connection, id)).filter(found -> reach.covers(found.accountId()));
    }

    @Override
    public long countCases(RuleAction kind) {
        Reach reach = access.requireSomewhere(READ_CASES);
        return database.read(connection -> cases.count(connection, kind, reach));
    }

    @Override
    public long routedUpTo() {
        access.requireSomewhere(READ_CASES);
        return tables.routedUpTo();
    }
}
