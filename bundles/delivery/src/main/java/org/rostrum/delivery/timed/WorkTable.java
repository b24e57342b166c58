package org.rostrum.delivery.timed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/**
 * The table of timed work. The engine picks due rows, keeps their heartbeats and finds dead ones; everything else happens
 * here. A row that is picked belongs to its run: nobody else changes its time; what is asked for meanwhile is kept in the
 * columns {@code again_*} and {@code cancelled} until the run ends. The version tells one pick from the next, so that a
 * run which was taken for dead can no longer change the row.
 */
final class WorkTable {
    private static final int MAX_DATA = 32_000;

    private final Database database;

    WorkTable(Database database) {
        this.database = database;
    }

    /** What a run needs to know of its row. */
    record Work(Instant due, String data, int failures) {}

    /** Schedules an instance, replacing what it was waiting for. */
    void schedule(Pool pool, Instance instance, Instant at, String data) {
        if (data.length() > MAX_DATA) {
            throw new IllegalArgumentException("data of " + instance.task() + ": at most " + MAX_DATA
                    + " characters are kept, not " + data.length());
        }
        database.transact(connection -> {
            // a row may change between picked and not picked from one statement to the next
            boolean done = false;
            while (!done) {
                done = Sql.update(
                                        connection,
                                        "update delivery_timed_work set execution_time = ?, due = ?, data = ?,"
                                                + " consecutive_failures = 0, again_time = null, again_data = null,"
                                                + " version = version + 1 where task_instance = ? and picked = false",
                                        at,
                                        at,
                                        data,
                                        instance.id())
                                == 1
                        || Sql.update(
                                        connection,
                                        "update delivery_timed_work set again_time = ?, again_data = ?,"
                                                + " cancelled = false where task_instance = ? and picked = true",
                                        at,
                                        data,
                                        instance.id())
                                == 1
                        || insert(connection, pool, instance, at, data);
            }
        });
    }

    void scheduleIfAbsent(Pool pool, Instance instance, Instant at, String data) {
        database.transact(connection -> {
            boolean exists = Sql.number(
                            connection,
                            "select count(*) from delivery_timed_work where task_instance = ? and cancelled = false",
                            instance.id())
                    > 0;
            if (!exists && !insert(connection, pool, instance, at, data)) {
                Sql.update(
                        connection,
                        "update delivery_timed_work set again_time = ?, again_data = ?, cancelled = false"
                                + " where task_instance = ? and cancelled = true",
                        at,
                        data,
                        instance.id());
            }
        });
    }

    private boolean insert(Connection connection, Pool pool, Instance instance, Instant at, String data)
            throws SQLException {
        String sql = "insert into delivery_timed_work (task_name, task_instance, execution_time, picked, version, due,"
                + " data, consecutive_failures, cancelled) values (?, ?, ?, false, 1, ?, ?, 0, false)";
        Object[] values = {pool.key(), instance.id(), at, at, data};
        if (database.engine() == Database.Engine.POSTGRESQL) {
            // a violated key would doom the whole transaction
            return Sql.update(connection, sql + " on conflict do nothing", values) == 1;
        }
        try {
            return Sql.update(connection, sql, values) == 1;
        } catch (SQLException duplicate) {
            if ("23505".equals(duplicate.getSQLState())) {
                return false;
            }
            throw duplicate;
        }
    }

    void cancel(Instance instance) {
        database.transact(connection -> {
            Sql.update(
                    connection,
                    "delete from delivery_timed_work where task_instance = ? and picked = false",
                    instance.id());
            Sql.update(
                    connection,
                    "update delivery_timed_work set cancelled = true, again_time = null, again_data = null"
                            + " where task_instance = ?",
                    instance.id());
            Sql.update(
                    connection,
                    "delete from delivery_timed_work where task_instance = ? and picked = false",
                    instance.id());
        });
    }

    Optional<Instant> next(Instance instance) {
        return database.read(connection -> Sql.first(
                connection,
                "select coalesce(again_time, execution_time) as next_time from delivery_timed_work"
                        + " where task_instance = ? and cancelled = false",
                row -> Sql.instant(row, "next_time"),
                instance.id()));
    }

    /** Brings a waiting instance forward to now, and lets a running one run once more. */
    boolean hurry(Connection connection, String id, Instant now) throws SQLException {
        return forward(connection, id, now) || again(connection, id, now) || forward(connection, id, now);
    }

    private static boolean forward(Connection connection, String id, Instant now) throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_timed_work set execution_time = ?, version = version + 1"
                                + " where task_instance = ? and picked = false and execution_time > ?",
                        now,
                        id,
                        now)
                == 1;
    }

    private static boolean again(Connection connection, String id, Instant now) throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_timed_work set again_time = ? where task_instance = ? and picked = true"
                                + " and cancelled = false and (again_time is null or again_time > ?)",
                        now,
                        id,
                        now)
                == 1;
    }

    /** {@link #hurry}, making the instance if there is none. */
    void wake(Connection connection, Pool pool, Instance instance, Instant now) throws SQLException {
        if (!hurry(connection, instance.id(), now)) {
            insert(connection, pool, instance, now, "");
        }
    }

    /** Brings forward what waits because its task was not there. */
    void hurryWaiting(String task, Instant now) {
        database.transact(connection -> Sql.update(
                connection,
                "update delivery_timed_work set execution_time = ?, version = version + 1 where task_instance like ?"
                        + " and picked = false and execution_time > ? and due <= ? and consecutive_failures = 0",
                now,
                task + "/%",
                now,
                now));
    }

    /**
     * What a run that is about to begin needs; empty when the row is no longer its own.
     *
     * @param sign whether to renew the sign of life first, because the row was picked a while ago
     */
    Optional<Work> claim(String id, long version, boolean sign, Instant now) {
        return database.transaction(connection -> {
            if (sign
                    && Sql.update(
                                    connection,
                                    "update delivery_timed_work set last_heartbeat = ? where task_instance = ?"
                                            + " and version = ? and picked = true",
                                    now,
                                    id,
                                    version)
                            == 0) {
                return Optional.empty();
            }
            return Sql.first(
                    connection,
                    "select due, data, consecutive_failures from delivery_timed_work where task_instance = ?"
                            + " and version = ? and picked = true",
                    row -> new Work(Sql.instant(row, "due"), row.getString("data"), row.getInt("consecutive_failures")),
                    id,
                    version);
        });
    }

    /**
     * Ends a run that has done what it was for, and removes its row unless more was asked for meanwhile.
     *
     * @return false when the row was no longer its own
     */
    boolean finished(String id, long version) {
        return database.transaction(connection -> Sql.update(
                                connection,
                                "delete from delivery_timed_work where task_instance = ? and version = ?"
                                        + " and picked = true and again_time is null",
                                id,
                                version)
                        == 1
                || put(
                        connection,
                        "execution_time = again_time, due = again_time, data = coalesce(again_data, data),"
                                + " consecutive_failures = 0",
                        id,
                        version)
                || Sql.update(
                                connection,
                                "delete from delivery_timed_work where task_instance = ? and version = ? and picked = true",
                                id,
                                version)
                        == 1);
    }

    /** Ends a run that wants to be run again at a time; what was asked for meanwhile goes first. */
    boolean repeats(String id, long version, Instant next, Instant now) {
        return database.transaction(connection -> removeCancelled(connection, id, version)
                || put(
                        connection,
                        "execution_time = coalesce(again_time, ?), due = coalesce(again_time, ?),"
                                + " data = coalesce(again_data, data), consecutive_failures = 0, last_success = ?",
                        id,
                        version,
                        next,
                        next,
                        now));
    }

    /** Ends a failed run, to be tried again. */
    boolean failed(String id, long version, Instant retry, Instant now) {
        return database.transaction(connection -> removeCancelled(connection, id, version)
                || put(
                        connection,
                        "execution_time = coalesce(again_time, ?), due = coalesce(again_time, due),"
                                + " data = coalesce(again_data, data), last_failure = ?,"
                                + " consecutive_failures = case when again_time is null then"
                                + " consecutive_failures + 1 else 0 end",
                        id,
                        version,
                        retry,
                        now));
    }

    /** Gives a pick back that did not run, or whose run did not end: it counts neither as a run nor as a failure. */
    boolean postponed(String id, long version, Instant until) {
        return database.transaction(connection -> removeCancelled(connection, id, version)
                || Sql.update(
                                connection,
                                "update delivery_timed_work set execution_time = ?, picked = false, picked_by = null,"
                                        + " last_heartbeat = null, version = version + 1"
                                        + " where task_instance = ? and version = ? and picked = true",
                                until,
                                id,
                                version)
                        == 1);
    }

    /** Gives a pick to the threads of another pool. */
    boolean moved(String id, long version, Pool to) {
        return database.transaction(connection -> Sql.update(
                        connection,
                        "update delivery_timed_work set task_name = ?, picked = false, picked_by = null,"
                                + " last_heartbeat = null, version = version + 1"
                                + " where task_instance = ? and version = ? and picked = true",
                        to.key(),
                        id,
                        version)
                == 1);
    }

    private static boolean removeCancelled(Connection connection, String id, long version) throws SQLException {
        return Sql.update(
                        connection,
                        "delete from delivery_timed_work where task_instance = ? and version = ? and picked = true"
                                + " and cancelled = true",
                        id,
                        version)
                == 1;
    }

    private static boolean put(Connection connection, String values, String id, long version, Object... parameters)
            throws SQLException {
        Object[] all = new Object[parameters.length + 2];
        System.arraycopy(parameters, 0, all, 0, parameters.length);
        all[parameters.length] = id;
        all[parameters.length + 1] = version;
        return Sql.update(
                        connection,
                        "update delivery_timed_work set " + values + ", again_time = null, again_data = null,"
                                + " picked = false, picked_by = null, last_heartbeat = null, version = version + 1"
                                + " where task_instance = ? and version = ? and picked = true",
                        all)
                == 1;
    }

    /** When the longest waiting work that could run was due. */
    Optional<Instant> oldestDue(Pool pool) {
        return database.read(connection -> Sql.first(
                        connection,
                        "select min(execution_time) as oldest from delivery_timed_work where task_name = ? and picked = false",
                        row -> Optional.ofNullable(Sql.optionalInstant(row, "oldest")),
                        pool.key()))
                .flatMap(oldest -> oldest);
    }

    /** How far a clock is ahead of the database's; an embedded database has the same. */
    Duration clockSkew(Clock clock) {
        return switch (database.engine()) {
            case DERBY -> Duration.ZERO;
            case POSTGRESQL -> database.read(connection -> Sql.first(
                            connection,
                            "select timezone('UTC', clock_timestamp()) as t",
                            row -> Duration.between(Sql.instant(row, "t"), clock.instant()))
                    .orElse(Duration.ZERO));
        };
    }
}
