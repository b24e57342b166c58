package org.rostrum.archive.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.archive.ArchiveSpan;
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

    /** One look at an index for each account. */
    public Optional<ArchiveSpan> span(Collection<String> accountIds) {
        return database.read(connection -> {
            List<ArchiveSpan> spans = new ArrayList<>();
            for (String account : accountIds) {
                Sql.first(
                                connection,
                                "select min(first_published) as first_published,"
                                        + " max(last_published) as last_published from archive_channel"
                                        + " where account_id = ?",
                                TotalsReader::span,
                                account)
                        .flatMap(found -> found)
                        .ifPresent(spans::add);
            }
            return spans.stream().reduce(TotalsReader::together);
        });
    }

    /** Empty of an account without activities. */
    private static Optional<ArchiveSpan> span(ResultSet row) throws SQLException {
        Instant first = Sql.optionalInstant(row, "first_published");
        Instant last = Sql.optionalInstant(row, "last_published");
        return first == null || last == null ? Optional.empty() : Optional.of(new ArchiveSpan(first, last));
    }

    private static ArchiveSpan together(ArchiveSpan one, ArchiveSpan other) {
        return new ArchiveSpan(
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last());
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
