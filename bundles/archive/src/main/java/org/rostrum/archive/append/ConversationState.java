package org.rostrum.archive.append;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.archive.store.ResponseBuckets;

/**
 * A conversation being added to. Everything it holds depends on the activities alone, not on the order in which they come
 * (only when two people spoke first at the same microsecond, the one stored first counts).
 */
final class ConversationState {
    final long id;
    final String accountId;
    final String channelId;

    @Nullable
    Long contactId;

    int inbound;
    int outbound;

    @Nullable
    Instant firstInbound;

    @Nullable
    Instant lastInbound;

    @Nullable
    Instant firstOutbound;

    @Nullable
    Instant lastOutbound;

    @Nullable
    Instant firstResponse;
    /** Set when {@link #firstResponse} cannot be told without reading the activities again. */
    boolean responseUnsure;

    ConversationState(long id, String accountId, String channelId) {
        this.id = id;
        this.accountId = accountId;
        this.channelId = channelId;
    }

    ConversationState copy() {
        ConversationState copy = new ConversationState(id, accountId, channelId);
        copy.contactId = contactId;
        copy.inbound = inbound;
        copy.outbound = outbound;
        copy.firstInbound = firstInbound;
        copy.lastInbound = lastInbound;
        copy.firstOutbound = firstOutbound;
        copy.lastOutbound = lastOutbound;
        copy.firstResponse = firstResponse;
        return copy;
    }

    void addInbound(Instant published, long contact) {
        ConversationState one = new ConversationState(id, accountId, channelId);
        one.inbound = 1;
        one.firstInbound = published;
        one.lastInbound = published;
        one.contactId = contact;
        absorb(one);
    }

    void addOutbound(Instant published) {
        ConversationState one = new ConversationState(id, accountId, channelId);
        one.outbound = 1;
        one.firstOutbound = published;
        one.lastOutbound = published;
        absorb(one);
    }

    /** Takes in what another one holds. */
    void absorb(ConversationState other) {
        Instant asked = earlier(firstInbound, other.firstInbound);
        if (asked != null) {
            Instant mine = answeredAfter(asked);
            Instant theirs = other.answeredAfter(asked);
            responseUnsure |= other.responseUnsure || UNSURE.equals(mine) || UNSURE.equals(theirs);
            firstResponse = responseUnsure ? null : earlier(mine, theirs);
        }
        if (asked != null && !asked.equals(firstInbound)) {
            contactId = other.contactId;
        }
        inbound += other.inbound;
        outbound += other.outbound;
        firstInbound = asked;
        lastInbound = later(lastInbound, other.lastInbound);
        firstOutbound = earlier(firstOutbound, other.firstOutbound);
        lastOutbound = later(lastOutbound, other.lastOutbound);
    }

    private static final Instant UNSURE = Instant.MIN;

    /** The earliest outbound activity later than this; null for none. */
    private @Nullable Instant answeredAfter(Instant asked) {
        Instant first = firstOutbound;
        Instant last = lastOutbound;
        if (first == null || last == null || !last.isAfter(asked)) {
            return null;
        }
        if (first.isAfter(asked)) {
            return first;
        }
        if (outbound == 2) {
            return last;
        }
        return asked.equals(firstInbound) ? firstResponse : UNSURE;
    }

    Instant started() {
        return required(earlier(firstInbound, firstOutbound));
    }

    Instant lastActivity() {
        return required(later(lastInbound, lastOutbound));
    }

    /** Whether the latest activity is inbound; an answer of the very same time is none, as with {@link #firstResponse}. */
    boolean waiting() {
        Instant asked = lastInbound;
        Instant answered = lastOutbound;
        return asked != null && (answered == null || !answered.isAfter(asked));
    }

    @Nullable
    Long responseSeconds() {
        Instant asked = firstInbound;
        Instant answered = firstResponse;
        return asked == null || answered == null
                ? null
                : Duration.between(asked, answered).toSeconds();
    }

    /** The bucket its first response is counted in; null when nobody has asked. */
    @Nullable
    Integer responseBucket() {
        if (firstInbound == null) {
            return null;
        }
        Long seconds = responseSeconds();
        return seconds == null ? ResponseBuckets.UNANSWERED : ResponseBuckets.of(seconds);
    }

    private static Instant required(@Nullable Instant time) {
        if (time == null) {
            throw new IllegalStateException("a conversation has at least one activity");
        }
        return time;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null) {
            return other;
        }
        return other == null || !other.isBefore(one) ? one : other;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null) {
            return other;
        }
        return other == null || !other.isAfter(one) ? one : other;
    }
}
