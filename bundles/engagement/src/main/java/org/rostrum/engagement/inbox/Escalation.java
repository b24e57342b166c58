package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.Readers;

/** Does what a response target wants done when it was missed. */
final class Escalation {
    private final Readers readers;
    private final InboxWork work;

    Escalation(Readers readers, InboxWork work) {
        this.readers = readers;
        this.work = work;
    }

    /** @return why it could not be done; empty when it was */
    String done(Connection connection, InboxConversation conversation, EscalationStep step) throws SQLException {
        if (step.action() == EscalationStep.Action.MENTION) {
            if (!readers.may(step.value(), conversation.accountId())) {
                return ": they may not read this conversation";
            }
            Mentions.add(connection, conversation.id(), step.value());
            return "";
        }
        InboxChange change = change(conversation, step);
        if (change == null) {
            return "";
        }
        try {
            work.change(connection, conversation, change);
            return "";
        } catch (Problem refused) {
            return ": " + refused.detail();
        }
    }

    /** Null when it is so already. */
    private static @Nullable InboxChange change(InboxConversation conversation, EscalationStep step) {
        return switch (step.action()) {
            case PRIORITY -> {
                Priority wanted = Priority.valueOf(step.value());
                yield wanted.compareTo(conversation.priority()) > 0 ? change(null, wanted, null) : null;
            }
            case ASSIGN -> step.value().equals(conversation.assignee()) ? null : change(step.value(), null, null);
            case LABEL -> conversation.labels().contains(step.value())
                    ? null
                    : change(null, null, new TreeSet<>(Set.of(step.value())));
            case MENTION -> null;
        };
    }

    private static InboxChange change(
            @Nullable String assignee, @Nullable Priority priority, @Nullable SortedSet<String> added) {
        return new InboxChange(null, null, assignee, priority, null, added, null);
    }
}
