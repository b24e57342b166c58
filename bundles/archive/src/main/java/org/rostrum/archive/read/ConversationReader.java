package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Reach;
import org.rostrum.archive.store.MergedConversations;

/** Reads conversations. */
public final class ConversationReader {
    private static final Comparator<Conversation> NEWEST_FIRST = Comparator.comparing(Conversation::lastActivity)
            .thenComparingLong(Conversation::id)
            .reversed();
    private static final String SELECT = "select * from archive_conversation ";

    private static final Lookup BY_ID = new Lookup("t.*", "archive_conversation", "", Lookup.bigint("id"));

    private final Database database;

    public ConversationReader(Database database) {
        this.database = database;
    }

    public Optional<Conversation> find(long id) {
        return database.read(connection -> Sql.first(
                connection,
                SELECT + "where id = ?",
                ConversationReader::read,
                MergedConversations.current(connection, id)));
    }

    /** By the ids asked for, which may be those of conversations that grew into others. */
    public Map<Long, Conversation> find(Collection<Long> ids) {
        return database.read(connection -> {
            Map<Long, Long> merged = MergedConversations.of(connection, database.engine(), ids);
            Set<Long> current = new HashSet<>();
            ids.forEach(id -> current.add(merged.getOrDefault(id, id)));
            Map<Long, Conversation> byId = new HashMap<>();
            BY_ID.find(
                    connection,
                    database.engine(),
                    current,
                    id -> new Object[] {id},
                    (id, row) -> byId.put(id, read(row)));
            Map<Long, Conversation> found = new HashMap<>();
            for (Long id : ids) {
                Conversation conversation = byId.get(merged.getOrDefault(id, id));
                if (conversation != null) {
                    found.put(id, conversation);
                }
            }
            return found;
        });
    }

    public Map<Long, Set<Long>> mergedInto(Collection<Long> ids) {
        return database.read(connection -> MergedConversations.into(connection, database.engine(), ids));
    }

    public CursorPage<Conversation> list(ConversationFilter filter, Reach reach, @Nullable String cursor, int limit) {
        Cursors.limit(limit);
        Place place = cursor == null ? Place.BEGIN : Place.of(cursor);
        return database.read(connection -> {
            List<Conversation> found = latest(connection, filter, reach, place, limit + 1);
            return CursorPage.of(
                    found, limit, conversation -> Place.after(conversation).cursor());
        });
    }

    /** The latest of all channels. */
    private static List<Conversation> latest(
            Connection connection, ConversationFilter filter, Reach reach, Place place, int wanted)
            throws SQLException {
        List<Channels.Span> spans = Channels.find(connection, reach, filter.accountId(), filter.channelId());
        List<Conversation> found = new ArrayList<>();
        for (Channels.Span span : spans) {
            for (boolean waiting : new boolean[] {true, false}) {
                if (filter.open() == null || filter.open() == waiting) {
                    found.addAll(page(connection, span, waiting, place, wanted));
                }
            }
            found.sort(NEWEST_FIRST);
            found = new ArrayList<>(found.subList(0, Math.min(wanted, found.size())));
        }
        return found;
    }

    /** In two steps, because an "or" over both columns would keep Derby from using the index for the order. */
    private static List<Conversation> page(
            Connection connection, Channels.Span span, boolean waiting, Place place, int wanted) throws SQLException {
        String by = SELECT + DerbyHints.index("archive_conversation_channel")
                + "where channel_id = ? and waiting = ? and account_id = ? and ";
        String order = " order by last_activity desc, id desc fetch first " + wanted + " rows only";
        List<Conversation> same = Sql.list(
                connection,
                by + "last_activity = ? and id < ?" + order,
                ConversationReader::read,
                span.channelId(),
                waiting,
                span.accountId(),
                place.time,
                place.id);
        List<Conversation> all = new ArrayList<>(same);
        if (same.size() < wanted) {
            all.addAll(Sql.list(
                    connection,
                    by + "last_activity < ?" + order,
                    ConversationReader::read,
                    span.channelId(),
                    waiting,
                    span.accountId(),
                    place.time));
        }
        return all;
    }

    private static Conversation read(ResultSet row) throws SQLException {
        return new Conversation(
                row.getLong("id"),
                row.getString("account_id"),
                row.getString("channel_id"),
                Sql.instant(row, "started"),
                Sql.instant(row, "last_activity"),
                Sql.optionalLong(row, "contact_id"),
                row.getInt("inbound"),
                row.getInt("outbound"),
                Sql.optionalInstant(row, "first_inbound"),
                Sql.optionalInstant(row, "first_response"),
                row.getBoolean("waiting"));
    }

    private record Place(Instant time, long id) {
        /** Later than any activity can be. */
        static final Place BEGIN = new Place(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

        static Place after(Conversation conversation) {
            return new Place(conversation.lastActivity(), conversation.id());
        }

        static Place of(String cursor) {
            String text = Cursors.decode(cursor);
            int space = text.indexOf(' ');
            if (space < 0) {
                throw Cursors.bad();
            }
            try {
                return new Place(Instant.parse(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
            } catch (DateTimeParseException | NumberFormatException failure) {
                throw Cursors.bad();
            }
        }

        String cursor() {
            return Cursors.encode(time + " " + id);
        }
    }
}
