package org.rostrum.engagement.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/**
 * Takes in the words of what is archived and of notes and replies, and how far it is, in one transaction. It goes through all that was
 * there before in the same way, so an upgrade needs no step of its own. It is not done by whoever brings conversations into the inbox,
 * because words take longer, and nobody shall wait for them.
 */
final class SearchIndexer {
    /** Few, as others wait for the inbox meanwhile. */
    private static final int BATCH = 100;

    private static final int EVENTS = 200;

    private final Database database;
    private final Archive archive;

    SearchIndexer(Database database, Archive archive) {
        this.database = database;
        this.archive = archive;
    }

    private record Text(long id, long conversationId, String text) {}

    /** @return whether there was anything */
    boolean next() {
        return database.transaction(connection -> {
            // conversations do not become one meanwhile
            Sql.update(connection, "update engagement_inbox_progress set searched = searched where id = 1");
            boolean messages = messages(connection);
            return events(connection) || messages;
        });
    }

    private boolean messages(Connection connection) throws SQLException {
        long after = Sql.number(connection, "select searched from engagement_inbox_progress where id = 1");
        List<ArchivedActivity> activities = archive.after(after, BATCH);
        if (activities.isEmpty()) {
            return false;
        }
        Set<Long> asked = new HashSet<>();
        activities.forEach(one -> asked.add(one.conversationId()));
        Map<Long, Conversation> conversations = archive.conversations(asked);
        Map<Long, Set<String>> words = new HashMap<>();
        for (ArchivedActivity one : activities) {
            Conversation conversation = conversations.get(one.conversationId());
            if (conversation != null && isMessage(one.activity())) {
                words.computeIfAbsent(conversation.id(), id -> new HashSet<>()).addAll(words(one.activity()));
            }
        }
        WordStore.add(connection, words);
        Sql.update(
                connection,
                "update engagement_inbox_progress set searched = ? where id = 1",
                activities.get(activities.size() - 1).sequence());
        return true;
    }

    private static boolean isMessage(Activity activity) {
        ActivityKind kind = ActivityKind.of(activity.verb(), activity.inReplyTo());
        return kind == ActivityKind.POST || kind == ActivityKind.REPLY;
    }

    private static Collection<String> words(Activity activity) {
        Set<String> words = new LinkedHashSet<>(WordStore.words(activity.content()));
        if (activity.direction() == Direction.INBOUND) {
            Actor actor = activity.actor();
            words.addAll(WordStore.words(actor.displayName() == null ? "" : actor.displayName()));
            words.addAll(WordStore.words(actor.handle() == null ? "" : actor.handle()));
        }
        return words;
    }

    /** What people have written; each is taken in again here that was taken in when it was written. */
    private boolean events(Connection connection) throws SQLException {
        long after = Sql.number(connection, "select searched_events from engagement_inbox_progress where id = 1");
        long last = Sql.number(
                connection,
                "select max(id) from (select id from engagement_event where id > ? order by id fetch first " + EVENTS
                        + " rows only) as few",
                after);
        if (last == 0) {
            return false;
        }
        Map<Long, Set<String>> words = new HashMap<>();
        for (Text one : Sql.list(
                connection,
                "select id, conversation_id, detail from engagement_event where id > ? and id <= ?"
                        + " and kind in ('NOTE', 'REPLY') order by id",
                row -> new Text(row.getLong(1), row.getLong(2), row.getString(3)),
                after,
                last)) {
            words.computeIfAbsent(one.conversationId, id -> new HashSet<>()).addAll(WordStore.words(one.text));
        }
        WordStore.add(connection, words);
        Sql.update(connection, "update engagement_inbox_progress set searched_events = ? where id = 1", last);
        return true;
    }
}
