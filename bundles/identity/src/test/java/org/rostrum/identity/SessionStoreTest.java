package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.UserChange;
import org.rostrum.testkit.Configs;

class SessionStoreTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    @ParameterizedTest
    @MethodSource(ENGINES)
    void session_isKnownToOtherNodes_andAfterARestart(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String secret = it.session("vera");
            Installation other = new Installation(it.testDatabase);
            assertThat(it.whose(secret)).isEqualTo("vera");
            assertThat(other.whose(secret)).isEqualTo("vera");
            it.testDatabase.database().transact(connection -> other.sessions.end(connection, Secrets.hash(secret)));
            assertThat(it.whose(secret)).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void session_endsWhenIdle_andGoesOnWhileUsed_untilTheLongestTime(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String idle = it.session("vera");
            it.clock.advance(Duration.ofMinutes(60).minusSeconds(1));
            assertThat(it.whose(idle)).isEqualTo("vera");
            it.clock.advance(Duration.ofMinutes(60));
            assertThat(it.whose(idle)).isNull();

            String used = it.session("vera");
            for (int minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
                it.clock.advance(Duration.ofMinutes(30));
                assertThat(it.whose(used)).isEqualTo("vera");
            }
            it.clock.advance(Duration.ofMinutes(30));
            assertThat(it.whose(used)).isNull();
            assertThat(rows(it)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void create_sweepsOutWhatHasEnded(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.session("vera");
            it.session("admin");
            it.clock.advance(Duration.ofHours(2));
            it.session("vera");
            assertThat(rows(it)).isEqualTo(1);
        }
    }

    private static long rows(Installation it) {
        return it.testDatabase
                .database()
                .read(connection -> Sql.number(connection, "select count(*) from identity_session"));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void secret_isNotInTheDatabase_andWhatIsThereOpensNothing(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String secret = it.session("vera");
            List<String> stored = it.testDatabase
                    .database()
                    .read(connection -> Sql.list(
                            connection, "select id_hash from identity_session", row -> row.getString("id_hash")));
            assertThat(stored).hasSize(1).doesNotContain(secret);
            assertThat(it.whose(stored.get(0))).isNull();
            assertThat(it.whose("")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void session_endsNow_whenItsUserIsDisabledOrRemoved(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String vera = it.session("vera");
            String norbert = it.session("norbert");
            it.as("admin", () -> {
                it.userService.update("vera", new UserChange(null, null, true, null), 1);
                it.userService.remove("norbert", 1);
            });
            assertThat(it.whose(vera)).isNull();
            assertThat(it.whose(norbert)).isNull();
            it.as("admin", () -> {
                it.userService.update("vera", new UserChange(null, null, false, null), 2);
            });
            assertThat(it.whose(vera)).isNull();
        }
    }

    @Test
    void secrets_differ_andAreLong() {
        assertThat(Secrets.random()).hasSize(43).isNotEqualTo(Secrets.random());
    }

    @Test
    void csrf_isOfItsSession_andTellsNothingOfIt() {
        String secret = Secrets.random();
        assertThat(Secrets.csrf(secret))
                .isEqualTo(Secrets.csrf(secret))
                .isNotEqualTo(Secrets.csrf(Secrets.random()))
                .isNotEqualTo(secret)
                .isNotEqualTo(Secrets.hash(secret));
    }

    @Test
    void defaults() {
        SessionConfig config = Configs.of(SessionConfig.class, Map.of());
        assertThat(config.idleMinutes()).isEqualTo(60);
        assertThat(config.longestHours()).isEqualTo(12);
    }
}
