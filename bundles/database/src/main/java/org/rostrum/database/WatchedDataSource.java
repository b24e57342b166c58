package org.rostrum.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that refuses at once while the database is known to be down, instead of having everybody wait for a
 * connection that will not come.
 */
final class WatchedDataSource implements DataSource {
    private final DataSource pool;
    private final BusyPool busy = new BusyPool(System::nanoTime);
    private volatile @Nullable String outage;

    WatchedDataSource(DataSource pool) {
        this.pool = pool;
    }

    /** Why there is no connection, in words that everybody may read; null while there are. */
    @Nullable
    String outage() {
        return outage;
    }

    /** What is told when connections run short. */
    BusyPool busy() {
        return busy;
    }

    void setOutage(@Nullable String cause) {
        outage = cause;
    }

    @Override
    public Connection getConnection() throws SQLException {
        String known = outage;
        if (known != null) {
            throw new NoConnectionException(known, null);
        }
        try {
            return pool.getConnection();
        } catch (SQLException failure) {
            String found = outage;
            if (found == null && BusyPool.isIn(failure)) {
                busy.warn(failure);
                throw new NoConnectionException("All connections to the database are in use.", failure);
            }
            throw new NoConnectionException(found == null ? "The database gives no connection." : found, failure);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool has one user");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        pool.setLogWriter(writer);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
