package org.rostrum.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;

/** The trail says what happened to whom: it stays as it was written, and is reached through the account that took over. */
@Component
public final class TrailOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .keeps("audit_event", "account_id", "audit-events")
            .keeps("audit_event", "actor_account_id", "audit-events-of-its-users");

    /** @param tables makes the tables */
    @Activate
    public TrailOfMerged(@Reference JdbcAuditLog tables) {}

    @Override
    public String capability() {
        return "audit";
    }

    @Override
    public Set<String> columns() {
        return columns.names();
    }

    @Override
    public List<Share> shares(Connection connection, String from) throws SQLException {
        return columns.shares(connection, from);
    }

    @Override
    public void merge(Connection connection, String from, String into) throws SQLException {
        columns.merge(connection, from, into);
    }
}
