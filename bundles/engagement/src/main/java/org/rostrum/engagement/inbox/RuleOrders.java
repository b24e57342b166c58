package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.engagement.RuleEffects;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.assignment.Assigner;
import org.rostrum.engagement.assignment.Shift;
import org.rostrum.engagement.assignment.Unassigned;
import org.rostrum.engagement.routing.DecisionStore;
import org.rostrum.engagement.routing.DecisionStore.Order;

/**
 * Does in the inbox what routing rules want: as things come in, when routing was ahead, which it mostly is, else afterwards. What
 * people have done counts more: whom they gave a conversation to keeps it, and one that was answered is not put aside.
 */
final class RuleOrders {
    static final Requester SELF = new Requester("routing", null);
    private static final int BATCH = 500;
    private static final int MOST_LABELS = 20;

    private final InboxStore store;
    private final Assigner assigner;
    private final Clock clock;
    private final EventStore events = new EventStore();
    private final DecisionStore decisions = new DecisionStore();

    RuleOrders(InboxStore store, Assigner assigner, Clock clock) {
        this.store = store;
        this.assigner = assigner;
        this.clock = clock;
    }

    /** What is to be done about what was said up to a sequence, by sequence. */
    Map<Long, List<Order>> upTo(Connection connection, long sequence) throws SQLException {
        Map<Long, List<Order>> orders = new HashMap<>();
        for (Order order : decisions.orders(connection, sequence, Integer.MAX_VALUE)) {
            orders.computeIfAbsent(order.sequence(), key -> new ArrayList<>()).add(order);
        }
        return orders;
    }

    /** Does one of them; the caller saves what it gives. */
    InboxConversation carryOut(Connection connection, InboxConversation before, Order order) throws SQLException {
        RuleEffects effects = order.effects();
        Changes changes = Changes.of(before);
        List<String> told = new ArrayList<>(List.of(order.ruleId() + " " + order.ruleName()));
        String assignee = effects.assignee();
        if (assignee != null && !assignee.equals(before.assignee()) && !givenByPerson(connection, before)) {
            if (assigner.mayRead(assignee, before.accountId())) {
                changes.assignee(assignee);
                told.add("ASSIGNED " + assignee);
            } else {
                told.add("REFUSED " + assignee);
            }
        }
        SortedSet<String> labels = new TreeSet<>(before.labels());
        labels.addAll(effects.labels());
        if (labels.size() > before.labels().size() && labels.size() <= MOST_LABELS) {
            changes.labels(labels);
            told.add("LABELS " + String.join(", ", new TreeSet<>(effects.labels())));
        }
        Priority priority = effects.priority();
        if (priority != null && priority != before.priority()) {
            changes.priority(priority);
            told.add("PRIORITY " + priority);
        }
        if (effects.close() && isUntouched(before, order)) {
            changes.status(Status.CLOSED, null);
            told.add("STATUS " + Status.CLOSED);
        }
        decisions.done(connection, order);
        if (told.size() == 1) {
            return before;
        }
        events.add(connection, before.id(), clock.instant(), SELF, Kind.ROUTED, String.join("\n", told), null);
        return changes.nextVersion().made();
    }

    private boolean givenByPerson(Connection connection, InboxConversation conversation) throws SQLException {
        return conversation.assignee() != null && events.lastAssignedByPerson(connection, conversation.id());
    }

    /** Whether the order is about the last thing said, and nobody has answered. */
    private static boolean isUntouched(InboxConversation now, Order order) {
        return now.lastOutbound() == null && now.inboundSequence() <= order.sequence() && now.status() != Status.CLOSED;
    }

    /** What could not be done as it came in; gives how many were looked at. */
    int late(Connection connection, Shift shift, long upTo) throws SQLException {
        List<Order> orders = decisions.orders(connection, upTo, BATCH);
        for (Order order : orders) {
            Optional<InboxConversation> found = store.find(connection, order.conversationId());
            if (found.isEmpty()) {
                // nothing that anybody has to see to, such as a like
                decisions.done(connection, order);
                continue;
            }
            InboxConversation before = found.get();
            InboxConversation after = carryOut(connection, before, order);
            if (!after.equals(before)) {
                save(connection, after, before);
                shift.changed(before, after);
                if (after.assignee() != null) {
                    Unassigned.remove(connection, after.id());
                }
            }
        }
        return orders.size();
    }

    private void save(Connection connection, InboxConversation after, InboxConversation before) throws SQLException {
        store.save(connection, after, true);
        if (!after.labels().equals(before.labels())) {
            store.setLabels(connection, after.id(), after.labels());
        }
    }
}
