package org.rostrum.reporting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;

/** Reports and their schedules of an account that is merged go to the other one. */
@Component
public final class ReportsOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .moves("report_run", "account_id", "report-runs")
            .keeps("report_run", "requester_account_id")
            .moves("report_schedule", "account_id", "report-schedules");

    /** @param tables makes the tables */
    @Activate
    public ReportsOfMerged(@Reference ReportTables tables) {}

    @Override
    public String capability() {
        return "reporting";
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
