package org.rostrum.engagement.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.Readers;

/** Applies what people want changed, or says what cannot be. */
final class ChangeCheck {
    private static final int LABEL = 60;
    private static final int LABELS = 20;

    private final Readers readers;
    private final Clock clock;

    ChangeCheck(Readers readers, Clock clock) {
        this.readers = readers;
        this.clock = clock;
    }

    InboxConversation applied(InboxConversation before, InboxChange change) {
        Changes changes = Changes.of(before);
        Status status = change.status();
        Instant until = change.snoozedUntil();
        if (status == Status.SNOOZED) {
            if (until == null || !until.isAfter(clock.instant())) {
                throw Problem.invalid(
                        "snoozedUntil",
                        "A snooze ends in the future.",
                        "Name a time after now, such as tomorrow morning.");
            }
            changes.status(status, until);
        } else if (until != null) {
            throw Problem.invalid("snoozedUntil", "Only a snooze has an end.", "Send it with status SNOOZED.");
        } else if (status != null) {
            changes.status(status, null);
        }
        if (change.assignee() != null) {
            changes.assignee(change.assignee().isEmpty() ? null : worker(change.assignee(), before.accountId()));
        }
        if (change.priority() != null) {
            changes.priority(change.priority());
        }
        changes.labels(labels(before.labels(), change));
        return changes.nextVersion().made();
    }

    private String worker(String user, String accountId) {
        if (!readers.may(user, accountId)) {
            throw Problem.invalid(
                    "assignee",
                    "\"" + user + "\" is nobody who may read this conversation.",
                    "Name a user who holds " + JdbcInbox.READ + " at the account \"" + accountId + "\".");
        }
        return user;
    }

    private static SortedSet<String> labels(SortedSet<String> before, InboxChange change) {
        SortedSet<String> all = change.labels();
        SortedSet<String> added = change.addLabels();
        SortedSet<String> removed = change.removeLabels();
        if (all != null && (added != null || removed != null)) {
            throw Problem.invalid(
                    "labels",
                    "Labels are either replaced, or added and removed.",
                    "Send \"labels\" alone, or \"addLabels\" and \"removeLabels\".");
        }
        SortedSet<String> labels = all == null ? new TreeSet<>(before) : named("labels", all);
        if (removed != null) {
            labels.removeAll(named("removeLabels", removed));
        }
        if (added != null) {
            labels.addAll(named("addLabels", added));
        }
        if (labels.size() > LABELS) {
            throw Problem.invalid(
                    added == null ? "labels" : "addLabels", "More than " + LABELS + " labels.", "Leave some out.");
        }
        return labels;
    }

    private static SortedSet<String> named(String field, SortedSet<String> wanted) {
        SortedSet<String> labels = new TreeSet<>();
        for (String label : wanted) {
            labels.add(Inputs.name(field, label, LABEL));
        }
        return labels;
    }
}
