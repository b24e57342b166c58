package org.rostrum.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database whose connections break at a moment of the test's choice. */
final class LostAnswers {
    /** When the connection breaks. */
    enum Moment {
        NEVER,
        BEFORE_COMMIT,
        COMMIT_LOST,
        ANSWER_LOST,
        AFTER_COMMIT
    }

    Moment moment = Moment.NEVER;
    boolean committed;

    private final DataSource real;

    LostAnswers(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real, (method, call) -> {
            Object result = call.go();
            return method.equals("getConnection") && result instanceof Connection connection
                    ? connection(connection)
                    : result;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (method, call) -> switch (method) {
            case "commit" -> commit(connection, call);
            case "setAutoCommit", "close" -> {
                Object result = call.go();
                if (moment == Moment.AFTER_COMMIT && committed) {
                    throw broken();
                }
                yield result;
            }
            default -> call.go();
        });
    }

    private Object commit(Connection connection, Call call) throws SQLException {
        switch (moment) {
            case BEFORE_COMMIT -> throw new SQLException("This connection has been closed.", "08003");
            case COMMIT_LOST -> {
                connection.rollback();
                throw broken();
            }
            case ANSWER_LOST -> {
                call.go();
                throw broken();
            }
            default -> {
                Object result = call.go();
                committed = true;
                return result;
            }
        }
    }

    private static SQLException broken() {
        return new SQLException("An I/O error occurred while sending to the backend.", "08006");
    }

    private interface Call {
        Object go() throws SQLException;
    }

    private interface Handler {
        Object handle(String method, Call call) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                LostAnswers.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method.getName(), () -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        if (failure.getCause() instanceof SQLException sql) {
                            throw sql;
                        }
                        throw new IllegalStateException(failure.getCause());
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })));
    }
}
