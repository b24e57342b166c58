package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.AssignmentPolicy;
import org.rostrum.api.engagement.AssignmentPolicyDraft;
import org.rostrum.api.engagement.AssignmentPolicyService;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.Readers;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.inbox.InboxProgress;

/** Assignment policies in the database. */
@Component(service = AssignmentPolicyService.class)
public final class JdbcAssignmentPolicies implements AssignmentPolicyService {
    private static final String READ = "assignment-policies:read";
    private static final String CHANGE = "assignment-policies:change";

    private final Database database;
    private final AccountTree tree;
    private final PolicyCheck check;
    private final TimedWork timedWork;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final PolicyStore store = new PolicyStore();

    /** @param tables makes the tables */
    @Activate
    public JdbcAssignmentPolicies(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference AccountTree tree,
            @Reference ChannelService channels,
            @Reference AccessExplanations explanations,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.tree = tree;
        this.check = new PolicyCheck(channels, new Readers(access, explanations));
        this.timedWork = timedWork;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public CursorPage<AssignmentPolicy> list(@Nullable String accountId, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        Reach at = accountId == null ? reach : Reach.of(reach.narrow(List.of(accountId)));
        int size = Inputs.limit(limit);
        Long after = Inputs.numericCursor(cursor);
        List<AssignmentPolicy> found =
                database.read(connection -> store.page(connection, at, after == null ? 0 : after, size + 1));
        return CursorPage.of(found, size, policy -> Long.toString(policy.id()));
    }

    @Override
    public Optional<AssignmentPolicy> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.find(connection, id))
                .filter(policy -> reach.covers(policy.accountId()));
    }

    @Override
    public AssignmentPolicy create(AssignmentPolicyDraft wanted) {
        access.requireSomewhere(CHANGE);
        AssignmentPolicyDraft draft = checked(wanted);
        return database.transaction(connection -> {
            begin(connection);
            refuseTwice(connection, draft, -1);
            AssignmentPolicy made = store.insert(connection, draft, clock.instant());
            audit.record("assignment-policy.create", subject(made.id()), made.accountId(), null, PolicyJson.of(made));
            return made;
        });
    }

    @Override
    public AssignmentPolicy update(long id, AssignmentPolicyDraft wanted, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        AssignmentPolicyDraft draft = checked(wanted);
        return database.transaction(connection -> {
            begin(connection);
            AssignmentPolicy before = existing(connection, id, reach);
            refuseTwice(connection, draft, id);
            AssignmentPolicy after = store.update(connection, id, draft, expectedVersion, clock.instant())
                    .orElseThrow(() -> EntityTags.stale(expectedVersion, before.version()));
            audit.record(
                    "assignment-policy.update",
                    subject(id),
                    after.accountId(),
                    PolicyJson.of(before),
                    PolicyJson.of(after));
            return after;
        });
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        database.transact(connection -> {
            begin(connection);
            AssignmentPolicy before = existing(connection, id, reach);
            if (!store.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record("assignment-policy.remove", subject(id), before.accountId(), PolicyJson.of(before), null);
        });
    }

    /** Others who change policies, or give conversations by them, wait; what waits for somebody is looked at soon. */
    private void begin(Connection connection) throws SQLException {
        InboxProgress.lock(connection);
        PolicyStore.changed(connection);
        timedWork.hurry(Assigner.TASK, Assigner.KEY);
    }

    private AssignmentPolicyDraft checked(AssignmentPolicyDraft wanted) {
        String account = Inputs.required("accountId", wanted.accountId());
        access.require(CHANGE, account);
        if (tree.lineage(account).isEmpty() || tree.mergedInto(account).isPresent()) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + account + "\".", "Name an account that exists.");
        }
        return check.checked(wanted);
    }

    /** Of two for the same conversations nobody would know which counts. */
    private void refuseTwice(Connection connection, AssignmentPolicyDraft draft, long own) throws SQLException {
        for (AssignmentPolicy other : store.all(connection)) {
            if (other.id() != own
                    && other.accountId().equals(draft.accountId())
                    && Objects.equals(other.channelId(), draft.channelId())) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "\"" + other.name() + "\" gives out the same conversations already.")
                        .withField("channelId")
                        .withRemedy("Change that one, or choose another channel.");
            }
        }
    }

    private AssignmentPolicy existing(Connection connection, long id, Reach reach) throws SQLException {
        return store.find(connection, id)
                .filter(policy -> reach.covers(policy.accountId()))
                .orElseThrow(() -> Problem.notFound("assignment policy", id));
    }

    private static String subject(long id) {
        return "assignment-policy/" + id;
    }
}
