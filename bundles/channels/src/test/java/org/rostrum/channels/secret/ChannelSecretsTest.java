package org.rostrum.channels.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.testkit.NumberedBox;
import org.rostrum.testkit.TestDatabase;

/** Secret settings and the memory of connectors, which belong together. */
class ChannelSecretsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final String NEWS = "acme.news";

    private final NumberedBox box = new NumberedBox();
    private final ChannelSecrets secrets = new ChannelSecrets(box, Clock.systemUTC());

    /** What a test works with. */
    private final class Desk implements AutoCloseable {
        private final TestDatabase database;
        private final Channels channels;
        private final ChannelMemory memory;
        private final ChannelReseal reseal;

        Desk(Database.Engine engine) {
            database = TestDatabase.open(engine);
            channels = new Channels(database);
            channels.add(NEWS);
            memory = new SealedMemory(channels.tables(), box, Clock.systemUTC());
            reseal = new ChannelReseal(channels.tables(), box);
        }

        boolean keep(Map<String, String> values) {
            return database.database().transaction(connection -> secrets.keep(connection, NEWS, values));
        }

        boolean remove(String... names) {
            return database.database().transaction(connection -> secrets.remove(connection, NEWS, List.of(names)));
        }

        Map<String, String> opened() {
            return database.database().read(connection -> secrets.open(connection, NEWS));
        }

        Optional<String> revision() {
            Optional<String> one = database.database().read(connection -> secrets.revision(connection, NEWS));
            assertThat(Optional.ofNullable(
                            database.database().read(secrets::revisions).get(NEWS)))
                    .isEqualTo(one);
            return one;
        }

        List<String> sealed() {
            return database.database()
                    .read(connection -> Sql.list(
                            connection, "select sealed from channels_secret order by name", row -> row.getString(1)));
        }

        @Override
        public void close() {
            database.close();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void keeps_addsReplacesAndRemoves_whatIsNamed(Database.Engine engine) {
        try (Desk desk = new Desk(engine)) {
            assertThat(desk.opened()).isEmpty();
            assertThat(desk.revision()).isEmpty();
            assertThat(desk.keep(Map.of("password", "one", "token", "ж".repeat(20_000))))
                    .isTrue();
            Optional<String> first = desk.revision();
            Map<String, String> change = new HashMap<>(Map.of("password", "two"));
            change.put("token", null);
            assertThat(desk.keep(change)).isTrue();
            assertThat(desk.opened()).isEqualTo(Map.of("password", "two", "token", "ж".repeat(20_000)));
            assertThat(desk.revision()).isPresent().isNotEqualTo(first);
            Set<String> names = desk.database.database().read(connection -> secrets.names(connection, NEWS));
            assertThat(names).containsExactly("password", "token");
            assertThat(desk.remove("token", "never there")).isTrue();
            assertThat(desk.remove("token")).isFalse();
            assertThat(desk.opened()).isEqualTo(Map.of("password", "two"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsTheSame_changesNothing(Database.Engine engine) {
        try (Desk desk = new Desk(engine)) {
            desk.keep(Map.of("password", "one"));
            desk.memory.write(NEWS, "refresh", "r1");
            Optional<String> revision = desk.revision();
            List<String> sealed = desk.sealed();
            assertThat(desk.keep(Map.of("password", "one"))).isFalse();
            assertThat(desk.revision()).isEqualTo(revision);
            assertThat(desk.sealed()).isEqualTo(sealed);
            assertThat(desk.memory.read(NEWS, "refresh")).contains("r1");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void memory_isForgottenWithOtherCredentials_andWithTheChannel(Database.Engine engine) {
        try (Desk desk = new Desk(engine)) {
            desk.memory.write(NEWS, "refresh", "r1");
            desk.memory.write(NEWS, "refresh", "r2");
            desk.memory.write(NEWS, "password", "not the setting");
            assertThat(desk.memory.read(NEWS, "refresh")).contains("r2");
            assertThat(desk.opened()).isEmpty();
            assertThat(desk.revision()).isEmpty();
            desk.memory.forget(NEWS, "password");
            desk.memory.forget(NEWS, "password");
            assertThat(desk.memory.read(NEWS, "password")).isEmpty();

            desk.keep(Map.of("password", "one"));
            assertThat(desk.memory.read(NEWS, "refresh")).isEmpty();
            desk.memory.write(NEWS, "refresh", "r3");
            desk.remove("password");
            assertThat(desk.memory.read(NEWS, "refresh")).isEmpty();

            desk.keep(Map.of("password", "one"));
            desk.memory.write(NEWS, "refresh", "r4");
            desk.channels.remove(NEWS);
            assertThat(desk.sealed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void nothingIsKept_ofAChannelThatIsNotThere_orInsideOfAnotherTransaction(Database.Engine engine) {
        try (Desk desk = new Desk(engine)) {
            desk.channels.remove(NEWS);
            assertThatThrownBy(() -> desk.keep(Map.of("password", "one")))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(NEWS);
            assertThatThrownBy(() -> desk.memory.write(NEWS, "refresh", "r"))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(NEWS);
            assertThatThrownBy(() -> desk.database.database().transact(connection -> desk.memory.write(NEWS, "a", "b")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> desk.memory.write(NEWS, "a", "x".repeat(16_001)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> desk.memory.read(NEWS, " ")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aNewKey_sealsAllAgain_andChangesNothingElse(Database.Engine engine) {
        try (Desk desk = new Desk(engine)) {
            for (int channel = 0; channel < 205; channel++) {
                String id = "c" + channel;
                desk.channels.add(id);
                desk.database.database().transact(connection -> secrets.keep(connection, id, Map.of("password", id)));
            }
            desk.keep(Map.of("password", "one"));
            desk.memory.write(NEWS, "refresh", "r1");
            Optional<String> revision = desk.revision();
            box.newKey();
            assertThat(desk.reseal.resealAll()).isEqualTo(207);
            assertThat(desk.sealed()).hasSize(207).allMatch(text -> text.startsWith("2."));
            assertThat(desk.reseal.resealAll()).isZero();
            box.loseOldKeys();
            assertThat(desk.opened()).isEqualTo(Map.of("password", "one"));
            assertThat(desk.memory.read(NEWS, "refresh")).contains("r1");
            assertThat(desk.revision()).isEqualTo(revision);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatDoesNotOpen_isToldByItsName_keepsNoOtherFromBeingSealedAgain_andCanBeReplaced(Database.Engine engine) {
        try (Desk desk = new Desk(engine)) {
            desk.keep(Map.of("password", "one"));
            box.newKey();
            box.loseOldKeys();
            desk.keep(Map.of("token", "two"));
            box.newKey();
            assertThatThrownBy(desk.reseal::resealAll)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("key");
            assertThat(desk.sealed()).anyMatch(text -> text.startsWith("3."));
            assertThatThrownBy(desk::opened)
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.field())
                            .isEqualTo("settings.password"));
            desk.keep(Map.of("password", "again"));
            assertThat(desk.opened()).isEqualTo(Map.of("password", "again", "token", "two"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aValueMovedToAnotherChannel_doesNotOpen_andDoesNotHoldUpANewKey(Database.Engine engine) {
        try (Desk desk = new Desk(engine)) {
            desk.keep(Map.of("password", "one"));
            desk.channels.add("evil");
            desk.database
                    .database()
                    .transact(connection -> Sql.update(
                            connection,
                            "insert into channels_secret (channel_id, kind, name, sealed, changed, version)"
                                    + " select 'evil', kind, name, sealed, changed, version from channels_secret"));
            assertThatThrownBy(() -> desk.database.database().read(connection -> secrets.open(connection, "evil")))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNPROCESSABLE));
            box.newKey();
            assertThat(desk.reseal.resealAll()).isOne();
        }
    }
}
