package org.rostrum.web.testing;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;

/** A database that goes away, or whose answer to a commit gets lost, at a transaction of the test's choice. */
public final class FailingDatabase implements Database {
    private final Database real;
    private final AtomicInteger transactions = new AtomicInteger();
    private volatile int failFrom = Integer.MAX_VALUE;
    private volatile int lost = -1;

    public FailingDatabase(Database real) {
        this.real = real;
    }

    /** From the n-th transaction from now on, all fail; 1 is the next one. */
    public void failFrom(int number) {
        transactions.set(0);
        failFrom = number;
    }

    /** The n-th transaction from now on is committed, and nobody is told; 1 is the next one. */
    public void loseAnswerOf(int number) {
        transactions.set(0);
        lost = number;
    }

    @Override
    public <T> T transaction(Work<T> work) {
        int number = transactions.incrementAndGet();
        if (number >= failFrom) {
            throw new DatabaseUnavailableException("The database gives no connection.", null);
        }
        T result = real.transaction(work);
        if (number == lost) {
            throw new OutcomeUnknownException("no answer", new SQLException("I/O error", "08006"));
        }
        return result;
    }

    @Override
    public Engine engine() {
        return real.engine();
    }

    @Override
    public <T> T read(Work<T> work) {
        return real.read(work);
    }

    @Override
    public void afterCommit(Runnable action) {
        real.afterCommit(action);
    }

    @Override
    public boolean inTransaction() {
        return real.inTransaction();
    }

    @Override
    public void migrate(String capability, Class<?> owner) {
        real.migrate(capability, owner);
    }
}
