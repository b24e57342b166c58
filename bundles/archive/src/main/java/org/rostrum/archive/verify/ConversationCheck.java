package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.ResponseBuckets;

/** Puts conversations together again from their activities, so many at a time. */
final class ConversationCheck {
    private static final int AT_ONCE = 2000;

    /** The activities of a range of conversations, those of conversations that were joined to one in the range included. */
    private static final String ACTIVITIES =
            "select a.conversation_id as conversation, a.account_id, a.channel_id, a.contact_id, a.direction,"
                    + " a.published, a.sequence from archive_activity a where a.conversation_id >= ?"
                    + " and a.conversation_id < ? and not exists"
                    + " (select 1 from archive_merged m" + DerbyHints.nestedLoop()
                    + " where m.thread = a.conversation_id)"
                    + " union all select m.conversation_id as conversation, a.account_id, a.channel_id, a.contact_id,"
                    + " a.direction, a.published, a.sequence from archive_merged m"
                    + " join archive_activity a on a.conversation_id = m.thread"
                    + " where m.conversation_id >= ? and m.conversation_id < ?"
                    + " order by published, sequence";

    /** The columns of a conversation; the contact only says who it may be, for two can speak first at the same time. */
    private record Row(
            String account,
            String channel,
            int inbound,
            int outbound,
            @Nullable Instant firstInbound,
            @Nullable Instant lastInbound,
            @Nullable Instant firstOutbound,
            @Nullable Instant lastOutbound,
            @Nullable Instant firstResponse,
            @Nullable Long responseSeconds,
            @Nullable Integer responseBucket,
            @Nullable Instant started,
            @Nullable Instant lastActivity,
            boolean waiting) {}

    private final Recheck recheck;
    private final Progress progress;

    ConversationCheck(Recheck recheck, Progress progress) {
        this.recheck = recheck;
        this.progress = progress;
    }

    /** Checks the conversations up to this id, and that there are none beyond. */
    void check(long lastConversation) {
        for (long from = 1; from <= lastConversation; from += AT_ONCE) {
            long first = from;
            long end = Math.min(from + AT_ONCE, lastConversation + 1);
            recheck.check((connection, findings) -> range(connection, first, end, findings));
        }
        recheck.check((connection, findings) -> beyond(connection, findings));
    }

    private void range(Connection connection, long from, long end, Findings findings) throws SQLException {
        Map<Long, Recount> counted = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                ACTIVITIES,
                row -> {
                    counted.computeIfAbsent(row.getLong("conversation"), id -> new Recount())
                            .add(row);
                    progress.row();
                    return Boolean.TRUE;
                },
                ignored -> {},
                from,
                end,
                from,
                end);
        Map<Long, Row> right = new TreeMap<>();
        counted.forEach((id, recount) -> right.put(id, recount.row()));
        Map<Long, Row> stored = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select * from archive_conversation where id >= ? and id < ?",
                row -> {
                    long id = row.getLong("id");
                    stored.put(id, read(row));
                    Recount recount = counted.get(id);
                    Long contact = Sql.optionalLong(row, "contact_id");
                    if (recount != null && !recount.mayBeFirst(contact)) {
                        findings.sum("archive_conversation " + id + ": contact " + contact + " did not speak first");
                    }
                    return Boolean.TRUE;
                },
                ignored -> {},
                from,
                end);
        Comparison.compare(right, stored, id -> "archive_conversation " + id, findings);
    }

    private static void beyond(Connection connection, Findings findings) throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select id from archive_conversation where id < 1 or id > (select last_conversation from archive_head)",
                row -> "archive_conversation " + row.getLong("id") + ": there is no such conversation",
                findings::sum);
    }

    private static Row read(ResultSet row) throws SQLException {
        int bucket = row.getInt("response_bucket");
        return new Row(
                row.getString("account_id"),
                row.getString("channel_id"),
                row.getInt("inbound"),
                row.getInt("outbound"),
                Sql.optionalInstant(row, "first_inbound"),
                Sql.optionalInstant(row, "last_inbound"),
                Sql.optionalInstant(row, "first_outbound"),
                Sql.optionalInstant(row, "last_outbound"),
                Sql.optionalInstant(row, "first_response"),
                Sql.optionalLong(row, "response_seconds"),
                Sql.optionalLong(row, "response_bucket") == null ? null : Integer.valueOf(bucket),
                Sql.optionalInstant(row, "started"),
                Sql.optionalInstant(row, "last_activity"),
                row.getBoolean("waiting"));
    }

    /** One conversation counted in the plainest way: its activities come in order of publication. */
    private static final class Recount {
        private long firstSequence = Long.MAX_VALUE;
        private String account = "";
        private String channel = "";
        private int inbound;
        private int outbound;
        private final Set<Long> firstContacts = new HashSet<>();
        private @Nullable Instant started;
        private @Nullable Instant firstInbound;
        private @Nullable Instant lastInbound;
        private @Nullable Instant firstOutbound;
        private @Nullable Instant lastOutbound;
        private @Nullable Instant firstResponse;

        void add(ResultSet row) throws SQLException {
            Instant published = Sql.instant(row, "published");
            long sequence = row.getLong("sequence");
            if (sequence < firstSequence) {
                firstSequence = sequence;
                account = row.getString("account_id");
                channel = row.getString("channel_id");
            }
            started = started == null ? published : started;
            if (row.getString("direction").equals("INBOUND")) {
                inbound++;
                firstInbound = firstInbound == null ? published : firstInbound;
                lastInbound = published;
                if (published.equals(firstInbound)) {
                    firstContacts.add(row.getLong("contact_id"));
                }
            } else {
                outbound++;
                firstOutbound = firstOutbound == null ? published : firstOutbound;
                lastOutbound = published;
                if (firstResponse == null && firstInbound != null && published.isAfter(firstInbound)) {
                    firstResponse = published;
                }
            }
        }

        boolean mayBeFirst(@Nullable Long contact) {
            return contact == null ? firstContacts.isEmpty() : firstContacts.contains(contact);
        }

        Row row() {
            Long seconds = firstInbound == null || firstResponse == null
                    ? null
                    : Long.valueOf(Duration.between(firstInbound, firstResponse).toSeconds());
            Integer bucket = firstInbound == null
                    ? null
                    : Integer.valueOf(seconds == null ? ResponseBuckets.UNANSWERED : ResponseBuckets.of(seconds));
            boolean asksLast = lastInbound != null && (lastOutbound == null || !lastOutbound.isAfter(lastInbound));
            return new Row(
                    account,
                    channel,
                    inbound,
                    outbound,
                    firstInbound,
                    lastInbound,
                    firstOutbound,
                    lastOutbound,
                    firstResponse,
                    seconds,
                    bucket,
                    started,
                    asksLast ? lastInbound : lastOutbound,
                    asksLast);
        }
    }
}
