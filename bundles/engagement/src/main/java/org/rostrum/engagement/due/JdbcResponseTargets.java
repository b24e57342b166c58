package org.rostrum.engagement.due;

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
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxService;
import org.rostrum.api.engagement.ResponseClock;
import org.rostrum.api.engagement.ResponseTarget;
import org.rostrum.api.engagement.ResponseTargetDraft;
import org.rostrum.api.engagement.ResponseTargetService;
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

/** Response targets in the database. */
@Component(service = ResponseTargetService.class)
public final class JdbcResponseTargets implements ResponseTargetService {
    private static final String READ = "slas:read";
    private static final String CHANGE = "slas:change";

    private final Database database;
    private final InboxService inbox;
    private final AccountTree tree;
    private final TargetsOfAccounts accounts;
    private final TargetCheck check;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final TargetStore store = new TargetStore();
    private final MeasuredStore measured = new MeasuredStore();

    /** @param tables makes the tables */
    @Activate
    public JdbcResponseTargets(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference InboxService inbox,
            @Reference AccountTree tree,
            @Reference ChannelService channels,
            @Reference TargetsOfAccounts accounts,
            @Reference AccessExplanations explanations,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.inbox = inbox;
        this.tree = tree;
        this.accounts = accounts;
        this.check = new TargetCheck(channels, new Readers(access, explanations), access);
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public CursorPage<ResponseTarget> list(@Nullable String accountId, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        Reach at = accountId == null ? reach : Reach.of(reach.narrow(List.of(accountId)));
        int size = Inputs.limit(limit);
        long after = place(cursor);
        List<ResponseTarget> found = database.read(connection -> store.page(connection, at, after, size + 1));
        return CursorPage.of(found, size, target -> Long.toString(target.id()));
    }

    private static long place(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException foreign) {
            throw Problem.invalid("cursor", "This is no cursor of ours.", "Send nextCursor of the page before.")
                    .withCause(foreign);
        }
    }

    @Override
    public Optional<ResponseTarget> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.find(connection, id))
                .filter(target -> reach.covers(target.accountId()));
    }

    @Override
    public ResponseTarget create(ResponseTargetDraft wanted) {
        access.requireSomewhere(CHANGE);
        ResponseTargetDraft draft = checked(wanted);
        return database.transaction(connection -> {
            begin(connection);
            refuseTwice(connection, draft, -1);
            ResponseTarget made = store.insert(connection, draft, clock.instant());
            accounts.hoursChanged(made.accountId());
            audit.record("sla.create", subject(made.id()), made.accountId(), null, TargetJson.of(made));
            return made;
        });
    }

    @Override
    public ResponseTarget update(long id, ResponseTargetDraft wanted, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        ResponseTargetDraft draft = checked(wanted);
        return database.transaction(connection -> {
            begin(connection);
            ResponseTarget before = existing(connection, id, reach);
            refuseTwice(connection, draft, id);
            ResponseTarget after = store.update(connection, id, draft, expectedVersion, clock.instant())
                    .orElseThrow(() -> EntityTags.stale(expectedVersion, before.version()));
            accounts.hoursChanged(before.accountId());
            accounts.hoursChanged(after.accountId());
            audit.record("sla.update", subject(id), after.accountId(), TargetJson.of(before), TargetJson.of(after));
            return after;
        });
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        database.transact(connection -> {
            begin(connection);
            ResponseTarget before = existing(connection, id, reach);
            if (!store.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            accounts.hoursChanged(before.accountId());
            audit.record("sla.remove", subject(id), before.accountId(), TargetJson.of(before), null);
        });
    }

    @Override
    public List<ResponseClock> clocks(long conversationId) {
        access.requireSomewhere(Readers.READ);
        InboxConversation conversation = inbox.find(conversationId)
                .orElseThrow(() -> Problem.notFound("conversation in the inbox", conversationId));
        Reach reach = access.reach(READ);
        return database.read(connection -> {
            List<ResponseTarget> known = store.all(connection).stream()
                    .filter(target -> reach.covers(target.accountId()))
                    .toList();
            return measured.of(connection, conversation.id()).stream()
                    .map(one -> shown(one, known))
                    .toList();
        });
    }

    private static ResponseClock shown(Measured one, List<ResponseTarget> known) {
        return new ResponseClock(
                one.measure(),
                one.targetId(),
                known.stream()
                        .filter(target -> target.id() == one.targetId())
                        .map(ResponseTarget::name)
                        .findFirst()
                        .orElse(null),
                one.started(),
                one.usedSeconds(),
                one.runningSince(),
                one.due(),
                one.missed(),
                one.ended());
    }

    /** Others who change targets, or conversations by them, wait. */
    private static void begin(Connection connection) throws SQLException {
        InboxProgress.lock(connection);
        TargetStore.changed(connection);
    }

    private ResponseTargetDraft checked(ResponseTargetDraft wanted) {
        String account = Inputs.required("accountId", wanted.accountId());
        access.require(CHANGE, account);
        if (tree.lineage(account).isEmpty() || tree.mergedInto(account).isPresent()) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + account + "\".", "Name an account that exists.");
        }
        return check.checked(wanted);
    }

    /** Of two for the same conversations nobody would know which counts. */
    private void refuseTwice(Connection connection, ResponseTargetDraft draft, long own) throws SQLException {
        for (ResponseTarget other : store.all(connection)) {
            if (other.id() != own
                    && other.accountId().equals(draft.accountId())
                    && Objects.equals(other.channelId(), draft.channelId())
                    && other.priority() == draft.priority()
                    && other.minutes().keySet().stream().anyMatch(draft.minutes()::containsKey)) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "\"" + other.name() + "\" sets a time for the same conversations already.")
                        .withField("minutes")
                        .withRemedy("Change that one, or choose another channel or priority.");
            }
        }
    }

    private ResponseTarget existing(Connection connection, long id, Reach reach) throws SQLException {
        return store.find(connection, id)
                .filter(target -> reach.covers(target.accountId()))
                .orElseThrow(() -> Problem.notFound("response target", id));
    }

    private static String subject(long id) {
        return "sla/" + id;
    }
}
