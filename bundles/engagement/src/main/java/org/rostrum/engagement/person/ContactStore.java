package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.ContactIdentity;
import org.rostrum.api.engagement.PersonSuggestion.Kind;
import org.rostrum.api.security.Reach;

/** The tables {@code engagement_contact}, {@code engagement_contact_key} and {@code engagement_contact_conversation}. */
final class ContactStore {
    private static final String SELECT =
            "select contact_id, network, network_id, handle, display_name, url, first_seen, last_seen, person_id,"
                    + " join_id, placed from engagement_contact";

    /**
     * A contact that somebody may see.
     *
     * @param accounts as the archive knows them
     * @param joinId what brought it to its person
     * @param placed number of the change by which it came to its person, or left one
     */
    record Seen(ContactIdentity identity, SortedSet<String> accounts, @Nullable Long joinId, long placed) {
        long id() {
            return identity.contactId();
        }

        @Nullable
        Long personId() {
            return identity.personId();
        }
    }

    /** Those of the contacts that have spoken to an account within reach, by id. */
    List<Seen> visible(Connection connection, Collection<Long> ids, Reach reach) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        return narrowed(
                connection,
                Sql.list(
                        connection,
                        SELECT + " where contact_id in " + places(ids) + " order by contact_id",
                        ContactStore::row,
                        ids.toArray()),
                reach);
    }

    /** The same of a person. */
    List<Seen> ofPerson(Connection connection, long person, Reach reach) throws SQLException {
        return narrowed(
                connection,
                Sql.list(connection, SELECT + " where person_id = ? order by contact_id", ContactStore::row, person),
                reach);
    }

    private static List<Seen> narrowed(Connection connection, List<Seen> all, Reach reach) throws SQLException {
        if (all.isEmpty()) {
            return all;
        }
        List<Long> ids = all.stream().map(Seen::id).toList();
        Conditions within = new Conditions().within(reach, "account_id");
        List<@Nullable Object> values = new ArrayList<>(ids);
        Collections.addAll(values, within.values());
        Map<Long, SortedSet<String>> accounts = new HashMap<>();
        Sql.list(
                        connection,
                        "select distinct contact_id, account_id from engagement_contact_conversation where contact_id in "
                                + places(ids)
                                + within.where().replaceFirst("where", "and"),
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        values.toArray())
                .forEach(one -> accounts.computeIfAbsent(one.getKey(), id -> new TreeSet<>())
                        .add(one.getValue()));
        List<Seen> seen = new ArrayList<>();
        for (Seen one : all) {
            SortedSet<String> of = accounts.get(one.id());
            if (of != null) {
                seen.add(new Seen(one.identity(), of, one.joinId(), one.placed()));
            }
        }
        return seen;
    }

    /** How many contacts a person has, seen or not. */
    long count(Connection connection, long person) throws SQLException {
        return Sql.number(connection, "select count(*) from engagement_contact where person_id = ?", person);
    }

    /** Ids of people, newest first, of whom a contact has spoken to an account within reach. */
    List<Long> people(Connection connection, Reach reach, long before, int limit) throws SQLException {
        Conditions conditions = new Conditions().and("c.person_id < ?", before).within(reach, "k.account_id");
        return Sql.list(
                connection,
                "select distinct c.person_id from engagement_contact c join engagement_contact_conversation k"
                        + " on k.contact_id = c.contact_id" + conditions.where()
                        + " order by c.person_id desc fetch first " + limit + " rows only",
                row -> row.getLong(1),
                conditions.values());
    }

    void place(Connection connection, long contact, @Nullable Long person, @Nullable Long join, long change)
            throws SQLException {
        Sql.update(
                connection,
                "update engagement_contact set person_id = ?, join_id = ?, placed = ? where contact_id = ?",
                person,
                join,
                change,
                contact);
    }

    Map<Kind, List<String>> keys(Connection connection, long contact) throws SQLException {
        Map<Kind, List<String>> keys = new HashMap<>();
        Sql.list(
                        connection,
                        "select kind, content from engagement_contact_key where contact_id = ?",
                        row -> Map.entry(Kind.valueOf(row.getString(1)), row.getString(2)),
                        contact)
                .forEach(one -> keys.computeIfAbsent(one.getKey(), kind -> new ArrayList<>())
                        .add(one.getValue()));
        return keys;
    }

    /** The first contacts with this in common. */
    List<Long> bearers(Connection connection, Kind kind, String content, int limit) throws SQLException {
        return Sql.list(
                connection,
                "select contact_id from engagement_contact_key where kind = ? and content = ? order by contact_id"
                        + " fetch first " + limit + " rows only",
                row -> row.getLong(1),
                kind,
                content);
    }

    static String places(Collection<?> values) {
        return "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    private static Seen row(ResultSet row) throws SQLException {
        return new Seen(
                new ContactIdentity(
                        row.getLong("contact_id"),
                        row.getString("network"),
                        row.getString("network_id"),
                        row.getString("handle"),
                        row.getString("display_name"),
                        row.getString("url"),
                        Collections.emptySortedSet(),
                        Sql.instant(row, "first_seen"),
                        Sql.instant(row, "last_seen"),
                        Sql.optionalLong(row, "person_id")),
                Collections.emptySortedSet(),
                Sql.optionalLong(row, "join_id"),
                row.getLong("placed"));
    }
}
