package org.rostrum.channels;

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

/** Channels and imports of an account that is merged go to the other one. */
@Component
public final class ChannelsOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .moves("channels_channel", "account_id", "channels")
            .moves("channels_import", "account_id", "imports");

    /** @param tables makes the tables */
    @Activate
    public ChannelsOfMerged(@Reference ChannelTables tables) {}

    @Override
    public String capability() {
        return "channels";
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
    public List<Conflict> conflicts(Connection connection, String from, String into) throws SQLException {
        return Sql.list(
                connection,
                "select id, file_name from channels_import where account_id in (?, ?) and state in ('WAITING', 'RUNNING')"
                        + " order by id",
                row -> new Conflict(
                        "The import " + row.getLong("id") + " of \"" + row.getString("file_name") + "\" is under way.",
                        "Wait until it has ended, or cancel it."),
                from,
                into);
    }

    @Override
    public void merge(Connection connection, String from, String into) throws SQLException {
        columns.merge(connection, from, into);
    }
}
