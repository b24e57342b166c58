package org.rostrum.engagement.inbox;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;

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
    private long version;

    /**
     * What somebody outside has said.
     *
     * @param sequence the archive's number of it
     */
    record Heard(long sequence, Instant at, String contact, String excerpt, @Nullable String language) {}

    private Changes(InboxConversation before, long id) {
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
        this.version = before.version();
    }

    static Changes of(InboxConversation before) {
        return new Changes(before, before.id());
    }

    /** The same as a part of another conversation. */
    static Changes as(InboxConversation before, long id) {
        return new Changes(before, id);
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
        return seen(said.at);
    }

    Changes answered(Instant at) {
        Instant known = lastOutbound;
        lastOutbound = known == null || at.isAfter(known) ? at : known;
        return seen(at);
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
                version);
    }
}
