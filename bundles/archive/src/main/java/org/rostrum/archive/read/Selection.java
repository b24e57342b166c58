package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.api.security.Reach;
import org.rostrum.archive.store.MergedConversations;

/**
 * A filter as parts that each follow one index: the threads of a conversation, or the channels that can have something of
 * what is wanted. What the sums of days know narrows a channel to the sequences between which a short period lies.
 */
final class Selection {
    /** Up to this length of a period it pays to ask the sums. */
    private static final Duration SHORT = Duration.ofDays(31);

    /**
     * One part: conditions with their parameters, and the sequences between which it lies.
     *
     * @param index the index that it follows
     * @param first the first sequence it can have
     * @param last the last sequence it can have
     */
    record Part(String index, String conditions, List<Object> parameters, long first, long last) {
        /** The sequence after the last one it can have. */
        long end() {
            return last == Long.MAX_VALUE ? last : last + 1;
        }

        /** The parameters of this part and then these. */
        @Nullable
        Object[] with(Object... more) {
            List<Object> all = new ArrayList<>(parameters);
            all.addAll(List.of(more));
            return all.toArray();
        }
    }

    private final Connection connection;
    private final ActivityFilter filter;
    private final Reach reach;
    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private Selection(Connection connection, ActivityFilter filter, Reach reach) {
        this.connection = connection;
        this.filter = filter;
        this.reach = reach;
        and("direction = ?", filter.direction());
        and("published >= ?", bounded(filter.from()));
        and("published < ?", bounded(filter.to()));
    }

    /** The parts of the filter within the reach, that with the latest sequence first. */
    static List<Part> of(Connection connection, ActivityFilter filter, Reach reach) throws SQLException {
        Selection selection = new Selection(connection, filter, reach);
        Long conversation = filter.conversationId();
        List<Part> parts =
                new ArrayList<>(conversation == null ? selection.channels() : selection.threads(conversation));
        parts.sort(Comparator.comparingLong(Part::last).reversed());
        return parts;
    }

    private void and(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.append(" and ").append(condition);
            parameters.add(value);
        }
    }

    private List<Part> threads(long conversation) throws SQLException {
        and("account_id = ?", filter.accountId());
        and("channel_id = ?", filter.channelId());
        if (!reach.everywhere()) {
            Conditions within = new Conditions().within(reach, "account_id");
            conditions.append(within.where().replaceFirst("where", "and"));
            parameters.addAll(reach.accounts());
        }
        List<Part> parts = new ArrayList<>();
        for (Long thread :
                MergedConversations.threads(connection, MergedConversations.current(connection, conversation))) {
            parts.add(part("archive_activity_conversation", "conversation_id = ?", List.of(thread), 1, Long.MAX_VALUE));
        }
        return parts;
    }

    private List<Part> channels() throws SQLException {
        List<Part> parts = new ArrayList<>();
        for (Channels.Span span : Channels.find(connection, reach, filter.accountId(), filter.channelId())) {
            narrow(span)
                    .ifPresent(narrow -> parts.add(part(
                            "archive_activity_channel",
                            "channel_id = ? and account_id = ?",
                            List.of(narrow.channelId(), narrow.accountId()),
                            narrow.firstSequence(),
                            narrow.lastSequence())));
        }
        return parts;
    }

    private Part part(String index, String key, List<Object> values, long first, long last) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(parameters);
        return new Part(DerbyHints.index(index), "where " + key + conditions, all, first, last);
    }

    /** The part of the span that can have something of the wanted direction and period; empty when none can. */
    private Optional<Channels.Span> narrow(Channels.Span span) throws SQLException {
        long wanted = filter.direction() == Direction.INBOUND
                ? span.inbound()
                : filter.direction() == Direction.OUTBOUND ? span.outbound() : 1;
        Instant from = later(span.firstPublished(), filter.from());
        Instant to = earlier(span.lastPublished().plusNanos(1000), filter.to());
        if (wanted == 0 || !from.isBefore(to)) {
            return Optional.empty();
        }
        boolean whole = filter.from() == null && filter.to() == null;
        if (whole || Duration.between(from, to).compareTo(SHORT) > 0) {
            return Optional.of(span);
        }
        return Sql.first(
                        connection,
                        "select count(*) as days, min(first_sequence) as first_sequence, max(last_sequence) as last_sequence"
                                + " from archive_day where account_id = ? and day_number >= ? and day_number <= ?"
                                + " and channel_id = ?",
                        row -> span.between(
                                row.getLong("first_sequence"),
                                row.getLong("days") == 0 ? 0 : row.getLong("last_sequence")),
                        span.accountId(),
                        RollupCalendar.day(from),
                        RollupCalendar.day(to),
                        span.channelId())
                .filter(narrow -> narrow.lastSequence() > 0);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    /** A time that both databases can express; no activity lies outside. */
    private static @Nullable Instant bounded(@Nullable Instant time) {
        return time == null ? null : RollupCalendar.bounded(time);
    }
}
