package org.rostrum.engagement.inbox;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.ResponseDue;

/** A conversation of the inbox that is being changed. */
final class Changes {
    private final InboxConversation before;
    private final long id;
    private Status status;
    private @Nullable String assignee;
    private Priority priority;
    private @Nullable Instant snoozedUntil;
    private SortedSet<String> labels;
    private Heard heard;
    private Instant lastActivity;
    private @Nullable Instant lastOutbound;
    private @Nullable Instant waitingSince;
    private Instant openedSince;
    private final @Nullable ResponseDue due;
    private long version;

    /**
     * What somebody outside has said.
     *
     * @param sequence the archive's number of it
     */
    record Heard(long sequence, Instant at, String contact, String excerpt, @Nullable String language) {}

    private Changes(InboxConversation before, long id, @Nullable ResponseDue due) {
        this.due = due;
        this.before = before;
        this.id = id;
        this.status = before.status();
        this.assignee = before.assignee();
        this.priority = before.priority();
        this.snoozedUntil = before.snoozedUntil();
        this.labels = before.labels();
        this.heard = new Heard(
                before.inboundSequence(), before.lastInbound(), before.contact(), before.excerpt(), before.language());
        this.lastActivity = before.lastActivity();
        this.lastOutbound = before.lastOutbound();
        this.waitingSince = before.waitingSince();
        this.openedSince = before.openedSince();
        this.version = before.version();
    }

    static Changes of(InboxConversation before) {
        return new Changes(before, before.id(), before.due());
    }

    /** The same as a part of another conversation. */
    static Changes as(InboxConversation before, long id) {
        return new Changes(before, id, null);
    }

    /** @param until needed with SNOOZED, else null */
    Changes status(Status to, @Nullable Instant until) {
        status = to;
        snoozedUntil = until;
        return this;
    }

    Changes assignee(@Nullable String user) {
        assignee = user;
        return this;
    }

    Changes priority(Priority to) {
        priority = to;
        return this;
    }

    Changes labels(SortedSet<String> all) {
        labels = all;
        return this;
    }

    /** What is older than what is known changes nothing. */
    Changes heard(Heard said) {
        if (!said.at.isBefore(heard.at)) {
            heard = said;
        }
        Instant answered = lastOutbound;
        if (answered == null || !said.at.isBefore(answered)) {
            waitingSince = earlier(waitingSince, said.at);
        }
        return seen(said.at);
    }

    Changes answered(Instant at) {
        Instant known = lastOutbound;
        lastOutbound = known == null || at.isAfter(known) ? at : known;
        waitingSince = at.isAfter(heard.at) ? null : waitingSince;
        return seen(at);
    }

    /**
     * What was to answer did not arrive.
     *
     * @param before when an answer did; null when none has
     * @param waiting since when the customer waits
     */
    Changes unanswered(@Nullable Instant before, Instant waiting) {
        lastOutbound = before;
        waitingSince = waiting;
        return this;
    }

    /** The customer begins to wait: nobody had to answer what was said before. */
    Changes waitsSince(Instant at) {
        waitingSince = at;
        return this;
    }

    /** It begins once more. */
    Changes openedSince(Instant at) {
        openedSince = at;
        return this;
    }

    /** It is one with another conversation. */
    Changes together(InboxConversation other) {
        waitingSince = earlier(waitingSince, other.waitingSince());
        openedSince = openedSince.isBefore(other.openedSince()) ? openedSince : other.openedSince();
        return this;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private Changes seen(Instant at) {
        lastActivity = at.isAfter(lastActivity) ? at : lastActivity;
        return this;
    }

    Changes nextVersion() {
        version++;
        return this;
    }

    InboxConversation made() {
        return new InboxConversation(
                id,
                before.accountId(),
                before.channelId(),
                before.contactId(),
                heard.contact,
                status,
                assignee,
                priority,
                snoozedUntil,
                Collections.unmodifiableSortedSet(new TreeSet<>(labels)),
                heard.excerpt,
                heard.language,
                heard.sequence,
                heard.at,
                lastOutbound,
                lastActivity,
                waitingSince,
                openedSince,
                due,
                version);
    }
}
