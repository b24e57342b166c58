package org.rostrum.engagement.person;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;

/**
 * Learns who has spoken where from what is archived, in the archive's order. What it learns and the place reached are written in
 * one transaction, so that nothing is left out.
 */
final class PersonFollower {
    private static final int BATCH = 500;

    private final Database database;
    private final Archive archive;

    PersonFollower(Database database, Archive archive) {
        this.database = database;
        this.archive = archive;
    }

    /** Takes the next batch; gives how many activities it had. */
    int next() {
        return database.transaction(connection -> {
            List<ArchivedActivity> activities = archive.after(PersonProgress.lockSequence(connection), BATCH);
            if (activities.isEmpty()) {
                return 0;
            }
            take(connection, activities);
            PersonProgress.set(connection, activities.get(activities.size() - 1).sequence());
            return activities.size();
        });
    }

    private void take(Connection connection, List<ArchivedActivity> activities) throws SQLException {
        Set<Long> asked = new HashSet<>();
        Set<Long> sequences = new HashSet<>();
        for (ArchivedActivity archived : activities) {
            asked.add(archived.conversationId());
            sequences.add(archived.sequence());
        }
        Map<Long, Contact> contacts = archive.contactsOf(sequences);
        Map<Long, Conversation> conversations = archive.conversations(asked);
        try (ContactWriter writer = new ContactWriter(connection, database.engine())) {
            writer.know(contacts.values());
            Map<Long, Set<Long>> merged = archive.mergedInto(asked);
            for (Map.Entry<Long, Set<Long>> one : merged.entrySet()) {
                for (Long part : one.getValue()) {
                    writer.grown(part, one.getKey());
                }
            }
            for (ArchivedActivity archived : activities) {
                Contact contact = contacts.get(archived.sequence());
                boolean inbound = archived.activity().direction() == Direction.INBOUND;
                Long id =
                        contact != null ? Long.valueOf(contact.id()) : inbound ? null : first(archived, conversations);
                if (id == null) {
                    continue;
                }
                if (inbound && contact != null) {
                    writer.seen(contact, page(archived), archived.activity().published());
                    writer.spoke(id, archived);
                }
                if (isMessage(archived)) {
                    writer.said(id, archived, inbound);
                }
            }
            writer.run();
        }
    }

    /** Whom an answer concerns that does not say what it answers, such as a direct message. */
    private static @Nullable Long first(ArchivedActivity archived, Map<Long, Conversation> conversations) {
        Conversation conversation = conversations.get(archived.conversationId());
        return conversation == null || archived.activity().inReplyTo() != null ? null : conversation.contactId();
    }

    private static @Nullable String page(ArchivedActivity archived) {
        URI url = archived.activity().actor().url();
        return url == null ? null : url.toString();
    }

    private static boolean isMessage(ArchivedActivity archived) {
        ActivityKind kind = archived.activity().kind();
        return kind == ActivityKind.POST || kind == ActivityKind.REPLY;
    }
}
