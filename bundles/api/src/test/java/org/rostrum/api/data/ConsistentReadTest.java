package org.rostrum.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistentReadTest {
    private final List<String> done = new ArrayList<>();
    private final ConsistentRead reading = new ConsistentRead(new OneThread(), connection -> version(), connection -> {
        done.add("lock");
        locked = true;
    });
    private long version = 7;
    private boolean locked;

    private long version() {
        done.add("version " + version);
        return version;
    }

    @Test
    void read_isDoneOnce_whenNobodyWrites() {
        assertThat(reading.<String>read(connection -> "found")).isEqualTo("found");
        assertThat(done).containsExactly("begin read", "version 7", "version 7");
    }

    @Test
    void read_isDoneAgain_whenSomebodyWroteMeanwhile() {
        long found = reading.read(connection -> {
            long before = version;
            version = 8;
            return before;
        });
        assertThat(found).isEqualTo(8);
        assertThat(done)
                .containsExactly("begin read", "version 7", "version 8", "begin read", "version 8", "version 8");
    }

    @Test
    void read_keepsWritersOut_whenTheyNeverPause() {
        List<Boolean> alone = new ArrayList<>();
        long found = reading.read(connection -> {
            alone.add(locked);
            version += locked ? 0 : 1;
            return version;
        });
        assertThat(found).isEqualTo(10);
        assertThat(alone).containsExactly(false, false, false, true);
        assertThat(done).endsWith("begin transaction", "lock");
    }

    @Test
    void read_tellsTheFailure_whenTheLockIsNotToBeHad() {
        ConsistentRead refused = new ConsistentRead(new OneThread(), connection -> version++, connection -> {
            throw new SQLException("held by somebody else", "40XL1");
        });
        assertThatThrownBy(() -> refused.read(connection -> "half"))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("held by somebody else");
    }

    /** Runs everything at once, on a connection that can do nothing. */
    private final class OneThread implements Database {
        private final Connection connection = (Connection) Proxy.newProxyInstance(
                ConsistentReadTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                });

        @Override
        public Engine engine() {
            return Engine.DERBY;
        }

        @Override
        public <T> T transaction(Work<T> work) {
            done.add("begin transaction");
            return with(work);
        }

        @Override
        public <T> T read(Work<T> work) {
            done.add("begin read");
            return with(work);
        }

        private <T> T with(Work<T> work) {
            try {
                return work.with(connection);
            } catch (SQLException failure) {
                throw new DatabaseException(String.valueOf(failure.getMessage()), failure);
            }
        }

        @Override
        public void afterCommit(Runnable action) {
            action.run();
        }

        @Override
        public boolean inTransaction() {
            return false;
        }

        @Override
        public void migrate(String capability, Class<?> owner) {
            throw new UnsupportedOperationException("there are no tables");
        }
    }
}
