package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.assignment.Assigner;
import org.rostrum.engagement.assignment.Shift;
import org.rostrum.engagement.assignment.Unassigned;
import org.rostrum.engagement.due.MeasuredStore;
import org.rostrum.engagement.due.ResponseClocks;
import org.rostrum.engagement.routing.DecisionStore;
import org.rostrum.engagement.routing.DecisionStore.Order;
import org.rostrum.engagement.search.WordStore;

/**
 * Brings into the inbox what is archived, in the archive's order. What it makes of it and the place reached are written in one
 * transaction, so that nothing is left out and nothing counts twice.
 */
final class InboxFollower {
    static final Requester SELF = new Requester("inbox", null);
    private static final int BATCH = 500;
    private static final int EXCERPT = 300;

    private final Database database;
    private final Archive archive;
    private final Clock clock;
    private final Duration history;
    private final InboxStore store;
    private final Assigner assigner;
    private final Assignments assignments;
    private final RuleOrders orders;
    private final DecisionStore decisions = new DecisionStore();
    private final EventStore events = new EventStore();
    private final MeasuredStore measured = new MeasuredStore();

    /** @param history what was last said longer ago than that comes in as closed */
    InboxFollower(
            Database database,
            Archive archive,
            ResponseClocks clocks,
            Assigner assigner,
            Clock clock,
            Duration history) {
        this.store = new InboxStore(clocks);
        this.assigner = assigner;
        this.assignments = new Assignments(store, clock);
        this.orders = new RuleOrders(store, assigner, clock);
        this.database = database;
        this.archive = archive;
        this.clock = clock;
        this.history = history;
    }

    /** Takes the next batch; gives how many activities it had, or how many late orders of rules when there was none. */
    int next() {
        return database.transaction(connection -> {
            long reached = InboxProgress.lock(connection);
            List<ArchivedActivity> activities = archive.after(reached, BATCH);
            if (activities.isEmpty()) {
                return orders.late(connection, assigner.begin(connection), reached);
            }
            take(connection, activities);
            InboxProgress.set(connection, activities.get(activities.size() - 1).sequence());
            return activities.size();
        });
    }

    private void take(Connection connection, List<ArchivedActivity> activities) throws SQLException {
        Set<Long> asked = new HashSet<>();
        activities.forEach(archived -> asked.add(archived.conversationId()));
        Map<Long, Conversation> conversations = archive.conversations(asked);
        Map<Long, List<ArchivedActivity>> said = new LinkedHashMap<>();
        Map<Long, Conversation> goingOn = new HashMap<>();
        for (ArchivedActivity archived : activities) {
            Conversation conversation = conversations.get(archived.conversationId());
            if (conversation != null && isMessage(archived.activity())) {
                goingOn.put(conversation.id(), conversation);
                said.computeIfAbsent(conversation.id(), id -> new ArrayList<>()).add(archived);
            }
        }
        Map<Long, Set<Long>> merged = archive.mergedInto(said.keySet());
        Set<Long> ids = new HashSet<>(said.keySet());
        merged.values().forEach(ids::addAll);
        Map<Long, InboxConversation> known = new HashMap<>();
        for (InboxConversation one : store.all(connection, ids)) {
            known.put(one.id(), one);
        }
        Shift shift = assigner.begin(connection);
        Map<Long, List<Order>> wanted =
                orders.upTo(connection, activities.get(activities.size() - 1).sequence());
        for (Map.Entry<Long, List<ArchivedActivity>> one : said.entrySet()) {
            InboxConversation joined = joined(connection, shift, one.getKey(), merged, known);
            Conversation conversation = Objects.requireNonNull(goingOn.get(one.getKey()));
            apply(connection, shift, conversation, joined, one.getValue(), wanted);
        }
    }

    private static boolean isMessage(Activity activity) {
        ActivityKind kind = ActivityKind.of(activity.verb(), activity.inReplyTo());
        return kind == ActivityKind.POST || kind == ActivityKind.REPLY;
    }

    /** What is known of the conversation, with what has grown into it; null when nothing is. */
    private @Nullable InboxConversation joined(
            Connection connection,
            Shift shift,
            long id,
            Map<Long, Set<Long>> merged,
            Map<Long, InboxConversation> known)
            throws SQLException {
        InboxConversation own = known.get(id);
        for (Long part : merged.getOrDefault(id, Set.of())) {
            InboxConversation grown = known.get(part);
            if (grown == null) {
                continue;
            }
            measured.move(connection, part, id);
            store.remove(connection, part);
            events.move(connection, part, id);
            Mentions.move(connection, part, id);
            Unassigned.move(connection, part, id);
            WordStore.move(connection, part, id);
            decisions.move(connection, part, id);
            shift.changed(grown, null);
            InboxConversation alone = own;
            own = own == null ? renamed(connection, grown, id) : together(connection, own, grown);
            shift.changed(alone, own);
            events.add(connection, id, clock.instant(), SELF, Kind.JOINED, Long.toString(part), null);
        }
        return own;
    }

    private InboxConversation renamed(Connection connection, InboxConversation grown, long id) throws SQLException {
        InboxConversation now =
                awake(Changes.as(grown, id), grown.status()).nextVersion().made();
        store.save(connection, now, false);
        store.setLabels(connection, id, now.labels());
        return now;
    }

    /** Whoever saw to one of them sees to both, the more pressing half counts. */
    private InboxConversation together(Connection connection, InboxConversation own, InboxConversation grown)
            throws SQLException {
        SortedSet<String> labels = new TreeSet<>(own.labels());
        labels.addAll(grown.labels());
        Status status = Collections.min(List.of(own.status(), grown.status()));
        Changes changes = Changes.of(own)
                .labels(labels)
                .priority(Collections.max(List.of(own.priority(), grown.priority())))
                .assignee(own.assignee() == null ? grown.assignee() : own.assignee())
                .heard(new Changes.Heard(
                        grown.inboundSequence(),
                        grown.lastInbound(),
                        grown.contact(),
                        grown.excerpt(),
                        grown.language()))
                .together(grown)
                .nextVersion();
        awake(changes, status);
        Instant answered = grown.lastOutbound();
        InboxConversation now = (answered == null ? changes : changes.answered(answered)).made();
        store.save(connection, now, true);
        store.setLabels(connection, now.id(), labels);
        return now;
    }

    /** A snooze ends here, as its timer knows the conversation that is no more. */
    private static Changes awake(Changes changes, Status status) {
        return changes.status(status == Status.SNOOZED ? Status.OPEN : status, null);
    }

    private void apply(
            Connection connection,
            Shift shift,
            Conversation conversation,
            @Nullable InboxConversation before,
            List<ArchivedActivity> said,
            Map<Long, List<Order>> wanted)
            throws SQLException {
        InboxConversation now = before;
        for (ArchivedActivity archived : said) {
            Activity activity = archived.activity();
            if (activity.direction() == Direction.INBOUND) {
                now = now == null ? opened(conversation, archived) : heard(connection, now, archived);
            } else if (now != null) {
                now = answered(connection, now, activity.published());
            }
            for (Order order : wanted.getOrDefault(archived.sequence(), List.of())) {
                // what we say about nobody's conversation stays for later, which finds nothing to do
                now = now == null ? null : orders.carryOut(connection, now, order);
            }
        }
        if (now == null) {
            return;
        }
        if (before == null && now.lastActivity().isBefore(clock.instant().minus(history))) {
            now = Changes.of(now).status(Status.CLOSED, null).made();
        }
        store.save(connection, now, before != null);
        if (!now.labels().equals(before == null ? Collections.emptySortedSet() : before.labels())) {
            store.setLabels(connection, now.id(), now.labels());
        }
        assignments.said(connection, shift, before, now);
    }

    private static InboxConversation opened(Conversation conversation, ArchivedActivity archived) {
        Changes.Heard first = heard(archived);
        return new InboxConversation(
                conversation.id(),
                conversation.accountId(),
                conversation.channelId(),
                conversation.contactId(),
                first.contact(),
                Status.OPEN,
                null,
                Priority.NORMAL,
                null,
                Collections.emptySortedSet(),
                first.excerpt(),
                first.language(),
                first.sequence(),
                first.at(),
                null,
                first.at(),
                first.at(),
                first.at(),
                null,
                1);
    }

    private InboxConversation heard(Connection connection, InboxConversation now, ArchivedActivity archived)
            throws SQLException {
        Changes.Heard heard = heard(archived);
        Changes changes = Changes.of(now).heard(heard);
        // what was said before the last word of ours arrived late, and was answered by it
        Instant answered = now.lastOutbound();
        boolean isNews = !heard.at().isBefore(now.lastInbound())
                && (answered == null || !heard.at().isBefore(answered));
        if (isNews && now.status() != Status.OPEN) {
            events.add(
                    connection,
                    now.id(),
                    clock.instant(),
                    SELF,
                    Kind.REOPENED,
                    now.status().name(),
                    null);
            if (now.status() != Status.SNOOZED) {
                changes.waitsSince(heard.at());
            }
            if (now.status() == Status.CLOSED) {
                changes.openedSince(heard.at());
            }
            changes.status(Status.OPEN, null).nextVersion();
        }
        return changes.made();
    }

    private InboxConversation answered(Connection connection, InboxConversation now, Instant at) throws SQLException {
        Changes changes = Changes.of(now).answered(at);
        if (now.status() == Status.OPEN && at.isAfter(now.lastInbound())) {
            events.add(connection, now.id(), clock.instant(), SELF, Kind.ANSWERED, "", null);
            changes.status(Status.PENDING, null).nextVersion();
        }
        return changes.made();
    }

    private static Changes.Heard heard(ArchivedActivity archived) {
        Activity activity = archived.activity();
        Actor actor = activity.actor();
        String contact = actor.displayName() != null ? actor.displayName() : actor.handle();
        return new Changes.Heard(
                archived.sequence(),
                activity.published(),
                contact == null ? actor.networkId() : contact,
                excerpt(activity.content()),
                activity.language());
    }

    private static String excerpt(String content) {
        String line = content.replaceAll("\\s+", " ").strip();
        if (line.length() <= EXCERPT) {
            return line;
        }
        int end = EXCERPT - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
