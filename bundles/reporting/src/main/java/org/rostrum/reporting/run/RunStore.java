package org.rostrum.reporting.run;

import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportRun.Output;
import org.rostrum.api.reporting.ReportRun.State;
import org.rostrum.api.security.Reach;
import org.rostrum.api.security.Requester;

/** The tables of runs and what they made. */
public final class RunStore {
    private static final int LONGEST_MESSAGE = 2000;

    /** What the report said about itself, for mails. */
    public record Headline(String title, String summary) {}

    /**
     * @param occurrence for a run of a schedule: the moment it was due; there is one run for each
     */
    public long insert(
            Connection connection,
            ReportRequest request,
            @Nullable Long scheduleId,
            @Nullable Instant occurrence,
            Requester requester,
            @Nullable String message,
            Instant now)
            throws SQLException {
        Period period = request.period();
        return Sql.insert(
                connection,
                "insert into report_run (report, account_id, period_from, period_to, zone, language_tag, formats,"
                        + " schedule_id, occurrence, requested_by, state, created, message, requester_account_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                request.report(),
                request.accountId(),
                Date.valueOf(period.from()),
                Date.valueOf(period.to()),
                period.zone().getId(),
                request.locale().toLanguageTag(),
                request.formats().stream().sorted().map(ReportFormat::name).collect(Collectors.joining(",")),
                scheduleId,
                occurrence,
                requester.name(),
                State.WAITING,
                now,
                message,
                requester.accountId());
    }

    public Optional<ReportRun> find(Connection connection, long id) throws SQLException {
        Optional<ReportRun> found =
                Sql.first(connection, "select * from report_run where id = ?", row -> read(row, List.of()), id);
        return found.isEmpty() ? found : Optional.of(withOutputs(connection, found.get()));
    }

    /** The run that was made for an occurrence of a schedule. */
    public Optional<Long> ofOccurrence(Connection connection, long scheduleId, Instant occurrence) throws SQLException {
        return Sql.first(
                connection,
                "select id from report_run where schedule_id = ? and occurrence = ?",
                row -> row.getLong(1),
                scheduleId,
                occurrence);
    }

    /** Newest first, with an id below the given one. */
    public List<ReportRun> before(Connection connection, @Nullable Long scheduleId, Reach reach, long id, int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .and("id < ?", id)
                .andIfGiven("schedule_id = ?", scheduleId)
                .within(reach, "account_id");
        List<ReportRun> runs = Sql.list(
                connection,
                "select * from report_run" + conditions.where() + " order by id desc fetch first " + limit
                        + " rows only",
                row -> read(row, List.of()),
                conditions.values());
        List<ReportRun> complete = new java.util.ArrayList<>();
        for (ReportRun run : runs) {
            complete.add(withOutputs(connection, run));
        }
        return complete;
    }

    /** Ids of the runs that have not ended. */
    public List<Long> unfinished(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "select id from report_run where state in ('WAITING', 'RUNNING') order by id",
                row -> row.getLong(1));
    }

    /** When the last run ended in this state; empty when none did. */
    public Optional<Instant> lastEnd(Connection connection, State state) throws SQLException {
        return Sql.first(
                connection,
                "select finished from report_run where state = ? and finished is not null"
                        + " order by finished desc fetch first 1 rows only",
                row -> Sql.instant(row, "finished"),
                state);
    }

    /** Moves a run that has not ended on; tells whether it still could. */
    public boolean progress(Connection connection, long id, State state, @Nullable String message) throws SQLException {
        return Sql.update(
                        connection,
                        "update report_run set state = ?, message = ? where id = ? and state in ('WAITING', 'RUNNING')",
                        state,
                        cut(message),
                        id)
                == 1;
    }

    /** Ends a run that has not ended; tells whether it still could. */
    public boolean end(Connection connection, long id, State state, @Nullable String message, Instant now)
            throws SQLException {
        return Sql.update(
                        connection,
                        "update report_run set state = ?, message = ?, finished = ?"
                                + " where id = ? and state in ('WAITING', 'RUNNING')",
                        state,
                        cut(message),
                        now,
                        id)
                == 1;
    }

    public void headline(Connection connection, long id, Headline headline) throws SQLException {
        Sql.update(
                connection,
                "update report_run set title = ?, summary = ? where id = ?",
                cut(headline.title(), 1000),
                cut(headline.summary(), 8000),
                id);
    }

    public Optional<Headline> headline(Connection connection, long id) throws SQLException {
        return Sql.first(
                connection,
                "select title, summary from report_run where id = ? and title is not null",
                row -> new Headline(row.getString(1), row.getString(2)),
                id);
    }

    private static ReportRun withOutputs(Connection connection, ReportRun run) throws SQLException {
        List<Output> outputs = Sql.list(
                connection,
                "select format, file_name, size_bytes, pages, sha256 from report_output where run_id = ? order by id",
                row -> new Output(
                        ReportFormat.valueOf(row.getString("format")),
                        row.getString("file_name"),
                        row.getLong("size_bytes"),
                        row.getInt("pages"),
                        row.getString("sha256")),
                run.id());
        return new ReportRun(
                run.id(),
                run.request(),
                run.scheduleId(),
                run.requestedBy(),
                run.state(),
                run.created(),
                run.finished(),
                outputs,
                run.message(),
                run.requesterAccountId());
    }

    private static ReportRun read(ResultSet row, List<Output> outputs) throws SQLException {
        Set<ReportFormat> formats = Arrays.stream(row.getString("formats").split(",", -1))
                .map(ReportFormat::valueOf)
                .collect(Collectors.toSet());
        return new ReportRun(
                row.getLong("id"),
                new ReportRequest(
                        row.getString("report"),
                        row.getString("account_id"),
                        new Period(
                                row.getDate("period_from").toLocalDate(),
                                row.getDate("period_to").toLocalDate(),
                                ZoneId.of(row.getString("zone"))),
                        Locale.forLanguageTag(row.getString("language_tag")),
                        formats),
                Sql.optionalLong(row, "schedule_id"),
                row.getString("requested_by"),
                State.valueOf(row.getString("state")),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "finished"),
                outputs,
                row.getString("message"),
                row.getString("requester_account_id"));
    }

    private static @Nullable String cut(@Nullable String message) {
        return message == null ? null : cut(message, LONGEST_MESSAGE);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
