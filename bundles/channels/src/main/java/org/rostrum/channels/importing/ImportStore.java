package org.rostrum.channels.importing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.Rejection;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Reach;
import org.rostrum.channels.SettingsJson;

/** The tables {@code channels_import} and {@code channels_rejection}. */
final class ImportStore {
    private static final String SELECT = "select * from channels_import ";

    /** A run and what only this bundle knows of it. */
    record Entry(ImportRun run, String storedAs, boolean cancelAsked) {}

    long insert(
            Connection connection,
            ImportRequest request,
            String format,
            String sha256,
            String storedAs,
            long bytes,
            Instant now)
            throws SQLException {
        return Sql.insert(
                connection,
                "insert into channels_import (file_name, stored_as, wanted_format, account_id, account_per_source,"
                        + " again, options, format, sha256, state, cancel_asked, bytes, bytes_read, records, stored,"
                        + " duplicates, rejected, created)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, 0, 0, 0, 0, 0, ?)",
                request.fileName(),
                storedAs,
                request.format(),
                request.accountId(),
                request.accountPerSource(),
                request.again(),
                SettingsJson.write(request.options()),
                format,
                sha256,
                ImportRun.State.WAITING,
                bytes,
                now);
    }

    /** Waits until nobody else takes a file in, on any node; the turn ends with the transaction. */
    void awaitTurn(Connection connection) throws SQLException {
        Sql.update(connection, "update channels_import_turn set taken = taken + 1 where id = 1");
    }

    Optional<Entry> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", ImportStore::entry, id);
    }

    /** The newest run of the same bytes for the same account that has not failed. */
    Optional<ImportRun> sameFile(Connection connection, String sha256, String accountId) throws SQLException {
        return Sql.first(
                connection,
                SELECT + "where sha256 = ? and account_id = ? and state in ('WAITING', 'RUNNING', 'COMPLETED')"
                        + " order by id desc",
                row -> entry(row).run(),
                sha256,
                accountId);
    }

    CursorPage<ImportRun> page(Connection connection, Reach reach, @Nullable Long before, int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .and("id < ?", before == null ? Long.MAX_VALUE : before)
                .within(reach, "account_id");
        List<ImportRun> found = Sql.list(
                connection,
                SELECT.stripTrailing() + conditions.where() + " order by id desc fetch first " + (limit + 1)
                        + " rows only",
                row -> entry(row).run(),
                conditions.values());
        return CursorPage.of(found, limit, ImportRun::id);
    }

    void started(Connection connection, long id) throws SQLException {
        Sql.update(
                connection,
                "update channels_import set state = 'RUNNING' where id = ? and state in ('WAITING', 'RUNNING')",
                id);
    }

    /** Adds what a batch did. */
    void advanced(Connection connection, long id, Progress progress) throws SQLException {
        Sql.update(
                connection,
                "update channels_import set records = ?, bytes_read = ?, stored = stored + ?,"
                        + " duplicates = duplicates + ?, rejected = rejected + ? where id = ?",
                progress.records(),
                progress.bytesRead(),
                progress.stored(),
                progress.duplicates(),
                progress.rejected(),
                id);
    }

    /**
     * What a batch did.
     *
     * @param records number of the last record that is done
     */
    record Progress(long records, long bytesRead, long stored, long duplicates, long rejected) {}

    void ended(Connection connection, long id, ImportRun.State state, @Nullable String message, Instant now)
            throws SQLException {
        String cut = message != null && message.length() > 4000 ? message.substring(0, 4000) : message;
        Sql.update(
                connection,
                "update channels_import set state = ?, message = ?, finished = ?,"
                        + " bytes_read = case when ? = 'COMPLETED' then bytes else bytes_read end where id = ?",
                state,
                cut,
                now,
                state,
                id);
    }

    boolean cancelAsked(Connection connection, long id) throws SQLException {
        return Sql.number(connection, "select count(*) from channels_import where id = ? and cancel_asked = true", id)
                > 0;
    }

    void askToCancel(Connection connection, long id) throws SQLException {
        Sql.update(connection, "update channels_import set cancel_asked = true where id = ?", id);
    }

    void insertRejections(Connection connection, long id, List<Rejection> rejections) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into channels_rejection (import_id, record, line, field, reason, excerpt)"
                        + " values (?, ?, ?, ?, ?, ?)")) {
            for (Rejection rejection : rejections) {
                Sql.bind(
                        insert,
                        id,
                        rejection.record(),
                        rejection.line(),
                        rejection.field(),
                        rejection.reason(),
                        rejection.excerpt());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void rejections(Connection connection, long id, Consumer<Rejection> consumer) throws SQLException {
        Sql.stream(
                connection,
                500,
                "select record, line, field, reason, excerpt from channels_rejection where import_id = ? order by record",
                row -> new Rejection(
                        row.getLong("record"),
                        row.getLong("line"),
                        row.getString("field"),
                        row.getString("reason"),
                        row.getString("excerpt")),
                consumer,
                id);
    }

    List<String> storedFiles(Connection connection) throws SQLException {
        return new ArrayList<>(Sql.list(
                connection,
                "select stored_as from channels_import where state in ('WAITING', 'RUNNING')",
                row -> row.getString(1)));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        ImportRequest request = new ImportRequest(
                row.getString("file_name"),
                row.getString("wanted_format"),
                row.getString("account_id"),
                row.getBoolean("account_per_source"),
                row.getBoolean("again"),
                SettingsJson.read(row.getString("options")));
        ImportRun run = new ImportRun(
                row.getLong("id"),
                request,
                row.getString("format"),
                row.getString("sha256"),
                ImportRun.State.valueOf(row.getString("state")),
                row.getLong("bytes"),
                row.getLong("bytes_read"),
                row.getLong("records"),
                row.getLong("stored"),
                row.getLong("duplicates"),
                row.getLong("rejected"),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "finished"),
                row.getString("message"));
        return new Entry(run, row.getString("stored_as"), row.getBoolean("cancel_asked"));
    }
}
