package org.rostrum.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SecretKeys;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.TestDatabase;

class RotationsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final Map<String, String> PLAIN = Map.of("a", "one", "b", "two", "c", "three");

    private final Path path;

    RotationsTest(@TempDir Path folder) {
        path = folder.resolve("secret-keys");
    }

    private static void keepAll(Node node) {
        PLAIN.forEach(node.values::keep);
    }

    private static List<SecretKeys.State> states(Node node) {
        return node.rotations.list().stream().map(SecretKeys.Key::state).toList();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void changesTheKey_andGivesTheOldOneUp(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine);
                Node node = new Node(database.database(), path)) {
            keepAll(node);
            String before = node.values.keys().get(0);
            SecretKeys.Rotation rotation = node.rotations.rotate(false);
            assertThat(rotation).isEqualTo(new SecretKeys.Rotation(rotation.newest(), 3, true, null));
            assertThat(rotation.newest()).isNotEqualTo(before);
            assertThat(node.values.keys()).containsExactly(rotation.newest());
            assertThat(node.values.opened()).isEqualTo(PLAIN);
            assertThat(node.file.read().keys()).extracting(VaultKey::id).containsExactly(rotation.newest());
            assertThat(node.rotations.list())
                    .containsExactly(
                            new SecretKeys.Key(rotation.newest(), SecretKeys.State.NEWEST, node.clock.instant(), true));
            assertThat(node.audit.actions()).containsExactly("secret-keys.rotate", "secret-keys.retire");
            assertThat(node.audit.events().toString())
                    .contains(before, rotation.newest())
                    .doesNotContain(node.file.read().keys().get(0).base64());
            assertThat(node.metrics.count("rostrum.vault.resealed")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void goesOn_afterAKillWhileValuesAreSealedAgain(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            try (Node node = new Node(database.database(), path)) {
                keepAll(node);
                node.values.failAfter(1);
                SecretKeys.Rotation rotation = node.rotations.rotate(false);
                assertThat(rotation.done()).isFalse();
                assertThat(rotation.waitsFor()).contains("tests", "cut off");
                assertThat(states(node)).containsExactly(SecretKeys.State.NEWEST, SecretKeys.State.OLD);
                assertThat(node.health().getStatus()).isEqualTo(Result.Status.WARN);
                assertThat(node.healthText()).contains("cut off");
                assertThat(node.values.opened()).isEqualTo(PLAIN);
                assertThatThrownBy(() -> node.rotations.rotate(false))
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                                .isEqualTo(Problem.Kind.CONFLICT));
            }
            try (Node again = new Node(database.database(), path)) {
                assertThat(again.values.opened()).isEqualTo(PLAIN);
                assertThat(again.resealing.goOn().resealed()).isEqualTo(2);
                assertThat(states(again)).containsExactly(SecretKeys.State.NEWEST);
                assertThat(again.file.read().keys()).hasSize(1);
                assertThat(again.values.opened()).isEqualTo(PLAIN);
                assertThat(again.health().getStatus()).isEqualTo(Result.Status.OK);
                assertThat(again.resealing.goOn().resealed()).isZero();
            }
        }
    }

    @Test
    void takesTheKeyOfAChange_thatWasKilledBeforeTheDatabaseKnew() {
        try (TestDatabase database = TestDatabase.derby();
                Node node = new Node(database.database(), path)) {
            keepAll(node);
            VaultKey half = node.keys.random();
            node.file.write(node.file.read().with(half));
            assertThat(states(node)).containsExactly(SecretKeys.State.PREPARED, SecretKeys.State.NEWEST);
            assertThat(node.rotations.rotate(false).newest()).isEqualTo(half.id());
            assertThat(node.values.opened()).isEqualTo(PLAIN);
        }
    }

    @Test
    void takesRetiredKeysOutOfTheFile_whenAKillCameBefore() {
        try (TestDatabase database = TestDatabase.derby();
                Node node = new Node(database.database(), path)) {
            keepAll(node);
            KeyRing before = node.file.read();
            node.rotations.rotate(false);
            node.file.write(new KeyRing(
                    List.of(before.keys().get(0), node.file.read().keys().get(0))));
            node.keys.look();
            assertThat(node.file.read().keys()).hasSize(1);
            assertThat(node.values.opened()).isEqualTo(PLAIN);
        }
    }

    @Test
    void keepsOldKeys_untilEverybodyWhoEverSealedIsThere() {
        try (TestDatabase database = TestDatabase.derby();
                Node node = new Node(database.database(), path)) {
            keepAll(node);
            node.resealing.removeOwner(node.values);
            assertThat(node.rotations.rotate(false).waitsFor()).contains("\"tests\"", "not installed");
            assertThat(node.values.opened()).isEqualTo(PLAIN);
            node.resealing.addOwner(node.values);
            assertThat(node.resealing.goOn().done()).isTrue();
            assertThat(node.values.opened()).isEqualTo(PLAIN);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void waitsForThoseWhoAreSealing(Database.Engine engine) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TestDatabase database = TestDatabase.open(engine);
                Node node = new Node(database.database(), path)) {
            keepAll(node);
            CountDownLatch sealed = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            Future<?> writer = threads.submit(() -> database.database().transact(connection -> {
                Sql.update(
                        connection,
                        "insert into test_value (id, sealed) values ('late', ?)",
                        node.vault.seal("tests/late", "four"));
                sealed.countDown();
                await(commit);
            }));
            assertThat(sealed.await(10, TimeUnit.SECONDS)).isTrue();
            Future<SecretKeys.Rotation> rotation = threads.submit(() -> node.rotations.rotate(false));
            assertThatThrownBy(() -> rotation.get(700, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            commit.countDown();
            writer.get(20, TimeUnit.SECONDS);
            assertThat(rotation.get(20, TimeUnit.SECONDS).resealed()).isEqualTo(4);
            assertThat(node.values.keys()).hasSize(1);
            assertThat(node.values.opened()).containsEntry("late", "four");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void changesAtOnce_comeOneAfterTheOther_andLoseNothing(Database.Engine engine) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (TestDatabase database = TestDatabase.open(engine);
                Node node = new Node(database.database(), path)) {
            keepAll(node);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<String>> changes = java.util.stream.Stream.generate(() -> threads.submit(() -> {
                        await(go);
                        try {
                            return node.rotations.rotate(false).newest();
                        } catch (Problem refused) {
                            assertThat(refused.kind()).isEqualTo(Problem.Kind.CONFLICT);
                            return "";
                        }
                    }))
                    .limit(3)
                    .toList();
            go.countDown();
            int done = 0;
            for (Future<String> change : changes) {
                done += change.get(60, TimeUnit.SECONDS).isEmpty() ? 0 : 1;
            }
            assertThat(done).isPositive();
            node.resealing.goOn();
            assertThat(states(node)).containsExactly(SecretKeys.State.NEWEST);
            assertThat(node.file.read().keys()).hasSize(1);
            assertThat(node.values.opened()).isEqualTo(PLAIN);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lostKeys_areGivenUpOnlyWhenAskedTo_andTakenBackWhenFound(Database.Engine engine) throws IOException {
        try (TestDatabase database = TestDatabase.open(engine);
                Node node = new Node(database.database(), path)) {
            keepAll(node);
            VaultKey lost = node.file.read().keys().get(0);
            Files.delete(path);
            assertThatThrownBy(() -> node.rotations.rotate(false)).isInstanceOf(Problem.class);
            SecretKeys.Rotation rotation = node.rotations.rotate(true);
            assertThat(rotation.done()).isTrue();
            assertThat(states(node)).containsExactly(SecretKeys.State.NEWEST, SecretKeys.State.LOST);
            assertThat(node.health().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(node.healthText()).contains(lost.id(), "is lost");
            assertThatThrownBy(node.values::opened).isInstanceOf(Problem.class).hasMessageContaining(lost.id());
            node.values.keep("new", "four");
            assertThat(node.vault.open(
                            "tests/new", String.valueOf(node.values.sealed().get("new"))))
                    .isEqualTo("four");

            // somebody finds a copy
            node.file.write(new KeyRing(List.of(lost, node.file.read().keys().get(0))));
            assertThat(node.resealing.goOn().resealed()).isEqualTo(3);
            assertThat(states(node)).containsExactly(SecretKeys.State.NEWEST);
            assertThat(node.values.opened()).hasSize(4).containsAllEntriesOf(PLAIN);
        }
    }

    @Test
    void asksTheGate() {
        try (TestDatabase database = TestDatabase.derby();
                Node node = new Node(database.database(), path, FixedAccess.only("secrets:read"))) {
            assertThat(node.rotations.list()).hasSize(1);
            for (Runnable change : List.<Runnable>of(node.rotations::prepare, () -> node.rotations.rotate(false))) {
                assertThatThrownBy(change::run).isInstanceOf(Problem.class).hasMessageContaining("secrets:rotate");
            }
        }
        try (TestDatabase database = TestDatabase.derby();
                Node node =
                        new Node(database.database(), path.resolveSibling("2"), FixedAccess.only("secrets:rotate"))) {
            assertThatThrownBy(node.rotations::list).isInstanceOf(Problem.class).hasMessageContaining("secrets:read");
        }
    }
}
