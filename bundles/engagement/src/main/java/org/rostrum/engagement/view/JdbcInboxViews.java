package org.rostrum.engagement.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxOrder;
import org.rostrum.api.engagement.InboxView;
import org.rostrum.api.engagement.InboxViewDraft;
import org.rostrum.api.engagement.InboxViewService;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.Readers;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.inbox.InboxCounts;
import org.rostrum.engagement.inbox.InboxProgress;

/** Views of the inbox, in the database. */
@Component(service = InboxViewService.class)
public final class JdbcInboxViews implements InboxViewService {
    private static final String WORK = "inbox:work";
    private static final int MOST_SHARED = 100;

    private final Database database;
    private final AccountTree tree;
    private final ChannelService channels;
    private final UserService users;
    private final ViewCheck check;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final ViewStore store = new ViewStore();

    /** @param tables makes the tables */
    @Activate
    public JdbcInboxViews(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference AccountTree tree,
            @Reference ChannelService channels,
            @Reference UserService users,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.tree = tree;
        this.channels = channels;
        this.users = users;
        this.check = new ViewCheck(tree, channels, access);
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<InboxView> list() {
        Reach reach = access.requireSomewhere(Readers.READ);
        return database.read(connection -> {
            Gone gone = gone(connection, reach);
            List<InboxView> told = new ArrayList<>();
            for (InboxView view : visible(connection, reach)) {
                told.add(gone.told(view));
            }
            return told;
        });
    }

    private List<InboxView> visible(Connection connection, Reach reach) throws SQLException {
        List<InboxView> views = new ArrayList<>(store.ownedBy(connection, user()));
        store.shared(connection, reach, user(), MOST_SHARED).stream()
                .filter(view -> sees(view, reach))
                .forEach(views::add);
        return views;
    }

    private Gone gone(Connection connection, Reach reach) {
        return new Gone(tree, channels, users, access, store, connection, reach);
    }

    private String user() {
        return access.caller().name();
    }

    /** Accounts that the filter names stay unknown to those who may not read their inbox. */
    private boolean sees(InboxView view, Reach reach) {
        String shared = view.sharedWith();
        String account = view.filter().account();
        return view.owner().equals(user())
                || (shared != null && reach.covers(shared) && (account == null || reach.covers(account)));
    }

    @Override
    public Optional<InboxView> find(long id) {
        Reach reach = access.requireSomewhere(Readers.READ);
        return database.read(connection -> {
            Optional<InboxView> found = store.find(connection, id).filter(view -> sees(view, reach));
            return found.isEmpty() ? found : Optional.of(gone(connection, reach).told(found.get()));
        });
    }

    @Override
    public Map<Long, Integer> counts() {
        Reach reach = access.requireSomewhere(Readers.READ);
        return database.read(connection -> {
            Map<Long, Integer> counts = new LinkedHashMap<>();
            for (InboxView view : visible(connection, reach)) {
                if (view.filter().text() == null) {
                    counts.put(
                            view.id(),
                            InboxCounts.upTo(
                                    connection, view.filter().of(user()), reach, view.order() == InboxOrder.DUE, MANY));
                }
            }
            return counts;
        });
    }

    @Override
    public InboxView create(InboxViewDraft wanted) {
        Reach reach = access.requireSomewhere(Readers.READ);
        InboxViewDraft draft = check.checked(wanted, reach);
        return database.transaction(connection -> {
            // two at once would have one too many
            InboxProgress.lock(connection);
            List<InboxView> own = store.ownedBy(connection, user());
            if (own.size() >= MOST) {
                throw Problem.of(Problem.Kind.CONFLICT, "You have " + own.size() + " views; " + MOST + " is the most.")
                        .withRemedy("Remove one that you do not need.");
            }
            refuseTwice(own, draft, -1);
            InboxView made = store.insert(connection, user(), draft, clock.instant());
            audit.record("inbox-view.create", subject(made.id()), made.sharedWith(), null, ViewJson.of(made));
            return gone(connection, reach).told(made);
        });
    }

    @Override
    public InboxView update(long id, InboxViewDraft wanted, long expectedVersion) {
        Reach reach = access.requireSomewhere(Readers.READ);
        InboxViewDraft draft = check.checked(wanted, reach);
        return database.transaction(connection -> {
            InboxProgress.lock(connection);
            InboxView before = changeable(connection, id, reach);
            refuseTwice(store.ownedBy(connection, before.owner()), draft, id);
            InboxView after = store.update(connection, id, draft, expectedVersion, clock.instant())
                    .orElseThrow(() -> EntityTags.stale(expectedVersion, before.version()));
            audit.record("inbox-view.update", subject(id), after.sharedWith(), ViewJson.of(before), ViewJson.of(after));
            return gone(connection, reach).told(after);
        });
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(Readers.READ);
        database.transact(connection -> {
            InboxView before = changeable(connection, id, reach);
            if (!store.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record("inbox-view.remove", subject(id), before.sharedWith(), ViewJson.of(before), null);
        });
    }

    private InboxView changeable(Connection connection, long id, Reach reach) throws SQLException {
        InboxView view = store.find(connection, id)
                .filter(found -> sees(found, reach))
                .orElseThrow(() -> Problem.notFound("view", id));
        if (!view.owner().equals(user()) && view.sharedWith() != null) {
            access.require(WORK, view.sharedWith());
        }
        return view;
    }

    private static void refuseTwice(List<InboxView> own, InboxViewDraft draft, long id) {
        for (InboxView other : own) {
            if (other.id() != id && other.name().equalsIgnoreCase(draft.name())) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is a view \"" + other.name() + "\" already.")
                        .withField("name")
                        .withRemedy("Choose another name.");
            }
        }
    }

    private static String subject(long id) {
        return "inbox-view/" + id;
    }
}
