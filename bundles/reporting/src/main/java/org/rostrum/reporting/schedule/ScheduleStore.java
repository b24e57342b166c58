package org.rostrum.reporting.schedule;

import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ScheduleDraft;
import org.rostrum.api.security.Reach;

/** The table of schedules. */
final class ScheduleStore {
    private static final String SELECT = "select * from report_schedule ";

    /** A schedule as it is kept; {@code nextDue} is null when it will not run, {@code keeper} is who saved it last. */
    record Stored(
            long id,
            ScheduleDraft draft,
            @Nullable Instant nextDue,
            @Nullable Long lastRunId,
            @Nullable String keeper,
            Instant changed,
            long version) {}

    long insert(
            Connection connection, ScheduleDraft draft, @Nullable Instant nextDue, @Nullable String keeper, Instant now)
            throws SQLException {
        return Sql.insert(
                connection,
                "insert into report_schedule (name, report, account_id, frequency, wall_time, zone, days_of_week,"
                        + " day_of_month, month_of_year, period_kind, period_from, period_to, language_tag, formats,"
                        + " recipients, owner_address, enabled, next_due, kept_by, changed, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                values(draft, nextDue, keeper, now));
    }

    /** @return how many rows had the expected version */
    int update(
            Connection connection,
            long id,
            ScheduleDraft draft,
            @Nullable Instant nextDue,
            @Nullable String keeper,
            Instant now,
            long expectedVersion)
            throws SQLException {
        @Nullable Object[] values = values(draft, nextDue, keeper, now);
        @Nullable Object[] all = Arrays.copyOf(values, values.length + 2);
        all[values.length] = id;
        all[values.length + 1] = expectedVersion;
        return Sql.update(
                connection,
                "update report_schedule set name = ?, report = ?, account_id = ?, frequency = ?, wall_time = ?,"
                        + " zone = ?, days_of_week = ?, day_of_month = ?, month_of_year = ?, period_kind = ?,"
                        + " period_from = ?, period_to = ?, language_tag = ?, formats = ?, recipients = ?,"
                        + " owner_address = ?, enabled = ?, next_due = ?, kept_by = ?, changed = ?, version = version + 1"
                        + " where id = ? and version = ?",
                all);
    }

    private static @Nullable Object[] values(
            ScheduleDraft draft, @Nullable Instant nextDue, @Nullable String keeper, Instant now) {
        Recurrence recurrence = draft.recurrence();
        LocalDate from = draft.from();
        LocalDate to = draft.to();
        return new @Nullable Object[] {
            draft.name(),
            draft.report(),
            draft.accountId(),
            recurrence.frequency(),
            recurrence.time().toString(),
            recurrence.zone().getId(),
            recurrence.daysOfWeek().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(",")),
            recurrence.dayOfMonth(),
            recurrence.month(),
            draft.periodKind(),
            from == null ? null : Date.valueOf(from),
            to == null ? null : Date.valueOf(to),
            draft.locale().toLanguageTag(),
            formats(draft.formats()),
            String.join("\n", draft.recipients()),
            draft.owner(),
            draft.enabled(),
            nextDue,
            keeper,
            now
        };
    }

    /** Formats as they are kept, in the order of the enum. */
    static String formats(Set<ReportFormat> formats) {
        return formats.stream().sorted().map(ReportFormat::name).collect(Collectors.joining(","));
    }

    int delete(Connection connection, long id, long expectedVersion) throws SQLException {
        return Sql.update(connection, "delete from report_schedule where id = ? and version = ?", id, expectedVersion);
    }

    Optional<Stored> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", ScheduleStore::read, id);
    }

    /** Those with an id above the given one, ordered by id. */
    List<Stored> after(Connection connection, long id, Reach reach, int limit) throws SQLException {
        Conditions conditions = new Conditions().and("id > ?", id).within(reach, "account_id");
        return Sql.list(
                connection,
                SELECT.stripTrailing() + conditions.where() + " order by id fetch first " + limit + " rows only",
                ScheduleStore::read,
                conditions.values());
    }

    List<Stored> waiting(Connection connection) throws SQLException {
        return Sql.list(
                connection, SELECT + "where enabled = true and next_due is not null order by id", ScheduleStore::read);
    }

    /** Notes that an occurrence was dealt with, unless the schedule was changed meanwhile. */
    int ran(Connection connection, Stored schedule, long runId, @Nullable Instant nextDue) throws SQLException {
        return Sql.update(
                connection,
                "update report_schedule set last_run_id = ?, next_due = ? where id = ? and version = ?",
                runId,
                nextDue,
                schedule.id(),
                schedule.version());
    }

    private static Stored read(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("id"),
                new ScheduleDraft(
                        row.getString("name"),
                        row.getString("report"),
                        row.getString("account_id"),
                        recurrence(row),
                        PeriodKind.valueOf(row.getString("period_kind")),
                        date(row, "period_from"),
                        date(row, "period_to"),
                        Locale.forLanguageTag(row.getString("language_tag")),
                        formats(row.getString("formats")),
                        List.of(row.getString("recipients").split("\n", -1)),
                        row.getString("owner_address"),
                        row.getBoolean("enabled")),
                Sql.optionalInstant(row, "next_due"),
                Sql.optionalLong(row, "last_run_id"),
                row.getString("kept_by"),
                Sql.instant(row, "changed"),
                row.getLong("version"));
    }

    private static Recurrence recurrence(ResultSet row) throws SQLException {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : row.getString("days_of_week").split(",", -1)) {
            if (!day.isEmpty()) {
                days.add(DayOfWeek.valueOf(day));
            }
        }
        return new Recurrence(
                Recurrence.Frequency.valueOf(row.getString("frequency")),
                LocalTime.parse(row.getString("wall_time")),
                ZoneId.of(row.getString("zone")),
                days,
                integer(row, "day_of_month"),
                integer(row, "month_of_year"));
    }

    static Set<ReportFormat> formats(String kept) {
        return Arrays.stream(kept.split(",", -1)).map(ReportFormat::valueOf).collect(Collectors.toSet());
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        Date date = row.getDate(column);
        return date == null ? null : date.toLocalDate();
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
