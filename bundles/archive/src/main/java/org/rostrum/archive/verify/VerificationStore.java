package org.rostrum.archive.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.ArchiveVerification.Finding;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.verify.VerificationRun.State;

/** The table of verifications. */
final class VerificationStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};
    private static final String SELECT = "select * from archive_verification ";

    private VerificationStore() {}

    static VerificationRun create(Connection connection, String requestedBy, Instant now) throws SQLException {
        long id = Sql.insert(
                connection,
                "insert into archive_verification (requested_by, state, cancel_asked, checked, created)"
                        + " values (?, ?, ?, ?, ?)",
                requestedBy,
                State.WAITING,
                false,
                0L,
                now);
        return find(connection, id).orElseThrow(() -> new SQLException("the verification just made is gone"));
    }

    /** Notes one that was run at once and not in the background. */
    static void note(Connection connection, String requestedBy, Instant began, ArchiveVerification result, Instant now)
            throws SQLException {
        VerificationRun run = create(connection, requestedBy, began);
        progress(connection, run.id(), result.activities());
        complete(connection, run.id(), result, now);
    }

    static Optional<VerificationRun> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", VerificationStore::read, id);
    }

    /** Newest first, before the given id. */
    static List<VerificationRun> list(Connection connection, long before, int limit) throws SQLException {
        return Sql.list(
                connection,
                SELECT + "where id < ? order by id desc fetch first " + limit + " rows only",
                VerificationStore::read,
                before);
    }

    /** One that waits or runs. */
    static Optional<VerificationRun> unfinished(Connection connection) throws SQLException {
        return Sql.first(connection, SELECT + "where finished is null order by id", VerificationStore::read);
    }

    /** The newest one that checked everything. */
    static Optional<VerificationRun> lastCompleted(Connection connection) throws SQLException {
        return Sql.first(connection, SELECT + "where state = 'COMPLETED' order by id desc", VerificationStore::read);
    }

    /** Notes the progress and tells whether somebody wants it to stop. */
    static boolean progress(Connection connection, long id, long checked) throws SQLException {
        Sql.update(
                connection,
                "update archive_verification set state = 'RUNNING', checked = ? where id = ? and finished is null",
                checked,
                id);
        return Sql.first(
                        connection,
                        "select cancel_asked from archive_verification where id = ?",
                        row -> row.getBoolean("cancel_asked"),
                        id)
                .orElse(true);
    }

    static void askToCancel(Connection connection, long id) throws SQLException {
        Sql.update(
                connection,
                "update archive_verification set cancel_asked = ? where id = ? and finished is null",
                true,
                id);
    }

    static void complete(Connection connection, long id, ArchiveVerification result, Instant now) throws SQLException {
        Sql.update(
                connection,
                "update archive_verification set state = 'COMPLETED', finished = ?, intact = ?, activities = ?,"
                        + " segments = ?, head_hash = ?, findings = ? where id = ? and finished is null",
                now,
                result.intact(),
                result.activities(),
                result.segments(),
                result.headHash(),
                write(result.findings()),
                id);
    }

    static void end(Connection connection, long id, State state, @Nullable String message, Instant now)
            throws SQLException {
        Sql.update(
                connection,
                "update archive_verification set state = ?, finished = ?, message = ? where id = ?"
                        + " and finished is null",
                state,
                now,
                message == null ? null : message.substring(0, Math.min(2000, message.length())),
                id);
    }

    private static VerificationRun read(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return new VerificationRun(
                row.getLong("id"),
                row.getString("requested_by"),
                state,
                row.getLong("checked"),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "finished"),
                row.getString("message"),
                state == State.COMPLETED ? result(row) : null);
    }

    private static ArchiveVerification result(ResultSet row) throws SQLException {
        return new ArchiveVerification(
                row.getBoolean("intact"),
                row.getLong("activities"),
                row.getInt("segments"),
                row.getString("head_hash"),
                read(row.getString("findings")));
    }

    private static String write(List<Finding> findings) {
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Findings can always be written", impossible);
        }
    }

    private static List<Finding> read(String json) {
        try {
            return JSON.readValue(json, FINDINGS);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("The stored findings are no JSON", failure);
        }
    }
}
