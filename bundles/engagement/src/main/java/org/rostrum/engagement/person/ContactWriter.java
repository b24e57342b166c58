package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.PersonSuggestion.Kind;

/** Writes what a batch of activities tells of contacts; nobody else writes these rows meanwhile. */
final class ContactWriter implements AutoCloseable {
    private static final Lookup CONTACTS = new Lookup(
            "t.contact_id, t.handle, t.display_name, t.url, t.first_seen, t.last_seen",
            "engagement_contact",
            "",
            Lookup.bigint("contact_id"));
    private static final Lookup TALKS = new Lookup(
            "t.started",
            "engagement_contact_conversation",
            "",
            Lookup.bigint("contact_id"),
            Lookup.bigint("conversation_id"));

    /** A contact in a conversation. */
    private record Talk(long contact, long conversation) {
        Object[] parts() {
            return new Object[] {contact, conversation};
        }
    }

    /** Where and when they first spoke there. */
    private record Begun(String account, Instant at) {
        Begun earlier(Begun other) {
            return other.at.isBefore(at) ? other : this;
        }
    }

    /** What is known of a contact. */
    private record Known(
            @Nullable String handle,
            @Nullable String displayName,
            @Nullable String url,
            Instant firstSeen,
            Instant lastSeen) {
        /** With what is known since they spoke again, which may be longer ago. */
        Known then(Known fresh) {
            boolean later = !fresh.lastSeen.isBefore(lastSeen);
            return new Known(
                    fresh.handle,
                    fresh.displayName,
                    url == null || (later && fresh.url != null) ? fresh.url : url,
                    fresh.firstSeen.isBefore(firstSeen) ? fresh.firstSeen : firstSeen,
                    later ? fresh.lastSeen : lastSeen);
        }

        boolean looksLike(Known other) {
            return Objects.equals(handle, other.handle)
                    && Objects.equals(displayName, other.displayName)
                    && Objects.equals(url, other.url);
        }
    }

    private final Connection connection;
    private final Engine engine;
    private final PreparedStatement posts;
    private final Map<Long, Contact> contacts = new HashMap<>();
    private final Map<Long, Known> stored = new HashMap<>();
    private final Map<Long, Known> now = new LinkedHashMap<>();
    private final Map<Talk, Begun> talks = new LinkedHashMap<>();

    ContactWriter(Connection connection, Engine engine) throws SQLException {
        this.connection = connection;
        this.engine = engine;
        this.posts = connection.prepareStatement(
                "insert into engagement_contact_post (sequence, contact_id, account_id, conversation_id, published, inbound)"
                        + " values (?, ?, ?, ?, ?, ?)");
    }

    /** Reads what is known of them so far. */
    void know(Collection<Contact> those) throws SQLException {
        Set<Long> ids = new HashSet<>();
        those.forEach(contact -> ids.add(contact.id()));
        CONTACTS.find(
                connection,
                engine,
                ids,
                id -> new Object[] {id},
                (id, row) -> stored.put(
                        id,
                        new Known(
                                row.getString("handle"),
                                row.getString("display_name"),
                                row.getString("url"),
                                Sql.instant(row, "first_seen"),
                                Sql.instant(row, "last_seen"))));
    }

    /** A conversation has become part of another one: what was said there was said in the other. */
    void grown(long part, long into) throws SQLException {
        Sql.update(
                connection,
                "update engagement_contact_post set conversation_id = ? where conversation_id = ?",
                into,
                part);
        Map<Long, Begun> begun = new HashMap<>();
        Sql.list(
                        connection,
                        "select contact_id, account_id, started from engagement_contact_conversation"
                                + " where conversation_id = ? and started is not null",
                        row -> Map.entry(row.getLong(1), new Begun(row.getString(2), Sql.instant(row, "started"))),
                        part)
                .forEach(one -> begun.put(one.getKey(), one.getValue()));
        begun.forEach((contact, at) -> talks.merge(new Talk(contact, into), at, Begun::earlier));
        if (!begun.isEmpty()) {
            Sql.update(
                    connection,
                    "update engagement_contact_conversation set started = null where conversation_id = ?",
                    part);
        }
    }

    /** Somebody spoke, as the archive knows them now. */
    void seen(Contact contact, @Nullable String url, Instant published) {
        contacts.put(contact.id(), contact);
        Known fresh = new Known(contact.handle(), contact.displayName(), url, published, published);
        Known before = now.containsKey(contact.id()) ? now.get(contact.id()) : stored.get(contact.id());
        now.put(contact.id(), before == null ? fresh : before.then(fresh));
    }

    void spoke(long contact, ArchivedActivity archived) {
        talks.merge(
                new Talk(contact, archived.conversationId()),
                new Begun(archived.accountId(), archived.activity().published()),
                Begun::earlier);
    }

    void said(long contact, ArchivedActivity archived, boolean inbound) throws SQLException {
        Sql.bind(
                posts,
                archived.sequence(),
                contact,
                archived.accountId(),
                archived.conversationId(),
                archived.activity().published(),
                inbound);
        posts.addBatch();
    }

    void run() throws SQLException {
        posts.executeBatch();
        for (Map.Entry<Long, Known> one : now.entrySet()) {
            save(Objects.requireNonNull(contacts.get(one.getKey())), one.getValue());
        }
        Map<Talk, @Nullable Instant> before = new HashMap<>();
        TALKS.find(
                connection,
                engine,
                talks.keySet(),
                Talk::parts,
                (talk, row) -> before.put(talk, Sql.optionalInstant(row, "started")));
        for (Map.Entry<Talk, Begun> one : talks.entrySet()) {
            if (!before.containsKey(one.getKey())) {
                insert(one.getKey(), one.getValue());
            } else {
                begin(one.getKey(), before.get(one.getKey()), one.getValue().at());
            }
        }
    }

    private void save(Contact contact, Known known) throws SQLException {
        Known before = stored.get(contact.id());
        if (before == null) {
            Sql.update(
                    connection,
                    "insert into engagement_contact (contact_id, network, network_id, handle, display_name, url, first_seen,"
                            + " last_seen, placed) values (?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    contact.id(),
                    contact.network(),
                    contact.networkId(),
                    known.handle(),
                    known.displayName(),
                    known.url(),
                    known.firstSeen(),
                    known.lastSeen());
        } else if (!before.equals(known)) {
            Sql.update(
                    connection,
                    "update engagement_contact set handle = ?, display_name = ?, url = ?, first_seen = ?, last_seen = ?"
                            + " where contact_id = ?",
                    known.handle(),
                    known.displayName(),
                    known.url(),
                    known.firstSeen(),
                    known.lastSeen(),
                    contact.id());
        }
        if (before == null || !before.looksLike(known)) {
            Sql.update(connection, "delete from engagement_contact_key where contact_id = ?", contact.id());
            Map<Kind, String> keys = PersonKeys.of(
                    contact.network(), contact.networkId(), known.handle(), known.displayName(), known.url());
            for (Map.Entry<Kind, String> key : keys.entrySet()) {
                Sql.update(
                        connection,
                        "insert into engagement_contact_key (contact_id, kind, content) values (?, ?, ?)",
                        contact.id(),
                        key.getKey(),
                        key.getValue());
            }
        }
    }

    private void insert(Talk talk, Begun begun) throws SQLException {
        Sql.update(
                connection,
                "insert into engagement_contact_conversation (contact_id, conversation_id, account_id, started)"
                        + " values (?, ?, ?, ?)",
                talk.contact(),
                talk.conversation(),
                begun.account(),
                begun.at());
    }

    private void begin(Talk talk, @Nullable Instant before, Instant at) throws SQLException {
        if (before == null || at.isBefore(before)) {
            Sql.update(
                    connection,
                    "update engagement_contact_conversation set started = ? where contact_id = ? and conversation_id = ?",
                    at,
                    talk.contact(),
                    talk.conversation());
        }
    }

    @Override
    public void close() throws SQLException {
        posts.close();
    }
}
