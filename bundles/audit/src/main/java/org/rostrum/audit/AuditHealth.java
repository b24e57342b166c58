package org.rostrum.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.Sql;

/** Says what was written last. */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=audit", "hc.tags=ready"})
public final class AuditHealth implements HealthCheck {
    private final Database database;

    /** @param auditLog needed so that the tables are there */
    @Activate
    public AuditHealth(@Reference Database database, @Reference AuditLog auditLog) {
        this.database = database;
    }

    @Override
    public Result execute() {
        try {
            return database.read(connection -> Sql.first(
                            connection,
                            "select sequence, recorded from audit_event where sequence ="
                                    + " (select sequence from audit_head where id = 1)",
                            AuditHealth::last))
                    .orElseGet(() -> new Result(Result.Status.OK, "Nothing was written into the trail yet"));
        } catch (DatabaseException failure) {
            return new Result(Result.Status.CRITICAL, "The trail cannot be read: " + failure.getMessage());
        }
    }

    private static Result last(ResultSet row) throws SQLException {
        return new Result(
                Result.Status.OK,
                "Entry " + row.getLong("sequence") + " was written at " + Sql.instant(row, "recorded"));
    }
}
