package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.PersonJoin;
import org.rostrum.api.security.Requester;

/** The tables {@code engagement_person} and those of what is done with people. */
final class PersonStore {
    /**
     * What somebody wrote about a person.
     *
     * @param basis the contacts that they saw then
     */
    record Words(long id, SortedSet<Long> basis, @Nullable String displayName, @Nullable String note, long changed) {}

    /** A contact that a join moved, and where it had been. */
    record Moved(long contactId, @Nullable Long fromPerson, @Nullable Long fromJoin) {}

    /** A join with what it moved. */
    record Joined(long id, Requester actor, Instant happened, @Nullable String reason, List<Moved> moved) {
        SortedSet<Long> contacts() {
            return moved.stream().map(Moved::contactId).collect(Collectors.toCollection(TreeSet::new));
        }

        PersonJoin shown() {
            return new PersonJoin(id, actor, happened, reason, List.copyOf(contacts()));
        }
    }

    long create(Connection connection, Instant now) throws SQLException {
        return Sql.insert(connection, "insert into engagement_person (created) values (?)", now);
    }

    /** Whom the person was joined to as a whole; empty when to none. */
    Optional<Long> mergedInto(Connection connection, long id) throws SQLException {
        return Sql.first(
                        connection,
                        "select merged_into from engagement_person where id = ?",
                        row -> Optional.ofNullable(Sql.optionalLong(row, "merged_into")),
                        id)
                .flatMap(into -> into);
    }

    void setMergedInto(Connection connection, long id, @Nullable Long into) throws SQLException {
        Sql.update(connection, "update engagement_person set merged_into = ? where id = ?", into, id);
    }

    /**
     * What was written by whoever saw most of these contacts and none else, also of those who were joined to the person as a whole.
     */
    Optional<Words> words(Connection connection, long person, Set<Long> seen) throws SQLException {
        return Sql.list(
                        connection,
                        "select id, basis, display_name, note, changed from engagement_person_words where person_id = ? or"
                                + " person_id in (select id from engagement_person where merged_into = ?)",
                        PersonStore::words,
                        person,
                        person)
                .stream()
                .filter(words -> seen.containsAll(words.basis()))
                .max(Comparator.<Words>comparingInt(words -> words.basis().size())
                        .thenComparingLong(Words::changed));
    }

    void write(
            Connection connection,
            long person,
            SortedSet<Long> basis,
            @Nullable String displayName,
            @Nullable String note,
            long change)
            throws SQLException {
        Sql.update(
                connection,
                "delete from engagement_person_words where person_id = ? and basis = ?",
                person,
                text(basis));
        Sql.update(
                connection,
                "insert into engagement_person_words (person_id, basis, display_name, note, changed) values (?, ?, ?, ?, ?)",
                person,
                text(basis),
                displayName,
                note,
                change);
    }

    long join(
            Connection connection,
            long person,
            Instant now,
            Requester actor,
            @Nullable String reason,
            Collection<Moved> moved)
            throws SQLException {
        long id = Sql.insert(
                connection,
                "insert into engagement_person_join (person_id, happened, actor, actor_account_id, reason)"
                        + " values (?, ?, ?, ?, ?)",
                person,
                now,
                actor.name(),
                actor.accountId(),
                reason);
        for (Moved one : moved) {
            Sql.update(
                    connection,
                    "insert into engagement_person_moved (join_id, contact_id, from_person, from_join) values (?, ?, ?, ?)",
                    id,
                    one.contactId(),
                    one.fromPerson(),
                    one.fromJoin());
        }
        return id;
    }

    void undone(Connection connection, long join, Instant now) throws SQLException {
        Sql.update(connection, "update engagement_person_join set undone = ? where id = ?", now, join);
    }

    private record Row(long id, Requester actor, Instant happened, @Nullable String reason, Moved moved) {}

    /** The joins of a person that have not been undone, the newest first. */
    List<Joined> joins(Connection connection, long person) throws SQLException {
        Map<Long, Joined> joins = new LinkedHashMap<>();
        for (Row row : Sql.list(
                connection,
                "select j.id, j.happened, j.actor, j.actor_account_id, j.reason, m.contact_id, m.from_person, m.from_join"
                        + " from engagement_person_join j join engagement_person_moved m on m.join_id = j.id"
                        + " where j.person_id = ? and j.undone is null order by j.id desc, m.contact_id",
                PersonStore::row,
                person)) {
            joins.computeIfAbsent(
                            row.id(),
                            id -> new Joined(id, row.actor(), row.happened(), row.reason(), new ArrayList<>()))
                    .moved()
                    .add(row.moved());
        }
        return List.copyOf(joins.values());
    }

    void putApart(Connection connection, long one, long other, Instant now, String actor) throws SQLException {
        if (!apart(connection, one, other)) {
            Sql.update(
                    connection,
                    "insert into engagement_person_apart (first_contact, second_contact, happened, actor) values (?, ?, ?, ?)",
                    Math.min(one, other),
                    Math.max(one, other),
                    now,
                    actor);
        }
    }

    void forgetApart(Connection connection, long one, long other) throws SQLException {
        Sql.update(
                connection,
                "delete from engagement_person_apart where first_contact = ? and second_contact = ?",
                Math.min(one, other),
                Math.max(one, other));
    }

    boolean apart(Connection connection, long one, long other) throws SQLException {
        return Sql.number(
                        connection,
                        "select count(*) from engagement_person_apart where first_contact = ? and second_contact = ?",
                        Math.min(one, other),
                        Math.max(one, other))
                > 0;
    }

    private static String text(SortedSet<Long> basis) {
        return basis.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Words words(ResultSet row) throws SQLException {
        SortedSet<Long> basis = new TreeSet<>();
        for (String id : row.getString("basis").split(",", -1)) {
            basis.add(Long.valueOf(id));
        }
        return new Words(
                row.getLong("id"), basis, row.getString("display_name"), row.getString("note"), row.getLong("changed"));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                new Requester(row.getString("actor"), row.getString("actor_account_id")),
                Sql.instant(row, "happened"),
                row.getString("reason"),
                new Moved(
                        row.getLong("contact_id"),
                        Sql.optionalLong(row, "from_person"),
                        Sql.optionalLong(row, "from_join")));
    }
}
