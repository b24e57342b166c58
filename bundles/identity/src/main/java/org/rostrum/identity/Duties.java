package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.shiro.authz.Permission;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.Exclusion;
import org.rostrum.api.problem.Problem;

/** Separation of duties: finds out whether two permissions meet in somebody that must not. See {@link Exclusion}. */
@Component(service = Duties.class)
public final class Duties {
    private static final String SELECT =
            "select id, first_permission, second_permission, reason, created_by, created" + " from identity_exclusion";
    private static final String EVERYTHING = "*";

    private final GrantStore grants;
    private final ShiroAccess access;
    private final Clock clock;

    @Activate
    public Duties(@Reference GrantStore grants, @Reference ShiroAccess access, @Reference Clock clock) {
        this.grants = grants;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Two grants that bring together what must not meet.
     *
     * @param first gives the first permission of the pair
     * @param second gives the second; may be the same grant
     */
    record Meeting(String user, Exclusion exclusion, GrantStore.Held first, GrantStore.Held second) {
        Problem problem() {
            String roles = first.role().equals(second.role())
                    ? "the role \"" + first.role() + "\""
                    : "the roles \"" + first.role() + "\" and \"" + second.role() + "\"";
            return Problem.of(
                            Problem.Kind.CONFLICT,
                            "\"" + user + "\" would hold both \"" + exclusion.first() + "\" and \"" + exclusion.second()
                                    + "\", by " + roles + ", and that is excluded: " + exclusion.reason())
                    .withRemedy("Give one of them to somebody else, or for another account or time.");
        }
    }

    List<Exclusion> exclusions(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + " order by id", Duties::row);
    }

    Optional<Exclusion> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where id = ?", Duties::row, id);
    }

    /** @throws Problem CONFLICT when something meets in the user that must not, or in somebody who stands in for them */
    void checkUser(Connection connection, long userId, String user) throws SQLException {
        List<Exclusion> exclusions = exclusions(connection);
        if (exclusions.isEmpty()) {
            return;
        }
        check(connection, exclusions, new Person(userId, user));
        for (Person standIn : Sql.list(
                connection,
                "select distinct u.id, u.name from identity_user u join identity_stand_in s on s.stand_in_id = u.id"
                        + " where s.user_id = ? and s.ends > ?",
                Duties::person,
                userId,
                clock.instant())) {
            check(connection, exclusions, standIn);
        }
    }

    private void check(Connection connection, List<Exclusion> exclusions, Person person) throws SQLException {
        List<GrantStore.Held> held = grants.everything(connection, person.id(), clock.instant());
        for (Exclusion exclusion : exclusions) {
            Optional<Meeting> meeting = meeting(person.name(), exclusion, held);
            if (meeting.isPresent()) {
                throw meeting.get().problem();
            }
        }
    }

    /** @throws Problem CONFLICT when something meets in one of the holders of the role that must not */
    void checkRole(Connection connection, String role) throws SQLException {
        checkAll(
                connection,
                "select distinct u.id, u.name from identity_user u join identity_grant g on g.user_id = u.id where g.role = ?"
                        + " union select u.id, u.name from identity_user u join identity_membership m on m.user_id = u.id"
                        + " join identity_grant g on g.group_id = m.group_id where g.role = ?",
                role,
                role);
    }

    /** @throws Problem CONFLICT when something meets in one of the members of the group that must not */
    void checkGroup(Connection connection, long groupId) throws SQLException {
        checkAll(
                connection,
                "select distinct u.id, u.name from identity_user u join identity_membership m on m.user_id = u.id"
                        + " where m.group_id = ?",
                groupId);
    }

    /** @throws Problem CONFLICT when something meets in anybody that must not */
    void checkEverybody(Connection connection) throws SQLException {
        checkAll(connection, "select id, name from identity_user");
    }

    private record Person(long id, String name) {}

    private void checkAll(Connection connection, String select, Object... parameters) throws SQLException {
        if (exclusions(connection).isEmpty()) {
            return;
        }
        for (Person person : Sql.list(connection, select, Duties::person, parameters)) {
            checkUser(connection, person.id(), person.name());
        }
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(row.getLong("id"), row.getString("name"));
    }

    private Optional<Meeting> meeting(String user, Exclusion exclusion, List<GrantStore.Held> held) {
        Instant now = clock.instant();
        Permission first = Wanted.parse(exclusion.first());
        Permission second = Wanted.parse(exclusion.second());
        for (GrantStore.Held one : held) {
            if (one.hasEndedAt(now) || !gives(one, first)) {
                continue;
            }
            for (GrantStore.Held other : held) {
                if (!other.hasEndedAt(now) && gives(other, second) && overlap(one, other) && sameBranch(one, other)) {
                    return Optional.of(new Meeting(user, exclusion, one, other));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean gives(GrantStore.Held held, Permission wanted) {
        return held.permissions().stream()
                .anyMatch(permission -> !permission.equals(EVERYTHING)
                        && Wanted.parse(permission).implies(wanted));
    }

    private static boolean overlap(GrantStore.Held one, GrantStore.Held other) {
        return isBefore(one.starts(), other.ends()) && isBefore(other.starts(), one.ends());
    }

    private static boolean isBefore(Instant time, @Nullable Instant end) {
        return end == null || time.isBefore(end);
    }

    /** Whether there is an account for which both count. */
    private boolean sameBranch(GrantStore.Held one, GrantStore.Held other) {
        String here = one.accountId();
        String there = other.accountId();
        if (here == null || there == null || here.equals(there)) {
            return true;
        }
        AccountTree tree = access.tree;
        return tree != null
                && (tree.lineage(here).contains(there) || tree.lineage(there).contains(here));
    }

    private static Exclusion row(ResultSet row) throws SQLException {
        return new Exclusion(
                row.getLong("id"),
                row.getString("first_permission"),
                row.getString("second_permission"),
                row.getString("reason"),
                row.getString("created_by"),
                Sql.instant(row, "created"));
    }
}
