package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.ActivityRow;
import org.rostrum.archive.store.ActivityRows;
import org.rostrum.archive.store.Batch;
import org.rostrum.archive.store.Chain;
import org.rostrum.archive.store.Hash;
import org.rostrum.archive.store.Head;
import org.rostrum.archive.store.HeadRow;

/**
 * Stores one intake on one connection, inside a transaction. It holds the head of the archive from its first statement to
 * the end of the transaction, so that what it looks up cannot change under it, and works through the intake in chunks, so
 * that its memory is bounded by the chunk.
 */
public final class Appender {
    private static final int CHUNK = 4000;

    /** What was stored. */
    public record Outcome(int inbound, int outbound, int duplicates, long lastSequence) {
        public int stored() {
            return inbound + outbound;
        }
    }

    private final Connection connection;
    private final Engine engine;
    private final Instant now;
    private final Chain chain = new Chain();
    private Head head;
    private int inbound;
    private int outbound;

    public Appender(Connection connection, Engine engine, Instant now) throws SQLException {
        this.connection = connection;
        this.engine = engine;
        this.now = now;
        this.head = HeadRow.lock(connection);
    }

    public Outcome append(Intake intake) throws SQLException {
        List<Intake.Entry> entries = intake.entries();
        for (int from = 0; from < entries.size(); from += CHUNK) {
            store(entries.subList(from, Math.min(from + CHUNK, entries.size())));
        }
        if (intake.cursor() != null) {
            move(intake.cursor());
        }
        if (inbound + outbound > 0) {
            HeadRow.save(connection, head);
        }
        return new Outcome(inbound, outbound, entries.size() - inbound - outbound, head.lastSequence());
    }

    private void store(List<Intake.Entry> entries) throws SQLException {
        Threading threading = new Threading(connection, engine, head.lastConversation());
        List<Fresh> fresh = fresh(entries, threading);
        if (fresh.isEmpty()) {
            return;
        }
        threading.place(fresh);
        Contacts contacts = new Contacts(connection, engine, head.lastContact());
        contacts.identify(fresh);
        head = new Head(
                head.lastSequence(),
                head.lastHash(),
                head.lastSegment(),
                head.segmentHash(),
                threading.lastConversation(),
                contacts.lastContact(),
                now);
        write(fresh, threading);
        threading.save();
        contacts.save();

        Conversations conversations = new Conversations(connection, engine);
        conversations.apply(fresh, threading);
        conversations.save();
        sum(fresh, contacts, conversations);
    }

    /** Those that the archive does not have, each once. */
    private static List<Fresh> fresh(List<Intake.Entry> entries, Threading threading) throws SQLException {
        Set<Key> keys = new LinkedHashSet<>();
        List<Fresh> candidates = new ArrayList<>(entries.size());
        for (Intake.Entry entry : entries) {
            if (keys.add(Fresh.key(entry))) {
                candidates.add(new Fresh(entry));
            }
        }
        Set<Key> wanted = new HashSet<>(keys);
        for (Fresh candidate : candidates) {
            if (candidate.parent != null) {
                wanted.add(candidate.parent);
            }
        }
        threading.learn(wanted);
        candidates.removeIf(candidate -> threading.knows(candidate.key));
        return candidates;
    }

    private void write(List<Fresh> activities, Threading threading) throws SQLException {
        long sequence = head.lastSequence();
        Hash link = head.lastHash();
        int segment = head.lastSegment();
        Hash seal = head.segmentHash();
        try (ActivityRows rows = new ActivityRows(connection);
                Batch seals = new Batch(
                        connection,
                        "insert into archive_segment (number, first_sequence, last_sequence, root_hash, sealed)"
                                + " values (?, ?, ?, ?, ?)")) {
            for (Fresh fresh : activities) {
                fresh.sequence = ++sequence;
                Original original = fresh.activity().original();
                ActivityRow row = ActivityRow.of(
                        sequence,
                        fresh.entry,
                        threading.current(fresh.thread),
                        fresh.contactId,
                        now,
                        chain.original(original.mediaType(), original.text()));
                link = chain.link(link, row);
                rows.add(row, link, original);
                if (sequence % Chain.SEGMENT == 0) {
                    segment++;
                    long first = sequence - Chain.SEGMENT + 1;
                    seal = chain.seal(seal, segment, first, sequence, now, link);
                    seals.number(segment)
                            .number(first)
                            .number(sequence)
                            .hash(seal)
                            .time(now)
                            .add();
                }
                if (fresh.inbound()) {
                    inbound++;
                } else {
                    outbound++;
                }
            }
            rows.run();
            seals.run();
        }
        head = new Head(sequence, link, segment, seal, head.lastConversation(), head.lastContact(), now);
    }

    private void sum(List<Fresh> activities, Contacts contacts, Conversations conversations) throws SQLException {
        ChannelSums channelSums = new ChannelSums();
        DaySums daySums = new DaySums();
        ContactDays contactDays = new ContactDays(connection, engine);
        for (Fresh fresh : activities) {
            channelSums.add(fresh);
            daySums.add(fresh);
            contactDays.add(fresh);
        }
        channelSums.save(connection);
        daySums.save(connection, engine);
        contactDays.save(contacts);
        ConversationSums conversationSums = new ConversationSums();
        conversations.before().forEach(conversationSums::remove);
        conversations.after().forEach(conversationSums::add);
        conversationSums.save(connection, engine);
    }

    private void move(Intake.Cursor cursor) throws SQLException {
        int moved = Sql.update(
                connection,
                "update archive_cursor set position = ?, moved = ? where channel_id = ?",
                cursor.value(),
                now,
                cursor.channelId());
        if (moved == 0) {
            Sql.update(
                    connection,
                    "insert into archive_cursor (position, moved, channel_id) values (?, ?, ?)",
                    cursor.value(),
                    now,
                    cursor.channelId());
        }
    }
}
