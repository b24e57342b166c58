package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.InboxAvailability;
import org.rostrum.api.engagement.InboxAvailabilityService;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.inbox.InboxProgress;

/** Who is there, in the database. */
@Component(service = InboxAvailabilityService.class)
public final class JdbcAvailability implements InboxAvailabilityService {
    private static final String WORK = "inbox:work";

    private final Database database;
    private final TimedWork timedWork;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;

    /** @param tables makes the tables */
    @Activate
    public JdbcAvailability(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.timedWork = timedWork;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public InboxAvailability mine() {
        access.requireSomewhere(WORK);
        return database.read(connection -> of(connection, access.caller().name()));
    }

    private static InboxAvailability of(Connection connection, String user) throws SQLException {
        Instant since = Absences.since(connection, user).orElse(null);
        return new InboxAvailability(user, since == null, since);
    }

    @Override
    public InboxAvailability change(boolean available) {
        access.requireSomewhere(WORK);
        String user = access.caller().name();
        return database.transaction(connection -> {
            // whoever gives out conversations knows who is there; a second request waits
            InboxProgress.lock(connection);
            InboxAvailability before = of(connection, user);
            if (before.available() == available) {
                return before;
            }
            if (available) {
                Absences.end(connection, user);
                timedWork.hurry(Assigner.TASK, Assigner.KEY);
            } else {
                Absences.begin(connection, user, clock.instant().truncatedTo(ChronoUnit.MICROS));
            }
            audit.record("inbox.availability", "user/" + user, null, json(before.available()), json(available));
            return of(connection, user);
        });
    }

    private static String json(boolean available) {
        return PolicyJson.write(Map.of("available", available));
    }
}
