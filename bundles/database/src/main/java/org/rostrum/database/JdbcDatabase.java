package org.rostrum.database;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions on a {@link DataSource}, one per thread. */
@SuppressWarnings("ThreadLocalUsage") // a thread may work with several databases, each with a transaction of its own
public final class JdbcDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDatabase.class);
    private static final int TRIES = 4;
    /** Each next one may be twice as long. */
    private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMillis(40);

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
            running.doom = withoutValues(failure);
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
                if (attempt == TRIES || failure instanceof OutcomeUnknownException || !abortedByDatabase(failure)) {
                    throw failure;
                }
                LOG.debug("Transaction aborted by the database, trying again ({} of {})", attempt, TRIES, failure);
                if (!pause(attempt)) {
                    throw failure;
                }
            }
        }
    }

    /** Those that were in each other's way must not meet again at once. @return false when this thread is to end */
    private static boolean pause(int attempt) {
        long most = LONGEST_FIRST_PAUSE.toNanos() << (attempt - 1);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
        return !Thread.currentThread().isInterrupted();
    }

    private <T> T attempt(Work<T> work) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException failure) {
            throw told(failure);
        }
        Transaction transaction = new Transaction(connection);
        T result;
        try {
            result = commit(transaction, work);
        } finally {
            giveBack(connection);
        }
        transaction.committed();
        return result;
    }

    private <T> T commit(Transaction transaction, Work<T> work) {
        Connection connection = transaction.connection;
        boolean done = false;
        current.set(transaction);
        try {
            connection.setReadOnly(false);
            connection.setAutoCommit(false);
            T result = work.with(connection);
            if (transaction.doom != null) {
                throw new DatabaseException(
                        "A part of this transaction failed, so none of it is kept", transaction.doom);
            }
            commit(connection);
            done = true;
            return result;
        } catch (SQLException failure) {
            throw told(failure);
        } finally {
            current.remove();
            if (!done) {
                rollBack(connection);
            }
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException failure) {
            if (CommitFailure.isUndone(failure)) {
                throw failure;
            }
            throw new OutcomeUnknownException(
                    "The database was told to keep a change, and did not say whether it did.", failure);
        }
    }

    /** What happens here changes nothing about what was done, and must not be told instead of it. */
    private static void giveBack(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException failure) {
            LOG.debug("The connection broke after its transaction", failure);
        }
        try {
            connection.close();
        } catch (SQLException failure) {
            LOG.debug("The connection could not be given back", failure);
        }
    }

    private static DatabaseException told(SQLException thrown) {
        SQLException failure = withoutValues(thrown);
        if (failure instanceof NoConnectionException none) {
            return new DatabaseUnavailableException(String.valueOf(none.getMessage()), none);
        }
        if (FullDisk.isIn(failure)) {
            return new DatabaseUnavailableException("The disk with the database is full.", failure);
        }
        if (isBroken(failure)) {
            return new DatabaseUnavailableException("The connection to the database broke.", failure);
        }
        return new DatabaseException(failure.getMessage() + " (SQLSTATE " + failure.getSQLState() + ")", failure);
    }

    /**
     * What went wrong in a batch. PostgreSQL's driver wraps it into the whole statement with the values of all its rows:
     * what customers wrote, which must get neither into a log nor into an answer.
     */
    private static SQLException withoutValues(SQLException failure) {
        return failure instanceof BatchUpdateException && failure.getCause() instanceof SQLException cause
                ? cause
                : failure;
    }

    private static boolean isBroken(SQLException failure) {
        String state = failure.getSQLState();
        // 57P: the server is shut down, or somebody ended the connection there
        return state == null ? CommitFailure.isTakenAway(failure) : state.startsWith("08") || state.startsWith("57P");
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException failure) {
            // the failure that led here is the one to tell; the pool discards a connection that cannot roll back
            if (isBroken(failure)) {
                LOG.debug("There is no connection left to roll back on", failure);
            } else {
                LOG.warn("Rolling back failed", failure);
            }
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
        Connection connection = dataSource.getConnection();
        try {
            // PostgreSQL streams only outside of auto-commit
            connection.setAutoCommit(false);
            reading.set(connection);
            return work.with(connection);
        } finally {
            reading.remove();
            rollBack(connection);
            giveBack(connection);
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
