package org.rostrum.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;
import org.rostrum.api.data.Sql;

/**
 * The archive is evidence: chained hashes cover the account of each activity, so it stays under the name it was archived with,
 * and its sums with it. It is reached through the account that took over.
 */
@Component
public final class ArchiveOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .keeps("archive_activity", "account_id")
            .keeps("archive_conversation", "account_id")
            .keeps("archive_contact", "account_id")
            .keeps("archive_shared_contact", "account_id")
            .keeps("archive_channel", "account_id")
            .keeps("archive_account", "account_id")
            .keeps("archive_contact_day", "account_id")
            .keeps("archive_shared_day", "account_id")
            .keeps("archive_day", "account_id")
            .keeps("archive_month", "account_id")
            .keeps("archive_response_day", "account_id")
            .keeps("archive_response_month", "account_id")
            .keeps("archive_contact_return", "account_id");

    /** @param tables makes the tables */
    @Activate
    public ArchiveOfMerged(@Reference ArchiveTables tables) {}

    @Override
    public String capability() {
        return "archive";
    }

    @Override
    public Set<String> columns() {
        return columns.names();
    }

    @Override
    public List<Share> shares(Connection connection, String from) throws SQLException {
        long activities = Sql.number(
                connection, "select sum(inbound + outbound) from archive_channel where account_id = ?", from);
        long conversations =
                Sql.number(connection, "select sum(conversations) from archive_account where account_id = ?", from);
        return activities == 0
                ? List.of()
                : List.of(new Share("activities", activities, false), new Share("conversations", conversations, false));
    }

    @Override
    public void merge(Connection connection, String from, String into) {
        // nothing moves
    }
}
