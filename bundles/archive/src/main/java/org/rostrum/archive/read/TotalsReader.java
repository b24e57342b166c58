package org.rostrum.archive.read;

import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Head;
import org.rostrum.archive.store.HeadRow;

/** Adds up the few rows that channels and accounts have. */
public final class TotalsReader {
    private final Database database;

    public TotalsReader(Database database) {
        this.database = database;
    }

    public ArchiveTotals totals() {
        return database.read(connection -> {
            Head head = HeadRow.read(connection);
            long conversations = Sql.number(connection, "select sum(conversations) from archive_account");
            return Sql.first(
                            connection,
                            "select sum(inbound) as inbound, sum(outbound) as outbound,"
                                    + " min(first_published) as first_published,"
                                    + " max(last_published) as last_published from archive_channel",
                            row -> new ArchiveTotals(
                                    row.getLong("inbound") + row.getLong("outbound"),
                                    row.getLong("inbound"),
                                    row.getLong("outbound"),
                                    conversations,
                                    head.lastContact(),
                                    Sql.optionalInstant(row, "first_published"),
                                    Sql.optionalInstant(row, "last_published"),
                                    head.lastArchived()))
                    .orElseThrow(() -> new IllegalStateException("a sum always has one row"));
        });
    }
}
