package org.rostrum.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions on a {@link DataSource}, one per thread. */
@SuppressWarnings("ThreadLocalUsage") // a thread may work with several databases, each with a transaction of its own
public final class JdbcDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDatabase.class);
    private static final int TRIES = 4;

    private final DataSource dataSource;
    private final Engine engine;
    private final Migrations migrations;
    private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Connection> reading = new ThreadLocal<>();

    public JdbcDatabase(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (product.contains("Derby")) {
                engine = Engine.DERBY;
            } else if (product.contains("PostgreSQL")) {
                engine = Engine.POSTGRESQL;
            } else {
                throw new SQLException("Rostrum runs on Apache Derby and PostgreSQL, not on " + product);
            }
        }
        this.migrations = new Migrations(dataSource, engine);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public <T> T transaction(Work<T> work) {
        Transaction running = current.get();
        return running == null ? begin(work) : join(running, work);
    }

    private static <T> T join(Transaction running, Work<T> work) {
        try {
            return work.with(running.connection);
        } catch (SQLException failure) {
            running.doom = failure;
            throw told(failure);
        } catch (RuntimeException | Error failure) {
            running.doom = failure;
            throw failure;
        }
    }

    private <T> T begin(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (DatabaseException failure) {
                if (attempt == TRIES || !abortedByDatabase(failure)) {
                    throw failure;
                }
                LOG.debug("Transaction aborted by the database, trying again ({} of {})", attempt, TRIES, failure);
            }
        }
    }

    private <T> T attempt(Work<T> work) {
        Transaction transaction;
        T result;
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(false);
            connection.setAutoCommit(false);
            transaction = new Transaction(connection);
            current.set(transaction);
            boolean done = false;
            try {
                result = work.with(connection);
                if (transaction.doom != null) {
                    throw new DatabaseException(
                            "A part of this transaction failed, so none of it is kept", transaction.doom);
                }
                connection.commit();
                done = true;
            } finally {
                current.remove();
                if (!done) {
                    rollBack(connection);
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw told(failure);
        }
        transaction.committed();
        return result;
    }

    private static DatabaseException told(SQLException failure) {
        if (failure instanceof NoConnectionException none) {
            return new DatabaseUnavailableException(String.valueOf(none.getMessage()), none);
        }
        String state = failure.getSQLState();
        // the pool gives no state when it has taken a broken connection away from whoever worked with it
        boolean broken = state == null ? "Connection is closed".equals(failure.getMessage()) : state.startsWith("08");
        if (broken && !FullDisk.isIn(failure)) {
            return new DatabaseUnavailableException("The connection to the database broke.", failure);
        }
        if (FullDisk.isIn(failure)) {
            return new DatabaseUnavailableException("The disk with the database is full.", failure);
        }
        return new DatabaseException(failure.getMessage() + " (SQLSTATE " + state + ")", failure);
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException failure) {
            // the failure that led here is the one to tell; the pool discards a connection that cannot roll back
            LOG.warn("Rolling back failed", failure);
        }
    }

    private static boolean abortedByDatabase(DatabaseException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("40");
            }
        }
        return false;
    }

    @Override
    public <T> T read(Work<T> work) {
        Transaction running = current.get();
        if (running != null) {
            return join(running, work);
        }
        Connection open = reading.get();
        try {
            return open != null ? work.with(open) : readOnNewConnection(work);
        } catch (SQLException failure) {
            throw told(failure);
        }
    }

    private <T> T readOnNewConnection(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // PostgreSQL streams only outside of auto-commit
            connection.setAutoCommit(false);
            reading.set(connection);
            try {
                return work.with(connection);
            } finally {
                reading.remove();
                rollBack(connection);
                connection.setAutoCommit(true);
            }
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        Transaction running = current.get();
        if (running == null) {
            action.run();
        } else {
            running.afterCommit.add(action);
        }
    }

    @Override
    public boolean inTransaction() {
        return current.get() != null;
    }

    @Override
    public void migrate(String capability, Class<?> owner) {
        migrations.migrate(capability, owner);
    }

    private static final class Transaction {
        private final Connection connection;
        private final List<Runnable> afterCommit = new ArrayList<>();
        private @Nullable Throwable doom;

        Transaction(Connection connection) {
            this.connection = connection;
        }

        void committed() {
            for (Runnable action : afterCommit) {
                try {
                    action.run();
                } catch (RuntimeException failure) {
                    // the change stands; what follows it must not make the caller believe otherwise
                    LOG.error("An action after a commit failed", failure);
                }
            }
        }
    }
}
