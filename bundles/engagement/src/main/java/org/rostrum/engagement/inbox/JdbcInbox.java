package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.accounts.PostCheck;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.InboxBulkResult;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.engagement.InboxNews;
import org.rostrum.api.engagement.InboxReply;
import org.rostrum.api.engagement.InboxReplyPreview;
import org.rostrum.api.engagement.InboxService;
import org.rostrum.api.engagement.InboxTarget;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.Readers;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.ResponseClocks;
import org.rostrum.engagement.inbox.InboxStore.Order;
import org.rostrum.engagement.search.WordStore;

/** The inbox in the database. */
@Component(service = InboxService.class)
public final class JdbcInbox implements InboxService {
    static final String READ = Readers.READ;
    private static final String WORK = "inbox:work";
    private static final String REPLY = "inbox:reply";
    private static final int LONGEST_NOTE = 4000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Database database;
    private final Archive archive;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final Readers readers;
    private final InboxWork work;
    private final BulkWork bulk;
    private final Replies replies;
    private final NewsDesk desk;
    private final InboxStore store;
    private final EventStore events = new EventStore();

    /** @param tables makes the tables */
    @Activate
    public JdbcInbox(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Archive archive,
            @Reference ChannelService channels,
            @Reference DeliveryService deliveries,
            @Reference PostCheck posts,
            @Reference TimedWork timedWork,
            @Reference AccessExplanations explanations,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference NewsDesk desk,
            @Reference ResponseClocks clocks,
            @Reference Clock clock) {
        this.store = new InboxStore(clocks);
        this.desk = desk;
        this.database = database;
        this.archive = archive;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.readers = new Readers(access, explanations);
        this.work = new InboxWork(store, new ChangeCheck(readers, clock), timedWork, access, audit, clock);
        this.bulk = new BulkWork(work);
        this.replies = new Replies(archive, channels, deliveries, posts, access, clock);
    }

    @Override
    public CursorPage<InboxConversation> list(InboxFilter filter, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        return page(filter, reach, Order.NEWEST, cursor, Inputs.limit(limit));
    }

    @Override
    public CursorPage<InboxConversation> listByDue(InboxFilter filter, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        return page(filter, reach, Order.DUE, cursor, Inputs.limit(limit));
    }

    private CursorPage<InboxConversation> page(
            InboxFilter filter, Reach reach, Order order, @Nullable String cursor, int size) {
        InboxStore.Place after = place(cursor);
        List<InboxConversation> found =
                database.read(connection -> store.page(connection, filter, reach, order, after, size + 1));
        return CursorPage.of(found, size, order == Order.DUE ? InboxStore.Place::ofDue : InboxStore.Place::of);
    }

    private static InboxStore.@Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = cursor.split("_", -1);
        try {
            if (parts.length == 2) {
                return new InboxStore.Place(Instant.parse(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (DateTimeException | NumberFormatException foreign) {
            throw noCursor().withCause(foreign);
        }
        throw noCursor();
    }

    private static Problem noCursor() {
        return Problem.invalid("cursor", "This is no cursor of ours.", "Send nextCursor of the page before.");
    }

    @Override
    public Map<Status, Long> counts(InboxFilter filter) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.counts(connection, filter, reach));
    }

    @Override
    public Optional<InboxConversation> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> visible(connection, id, reach));
    }

    private Optional<InboxConversation> visible(Connection connection, long id, Reach reach) throws SQLException {
        Optional<InboxConversation> found = store.find(connection, id);
        if (found.isEmpty()) {
            // it may have become part of another one
            Long now = access.asSystem("inbox", () -> archive.conversation(id))
                    .map(Conversation::id)
                    .orElse(id);
            found = now == id ? found : store.find(connection, now);
        }
        return found.filter(conversation -> reach.covers(conversation.accountId()));
    }

    private InboxConversation existing(Connection connection, long id, Reach reach) throws SQLException {
        return visible(connection, id, reach).orElseThrow(() -> Problem.notFound("conversation in the inbox", id));
    }

    @Override
    public InboxConversation change(long id, InboxChange change, long expectedVersion) {
        Reach reach = access.requireSomewhere(WORK);
        return database.transaction(connection -> {
            // the follower changes rows too
            InboxProgress.lock(connection);
            InboxConversation before = existing(connection, id, reach);
            if (before.version() != expectedVersion) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            return work.change(connection, before, change);
        });
    }

    @Override
    public InboxBulkResult changeAll(List<InboxTarget> targets, InboxChange change) {
        Reach reach = access.requireSomewhere(WORK);
        BulkWork.check(targets);
        return database.transaction(connection -> {
            InboxProgress.lock(connection);
            return bulk.change(connection, targets, change, id -> existing(connection, id, reach));
        });
    }

    @Override
    public List<InboxEvent> events(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection ->
                events.of(connection, existing(connection, id, reach).id()));
    }

    @Override
    public CompletionStage<InboxNews> news(@Nullable Long after, Duration most) {
        Reach reach = access.requireSomewhere(READ);
        if (after == null) {
            return CompletableFuture.completedStage(new InboxNews(desk.last(), new TreeSet<>(), false));
        }
        return desk.await(after, reach, most.compareTo(LONGEST_WAIT) < 0 ? most : LONGEST_WAIT);
    }

    @Override
    public InboxEvent note(long id, String text) {
        Reach reach = access.requireSomewhere(WORK);
        String note = Replies.text("text", text, LONGEST_NOTE);
        Set<String> mentioned = Mentions.in(note);
        return database.transaction(connection -> {
            InboxProgress.lock(connection);
            InboxConversation conversation = existing(connection, id, reach);
            InboxEvent made = work.add(connection, conversation, Kind.NOTE, note, null);
            for (String name : mentioned) {
                if (readers.may(name, conversation.accountId())) {
                    Mentions.add(connection, conversation.id(), name);
                }
            }
            store.touch(connection, conversation.id());
            WordStore.add(connection, conversation.id(), note);
            audit.record(
                    "inbox.note", InboxWork.subject(conversation.id()), conversation.accountId(), null, event(made));
            return made;
        });
    }

    private static String event(InboxEvent made) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", made.id());
        if (made.deliveryId() != null) {
            json.put("delivery", made.deliveryId());
        }
        return InboxJson.write(json);
    }

    @Override
    public InboxReplyPreview preview(long id, String text) {
        Reach reach = access.requireSomewhere(REPLY);
        return replies.preview(database.read(connection -> existing(connection, id, reach)), text);
    }

    @Override
    public InboxEvent reply(long id, InboxReply wanted) {
        Reach reach = access.requireSomewhere(REPLY);
        InboxReply reply = Replies.checked(wanted);
        return database.transaction(connection -> {
            InboxProgress.lock(connection);
            InboxConversation before = existing(connection, id, reach);
            long delivery = replies.send(before, reply);
            Optional<InboxEvent> known = events.reply(connection, before.id(), delivery);
            if (known.isPresent()) {
                return known.get();
            }
            if (reply.seen() != null) {
                refuseAfterOthers(connection, before.id(), reply.seen());
            }
            Changes changes = Changes.of(before).answered(clock.instant()).nextVersion();
            store.save(connection, changes.status(Status.PENDING, null).made(), true);
            InboxEvent made = work.add(connection, before, Kind.REPLY, reply.text(), delivery);
            WordStore.add(connection, before.id(), reply.text());
            audit.record("inbox.reply", InboxWork.subject(before.id()), before.accountId(), null, event(made));
            return made;
        });
    }

    private void refuseAfterOthers(Connection connection, long id, long seen) throws SQLException {
        Optional<InboxEvent> other =
                events.answerOfOthers(connection, id, seen, access.caller().name());
        if (other.isPresent()) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "Meanwhile " + other.get().actor().name() + " has answered, at "
                                    + other.get().happened() + ".")
                    .withField("seen")
                    .withRemedy("Read that first. If yours is still needed, send it again.");
        }
    }

    @Override
    public void retry(long id, long deliveryId) {
        Reach reach = access.requireSomewhere(REPLY);
        database.transact(connection -> {
            InboxConversation conversation = existing(connection, id, reach);
            String author = events.reply(connection, conversation.id(), deliveryId)
                    .map(reply -> reply.actor().name())
                    .orElse(null);
            if (!access.caller().name().equals(author)) {
                throw Problem.notFound("reply of yours", deliveryId);
            }
            replies.again(deliveryId);
            audit.record(
                    "inbox.retry",
                    InboxWork.subject(conversation.id()),
                    conversation.accountId(),
                    null,
                    InboxJson.write(Map.of("delivery", deliveryId)));
        });
    }
}
