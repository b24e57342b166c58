package org.rostrum.api.data;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The product's one relational database and its transactions.
 *
 * <p>A transaction belongs to the thread: a call of {@link #transaction} inside another joins it, so that services can
 * write together (an archive row, its cursor, a delivery and the audit entry) without handing connections around.
 */
public interface Database {
    /** Which dialect is spoken. */
    enum Engine {
        DERBY,
        POSTGRESQL
    }

    /** Work with a connection. The connection must not be closed, committed, rolled back or kept. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Like {@link Work}, without a result. */
    @FunctionalInterface
    interface Action {
        void with(Connection connection) throws SQLException;
    }

    Engine engine();

    /**
     * Runs the work in the thread's transaction, or in a new one that is committed when the work returns and rolled back
     * when it throws. A failure inside a joined transaction dooms the whole of it. New transactions that the database
     * aborted as deadlock victim or serialisation failure (SQLSTATE 40xxx) are tried again up to three times, so the work
     * must have no effect outside the database.
     *
     * @throws OutcomeUnknownException when the connection broke while it was committed: it may be done or not
     * @throws DatabaseException with the cause when the database failed; nothing was done
     */
    <T> T transaction(Work<T> work);

    /** {@link #transaction(Work)} without a result. */
    default void transact(Action action) {
        transaction(connection -> {
            action.with(connection);
            return Boolean.TRUE;
        });
    }

    /**
     * Runs reading work: in the thread's transaction if there is one, else on a connection of its own, read-only where the
     * driver supports it. Result sets stream when the statement's fetch size is set.
     */
    <T> T read(Work<T> work);

    /**
     * Runs the action once the thread's transaction is committed, on the same thread; at once when there is none. It is not
     * run when nobody knows whether the transaction was committed: what must follow a change has to be found out by a look,
     * too.
     */
    void afterCommit(Runnable action);

    /** Whether this thread is inside a transaction. */
    boolean inTransaction();

    /**
     * Brings the tables of one capability up to date: runs, in the order of their version, the {@code V*__*.sql} files of
     * the bundle's folders {@code db/migration/<capability>/common} and {@code db/migration/<capability>/<engine>} that
     * have not run yet (history table {@code <capability>_schema_history}). Safe when several nodes start at once.
     *
     * @param capability lower-case name, also the prefix of its tables
     * @param owner a class of the bundle that carries the files
     * @throws DatabaseException when a file fails or a file that has run was changed since
     */
    void migrate(String capability, Class<?> owner);
}
