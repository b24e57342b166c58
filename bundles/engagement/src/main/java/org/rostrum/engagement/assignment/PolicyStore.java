package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.AssignmentPerson;
import org.rostrum.api.engagement.AssignmentPolicy;
import org.rostrum.api.engagement.AssignmentPolicyDraft;
import org.rostrum.api.engagement.AssignmentStrategy;
import org.rostrum.api.security.Reach;

/** The tables {@code engagement_assignment_policy} and {@code engagement_assignment_person}. */
final class PolicyStore {
    private static final String SELECT = "select id, account_id, name, channel_id, strategy, skips_absent,"
            + " replaces_absent, created, changed, version from engagement_assignment_policy";

    /** The number of the last change of policies; another one than before when any has changed. */
    static long number(Connection connection) throws SQLException {
        return Sql.number(connection, "select policies from engagement_inbox_progress where id = 1");
    }

    /** Told to all who remember policies. */
    static void changed(Connection connection) throws SQLException {
        Sql.update(connection, "update engagement_inbox_progress set policies = policies + 1 where id = 1");
    }

    List<AssignmentPolicy> all(Connection connection) throws SQLException {
        return withPeople(connection, Sql.list(connection, SELECT + " order by id", PolicyStore::row));
    }

    Optional<AssignmentPolicy> find(Connection connection, long id) throws SQLException {
        return withPeople(connection, Sql.list(connection, SELECT + " where id = ?", PolicyStore::row, id)).stream()
                .findFirst();
    }

    List<AssignmentPolicy> page(Connection connection, Reach at, long after, int limit) throws SQLException {
        Conditions conditions = new Conditions().and("id > ?", after).within(at, "account_id");
        return withPeople(
                connection,
                Sql.list(
                        connection,
                        SELECT + conditions.where() + " order by id fetch first " + limit + " rows only",
                        PolicyStore::row,
                        conditions.values()));
    }

    AssignmentPolicy insert(Connection connection, AssignmentPolicyDraft draft, Instant now) throws SQLException {
        long id = Sql.insert(
                connection,
                "insert into engagement_assignment_policy (account_id, name, channel_id, strategy, skips_absent,"
                        + " replaces_absent, turns, created, changed, version) values (?, ?, ?, ?, ?, ?, 0, ?, ?, 1)",
                draft.accountId(),
                draft.name(),
                draft.channelId(),
                draft.strategy(),
                draft.skipsAbsent(),
                draft.replacesAbsent(),
                now,
                now);
        setPeople(connection, id, draft.people());
        return find(connection, id).orElseThrow();
    }

    /** Empty when the version is no longer the one expected. */
    Optional<AssignmentPolicy> update(
            Connection connection, long id, AssignmentPolicyDraft draft, long expectedVersion, Instant now)
            throws SQLException {
        int changed = Sql.update(
                connection,
                "update engagement_assignment_policy set account_id = ?, name = ?, channel_id = ?, strategy = ?,"
                        + " skips_absent = ?, replaces_absent = ?, changed = ?, version = version + 1"
                        + " where id = ? and version = ?",
                draft.accountId(),
                draft.name(),
                draft.channelId(),
                draft.strategy(),
                draft.skipsAbsent(),
                draft.replacesAbsent(),
                now,
                id,
                expectedVersion);
        if (changed == 0) {
            return Optional.empty();
        }
        setPeople(connection, id, draft.people());
        return find(connection, id);
    }

    boolean remove(Connection connection, long id, long expectedVersion) throws SQLException {
        int removed = Sql.update(
                connection,
                "delete from engagement_assignment_policy where id = ? and version = ?",
                id,
                expectedVersion);
        if (removed > 0) {
            Sql.update(connection, "delete from engagement_assignment_person where policy_id = ?", id);
        }
        return removed > 0;
    }

    /** In which of the policy's turns each was given one last. */
    Map<String, Long> turns(Connection connection, long id) throws SQLException {
        Map<String, Long> turns = new HashMap<>();
        Sql.list(
                        connection,
                        "select user_name, last_turn from engagement_assignment_person where policy_id = ?",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        id)
                .forEach(one -> turns.put(one.getKey(), one.getValue()));
        return turns;
    }

    /** @return the number of the turn that the user has had with this */
    long turn(Connection connection, long id, String user) throws SQLException {
        Sql.update(connection, "update engagement_assignment_policy set turns = turns + 1 where id = ?", id);
        long turn = Sql.number(connection, "select turns from engagement_assignment_policy where id = ?", id);
        Sql.update(
                connection,
                "update engagement_assignment_person set last_turn = ? where policy_id = ? and user_name = ?",
                turn,
                id,
                user);
        return turn;
    }

    /** Whoever stays keeps their turn; who is new comes next. */
    private void setPeople(Connection connection, long id, List<AssignmentPerson> people) throws SQLException {
        Map<String, Long> turns = turns(connection, id);
        Sql.update(connection, "delete from engagement_assignment_person where policy_id = ?", id);
        for (int i = 0; i < people.size(); i++) {
            AssignmentPerson person = people.get(i);
            Sql.update(
                    connection,
                    "insert into engagement_assignment_person (policy_id, position, user_name, languages, skills, most_open,"
                            + " last_turn) values (?, ?, ?, ?, ?, ?, ?)",
                    id,
                    i,
                    person.user(),
                    PolicyJson.write(person.languages()),
                    PolicyJson.write(person.skills()),
                    person.mostOpen(),
                    turns.getOrDefault(person.user(), 0L));
        }
    }

    private record Bare(AssignmentPolicy policy) {
        AssignmentPolicy with(List<AssignmentPerson> people) {
            return new AssignmentPolicy(
                    policy.id(),
                    policy.accountId(),
                    policy.name(),
                    policy.channelId(),
                    policy.strategy(),
                    people,
                    policy.skipsAbsent(),
                    policy.replacesAbsent(),
                    policy.created(),
                    policy.changed(),
                    policy.version());
        }
    }

    private static List<AssignmentPolicy> withPeople(Connection connection, List<Bare> policies) throws SQLException {
        List<AssignmentPolicy> complete = new ArrayList<>();
        for (Bare one : policies) {
            complete.add(one.with(Sql.list(
                    connection,
                    "select user_name, languages, skills, most_open from engagement_assignment_person"
                            + " where policy_id = ? order by position",
                    PolicyStore::person,
                    one.policy.id())));
        }
        return complete;
    }

    private static AssignmentPerson person(ResultSet row) throws SQLException {
        Long most = Sql.optionalLong(row, "most_open");
        return new AssignmentPerson(
                row.getString("user_name"),
                PolicyJson.words(row.getString("languages")),
                PolicyJson.words(row.getString("skills")),
                most == null ? null : most.intValue());
    }

    private static Bare row(ResultSet row) throws SQLException {
        return new Bare(new AssignmentPolicy(
                row.getLong("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("channel_id"),
                AssignmentStrategy.valueOf(row.getString("strategy")),
                List.of(),
                row.getBoolean("skips_absent"),
                row.getBoolean("replaces_absent"),
                Sql.instant(row, "created"),
                Sql.instant(row, "changed"),
                row.getLong("version")));
    }
}
