package org.rostrum.delivery.timed;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/**
 * How the engine speaks to the database: times in UTC, and due work of one pool only. On PostgreSQL a statement picks all
 * of it and passes rows that others hold; Derby has no such statement, so each row is picked by itself, and whoever
 * changes the version first has it.
 */
final class EngineDialect extends DefaultJdbcCustomization {
    private final Database.Engine engine;
    private final Pool pool;

    EngineDialect(Database.Engine engine, Pool pool) {
        super(true);
        this.engine = engine;
        this.pool = pool;
    }

    @Override
    public String getName() {
        return engine + " (" + pool + ")";
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        Sql.set(statement, index, value);
    }

    @Override
    public @Nullable Instant getInstant(ResultSet row, String column) throws SQLException {
        return Sql.optionalInstant(row, column);
    }

    @Override
    public void setTaskData(PreparedStatement statement, int index, byte @Nullable [] value) {
        throw new UnsupportedOperationException("Rows are written by WorkTable");
    }

    @Override
    public byte @Nullable [] getTaskData(ResultSet row, String column) {
        // the handler reads the data from a column of ours
        return null;
    }

    @Override
    public boolean supportsSingleStatementLockAndFetch() {
        return true;
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
        return switch (engine) {
            case POSTGRESQL -> pickTogether(context, now, limit);
            case DERBY -> pickOneByOne(context, now, limit);
        };
    }

    private List<Execution> pickTogether(JdbcTaskRepositoryContext context, Instant now, int limit) {
        List<Execution> picked = context.jdbcRunner.query(
                "update delivery_timed_work w set picked = true, picked_by = ?, last_heartbeat = ?,"
                        + " version = version + 1 from (select task_instance as id from delivery_timed_work"
                        + " where task_name = ? and picked = false and execution_time <= ? order by execution_time"
                        + " limit " + limit + " for update skip locked) d where w.task_instance = d.id returning w.*",
                statement -> Sql.bind(statement, context.schedulerName.getName(), now, pool.key(), now),
                context.resultSetMapper.get());
        List<Execution> ordered = new ArrayList<>(picked);
        ordered.sort(Comparator.comparing((Execution execution) -> execution.executionTime));
        return ordered;
    }

    private List<Execution> pickOneByOne(JdbcTaskRepositoryContext context, Instant now, int limit) {
        List<Execution> candidates = context.jdbcRunner.query(
                "select * from delivery_timed_work where task_name = ? and picked = false and execution_time <= ?"
                        + " order by execution_time fetch first " + limit + " rows only",
                statement -> Sql.bind(statement, pool.key(), now),
                context.resultSetMapper.get());
        String node = context.schedulerName.getName();
        List<Execution> picked = new ArrayList<>();
        for (Execution candidate : candidates) {
            int rows = context.jdbcRunner.execute(
                    "update delivery_timed_work set picked = true, picked_by = ?, last_heartbeat = ?,"
                            + " version = version + 1 where task_instance = ? and version = ? and picked = false",
                    statement -> Sql.bind(statement, node, now, candidate.getId(), candidate.version));
            if (rows == 1) {
                picked.add(candidate.updateToPicked(node, now));
            }
        }
        return picked;
    }
}
