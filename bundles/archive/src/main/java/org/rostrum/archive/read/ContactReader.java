package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Reach;

/** Reads contacts. */
public final class ContactReader {
    private static final String SELECT =
            "select id, network, network_id, handle, display_name, first_seen from archive_contact ";

    private static final Lookup SPEAKERS = new Lookup(
            "t.sequence, c.id, c.network, c.network_id, c.handle, c.display_name, c.first_seen",
            "archive_activity",
            "join archive_contact c" + DerbyHints.nestedLoop() + "on c.id = t.contact_id",
            Lookup.bigint("sequence"));

    private static final Lookup ANSWERED = new Lookup(
            "t.sequence, c.id, c.network, c.network_id, c.handle, c.display_name, c.first_seen",
            "archive_activity",
            "join archive_activity q" + DerbyHints.nestedLoop("archive_activity_key")
                    + "on q.channel_id = t.channel_id and q.network_id = t.in_reply_to join archive_contact c"
                    + DerbyHints.nestedLoop() + "on c.id = q.contact_id",
            Lookup.bigint("sequence"));

    private final Database database;

    public ContactReader(Database database) {
        this.database = database;
    }

    public Optional<Contact> find(long id, Reach reach) {
        return database.read(connection -> {
            Optional<Contact> found = Sql.first(connection, SELECT + "where id = ?", ContactReader::read, id);
            return reach.everywhere() || spokeTo(connection, id, reach) ? found : Optional.empty();
        });
    }

    /** Who said each of these activities, or whom it answers, by sequence. */
    public Map<Long, Contact> of(Collection<Long> sequences) {
        return database.read(connection -> {
            Map<Long, Contact> found = new HashMap<>();
            Set<Long> left = new HashSet<>(sequences);
            for (Lookup lookup : List.of(SPEAKERS, ANSWERED)) {
                lookup.find(
                        connection,
                        database.engine(),
                        left,
                        sequence -> new Object[] {sequence},
                        (sequence, row) -> found.put(sequence, read(row)));
                left.removeAll(found.keySet());
            }
            return found;
        });
    }

    /** Whether the contact has spoken to one of the accounts. */
    private static boolean spokeTo(Connection connection, long id, Reach reach) throws SQLException {
        List<String> first = Sql.list(
                connection,
                "select account_id from archive_contact where id = ?",
                row -> row.getString("account_id"),
                id);
        return first.stream().anyMatch(reach::covers)
                || Sql.list(
                                connection,
                                "select account_id from archive_shared_contact where contact_id = ?",
                                row -> row.getString("account_id"),
                                id)
                        .stream()
                        .anyMatch(reach::covers);
    }

    public CursorPage<Contact> list(Reach reach, @Nullable String cursor, int limit) {
        Cursors.limit(limit);
        long after = Cursors.number(cursor, 0);
        return database.read(connection -> {
            List<Contact> found = reach.everywhere()
                    ? Sql.list(
                            connection,
                            SELECT + "where id > ? order by id fetch first " + (limit + 1) + " rows only",
                            ContactReader::read,
                            after)
                    : ofAccounts(connection, reach, after, limit + 1);
            return CursorPage.of(found, limit, contact -> Cursors.encode(contact.id()));
        });
    }

    /** The next contact of an account. */
    private record Next(String accountId, long contactId) {}

    /** Goes along the contacts of all accounts at once, by the index of the days on which they spoke. */
    private static List<Contact> ofAccounts(Connection connection, Reach reach, long after, int wanted)
            throws SQLException {
        PriorityQueue<Next> queue = new PriorityQueue<>(Comparator.comparingLong(Next::contactId));
        for (String account : reach.accounts()) {
            next(connection, account, after).ifPresent(queue::add);
        }
        List<Contact> found = new ArrayList<>();
        long last = after;
        for (Next next = queue.poll(); next != null && found.size() < wanted; next = queue.poll()) {
            if (next.contactId() > last) {
                last = next.contactId();
                Sql.first(connection, SELECT + "where id = ?", ContactReader::read, last)
                        .ifPresent(found::add);
            }
            next(connection, next.accountId(), next.contactId()).ifPresent(queue::add);
        }
        return found;
    }

    private static Optional<Next> next(Connection connection, String account, long after) throws SQLException {
        return Sql.first(
                        connection,
                        "select min(contact_id) as contact_id from archive_contact_day where account_id = ?"
                                + " and contact_id > ?",
                        row -> Optional.ofNullable(Sql.optionalLong(row, "contact_id")),
                        account,
                        after)
                .flatMap(found -> found)
                .map(contact -> new Next(account, contact));
    }

    private static Contact read(ResultSet row) throws SQLException {
        return new Contact(
                row.getLong("id"),
                row.getString("network"),
                row.getString("network_id"),
                row.getString("handle"),
                row.getString("display_name"),
                Sql.instant(row, "first_seen"));
    }
}
