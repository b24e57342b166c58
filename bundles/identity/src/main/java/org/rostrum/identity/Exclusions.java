package org.rostrum.identity;

import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.Exclusion;
import org.rostrum.api.identity.ExclusionService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** The table of pairs that must not meet. */
@Component(service = ExclusionService.class)
public final class Exclusions implements ExclusionService {
    private static final String READ = "roles:read";
    private static final String WRITE = "roles:write";
    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final UserStore users;
    private final Duties duties;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Exclusions(
            @Reference UserStore users,
            @Reference Duties duties,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = users.database();
        this.users = users;
        this.duties = duties;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public List<Exclusion> exclusions() {
        access.requireSomewhere(READ);
        return database.read(duties::exclusions);
    }

    @Override
    public Exclusion exclude(String first, String second, String reason) {
        access.require(WRITE);
        Permissions.check("first", List.of(first));
        Permissions.check("second", List.of(second));
        String why = Inputs.name("reason", reason, LONGEST_REASON);
        if (Wanted.parse(first).implies(Wanted.parse(second))
                || Wanted.parse(second).implies(Wanted.parse(first))) {
            throw Problem.invalid(
                    "second",
                    "One of the permissions holds the other.",
                    "Name two that can be held one without the other.");
        }
        return database.transaction(connection -> {
            users.lock(connection);
            for (Exclusion there : duties.exclusions(connection)) {
                if (List.of(there.first(), there.second()).containsAll(List.of(first, second))) {
                    throw Problem.of(
                                    Problem.Kind.CONFLICT,
                                    "The pair is excluded already, by exclusion " + there.id() + ".")
                            .withRemedy("Remove that one first to give another reason.");
                }
            }
            long id = Sql.insert(
                    connection,
                    "insert into identity_exclusion (first_permission, second_permission, reason, created_by, created)"
                            + " values (?, ?, ?, ?, ?)",
                    first,
                    second,
                    why,
                    access.caller().name(),
                    clock.instant());
            duties.checkEverybody(connection);
            Exclusion made = duties.find(connection, id).orElseThrow();
            auditLog.record("exclusion.create", "exclusion/" + id, null, null, IdentityJson.of(made));
            return made;
        });
    }

    @Override
    public void remove(long id) {
        access.require(WRITE);
        database.transact(connection -> {
            users.lock(connection);
            Exclusion before = duties.find(connection, id).orElseThrow(() -> Problem.notFound("exclusion", id));
            Sql.update(connection, "delete from identity_exclusion where id = ?", id);
            auditLog.record("exclusion.remove", "exclusion/" + id, null, IdentityJson.of(before), null);
        });
    }
}
