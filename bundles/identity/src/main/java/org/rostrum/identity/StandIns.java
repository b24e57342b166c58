package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.StandIn;
import org.rostrum.api.identity.StandInService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/** The table of who stands in for whom. */
@Component(service = StandInService.class)
public final class StandIns implements StandInService {
    private static final String SELECT =
            "select s.id, u.name as user_name, u.account_id, b.name as stand_in_name, s.starts,"
                    + " s.ends, s.reason, s.created_by, s.created from identity_stand_in s join identity_user u on u.id = s.user_id"
                    + " join identity_user b on b.id = s.stand_in_id";
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final UserStore users;
    private final GrantStore grants;
    private final Duties duties;
    private final Delegation delegation;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public StandIns(
            @Reference UserStore users,
            @Reference GrantStore grants,
            @Reference Duties duties,
            @Reference Delegation delegation,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = users.database();
        this.users = users;
        this.grants = grants;
        this.duties = duties;
        this.delegation = delegation;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** @param accountId of who is absent */
    private record Row(StandIn standIn, @Nullable String accountId) {
        boolean of(String user) {
            return standIn.user().equals(user) || standIn.standIn().equals(user);
        }
    }

    @Override
    public List<StandIn> standIns() {
        String caller = person().name();
        Reach reach = access.reach("users:read");
        return database
                .read(connection -> Sql.list(
                        connection,
                        SELECT + " where s.ends > ? order by s.starts, s.id",
                        StandIns::row,
                        clock.instant()))
                .stream()
                .filter(row -> row.of(caller) || reach.covers(row.accountId()))
                .map(Row::standIn)
                .toList();
    }

    @Override
    public StandIn standIn(
            String user, String standIn, @Nullable Instant starts, Instant ends, @Nullable String reason) {
        Caller caller = person();
        Instant now = clock.instant();
        Instant begin = starts == null || starts.isBefore(now) ? now : starts;
        if (!ends.isAfter(begin) || ends.isAfter(begin.plus(LONGEST))) {
            throw Problem.invalid(
                    "ends",
                    "Standing in ends after it begins, within a year.",
                    "Use a time before " + begin.plus(LONGEST));
        }
        if (reason != null) {
            Inputs.name("reason", reason, LONGEST_REASON);
        }
        return database.transaction(connection -> {
            users.lock(connection);
            UserRow absent = absent(connection, caller, user);
            UserRow other = users.find(connection, UserNames.normal(standIn))
                    .filter(found -> !found.user().disabled() && !found.user().service())
                    .orElseThrow(() -> Problem.invalid(
                            "standIn", "There is no user \"" + standIn + "\" who can sign in.", "Name somebody else."));
            if (other.id() == absent.id()) {
                throw Problem.invalid("standIn", "Nobody stands in for themselves.", "Name somebody else.");
            }
            long id = Sql.insert(
                    connection,
                    "insert into identity_stand_in (user_id, stand_in_id, starts, ends, reason, created_by, created)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    absent.id(),
                    other.id(),
                    begin,
                    ends,
                    reason,
                    caller.name(),
                    now);
            duties.checkUser(connection, other.id(), other.user().name());
            StandIn made = find(connection, id).orElseThrow().standIn();
            auditLog.record(
                    "stand-in.create", "user/" + made.user(), absent.user().accountId(), null, IdentityJson.of(made));
            return made;
        });
    }

    private UserRow absent(Connection connection, Caller caller, String user) throws SQLException {
        String name = UserNames.normal(user);
        boolean own = name.equals(caller.name());
        if (!own) {
            // what the absent one is given later comes to who stands in, so not for the manager of an account
            access.require("users:write");
        }
        UserRow row = users.find(connection, name)
                .orElseThrow(
                        () -> Problem.invalid("user", "There is no user \"" + user + "\".", "Name who is absent."));
        if (!own) {
            delegation.checkSuperior(name, grants.own(connection, row.id(), clock.instant()));
        }
        return row;
    }

    @Override
    public void end(long id) {
        String caller = person().name();
        Reach reach = access.reach("users:write");
        Instant now = clock.instant();
        database.transact(connection -> {
            users.lock(connection);
            Row row = find(connection, id)
                    .filter(found -> found.of(caller) || reach.covers(found.accountId()))
                    .orElseThrow(() -> Problem.notFound("stand-in", id));
            StandIn before = row.standIn();
            if (!before.ends().isAfter(now)) {
                throw Problem.of(Problem.Kind.CONFLICT, "It ended at " + before.ends() + ".")
                        .withRemedy("There is nothing to do.");
            }
            Instant starts = before.starts().isAfter(now) ? now : before.starts();
            Sql.update(connection, "update identity_stand_in set starts = ?, ends = ? where id = ?", starts, now, id);
            auditLog.record(
                    "stand-in.end",
                    "user/" + before.user(),
                    row.accountId(),
                    IdentityJson.of(before),
                    IdentityJson.of(find(connection, id).orElseThrow().standIn()));
        });
    }

    private Caller person() {
        Caller caller = access.caller();
        if (caller.type() == Caller.Type.ANONYMOUS) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Nobody is signed in.")
                    .withRemedy("Sign in first.");
        }
        if (access.identity().isBarred()) {
            access.require("users:write");
        }
        if (caller.type() == Caller.Type.TOKEN) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "Only a person can say who stands in for whom.")
                    .withRemedy("Sign in with the password.");
        }
        return caller;
    }

    private static Optional<Row> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where s.id = ?", StandIns::row, id);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new StandIn(
                        row.getLong("id"),
                        row.getString("user_name"),
                        row.getString("stand_in_name"),
                        Sql.instant(row, "starts"),
                        Sql.instant(row, "ends"),
                        row.getString("reason"),
                        row.getString("created_by"),
                        Sql.instant(row, "created")),
                row.getString("account_id"));
    }
}
