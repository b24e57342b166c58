package org.rostrum.archive.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchiveSpan;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.security.Reach;
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

    /** Of everything. */
    public ArchiveTotals totals() {
        return database.read(connection -> {
            Head head = HeadRow.read(connection);
            List<Channels.Span> spans = Channels.find(connection, Reach.EVERYWHERE, null, null);
            long conversations = Sql.number(connection, "select sum(conversations) from archive_account");
            return totals(spans, conversations, head.lastContact(), head.lastArchived());
        });
    }

    /** Of what these accounts have; who spoke to several of them counts once. */
    public ArchiveTotals totals(Reach reach, long contacts) {
        return database.read(connection -> {
            List<Channels.Span> spans = Channels.find(connection, reach, null, null);
            long conversations = 0;
            for (String account : reach.accounts()) {
                conversations += Sql.number(
                        connection, "select conversations from archive_account where account_id = ?", account);
            }
            long latest =
                    spans.stream().mapToLong(Channels.Span::lastSequence).max().orElse(0);
            Instant archived = Sql.first(
                            connection,
                            "select archived from archive_activity where sequence = ?",
                            row -> Sql.instant(row, "archived"),
                            latest)
                    .orElse(null);
            return totals(spans, conversations, contacts, archived);
        });
    }

    private static ArchiveTotals totals(
            List<Channels.Span> spans, long conversations, long contacts, @Nullable Instant lastArchived) {
        long inbound = spans.stream().mapToLong(Channels.Span::inbound).sum();
        long outbound = spans.stream().mapToLong(Channels.Span::outbound).sum();
        return new ArchiveTotals(
                inbound + outbound,
                inbound,
                outbound,
                conversations,
                contacts,
                spans.stream()
                        .map(Channels.Span::firstPublished)
                        .min(Instant::compareTo)
                        .orElse(null),
                spans.stream()
                        .map(Channels.Span::lastPublished)
                        .max(Instant::compareTo)
                        .orElse(null),
                lastArchived);
    }
}
