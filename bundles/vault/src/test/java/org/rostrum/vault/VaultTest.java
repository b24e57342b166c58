package org.rostrum.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.TestDatabase;

class VaultTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final Path path;

    VaultTest(@TempDir Path folder) {
        path = folder.resolve("secret-keys");
    }

    private static void unavailable(Runnable call, String... words) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
            assertThat(problem.detail() + problem.remedy()).contains(words);
        });
    }

    @Test
    void configuration_hasTheseDefaults() {
        VaultConfig config = Configs.of(VaultConfig.class, Map.of());
        assertThat(config.keyFile()).isEmpty();
        assertThat(config.onlyForItsOwner()).isTrue();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void keepsItsKey_overStarts_andOpensWhatItSealed(Database.Engine engine) throws IOException {
        try (TestDatabase database = TestDatabase.open(engine)) {
            try (Node node = new Node(database.database(), path)) {
                node.values.keep("a", "correct horse");
                assertThat(node.values.opened()).containsEntry("a", "correct horse");
                assertThat(node.values.sealed().get("a")).doesNotContain("correct horse");
                assertThat(node.health().getStatus()).isEqualTo(Result.Status.OK);
                assertThat(node.healthText()).contains("2026-05-01T12:00:00Z");
            }
            String keys = Files.readString(path);
            try (Node again = new Node(database.database(), path)) {
                assertThat(again.values.opened()).containsEntry("a", "correct horse");
                assertThat(again.gauge("rostrum.vault.shut")).isZero();
            }
            assertThat(Files.readString(path)).isEqualTo(keys);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void makesNoOtherKey_whenTheFileIsGone_andGoesOnWhenItIsBack(Database.Engine engine) throws IOException {
        try (TestDatabase database = TestDatabase.open(engine)) {
            try (Node node = new Node(database.database(), path)) {
                node.values.keep("a", "correct horse");
            }
            byte[] copy = Files.readAllBytes(path);
            Files.delete(path);
            try (Node node = new Node(database.database(), path)) {
                assertThat(path).doesNotExist();
                unavailable(() -> node.values.keep("b", "x"), "key file must be restored");
                unavailable(node.values::opened, "key file");
                assertThat(node.health().getStatus()).isEqualTo(Result.Status.CRITICAL);
                assertThat(node.healthText()).contains(path.toString(), "is missing", "Restore it");
                assertThat(node.gauge("rostrum.vault.shut")).isOne();
                unavailable(() -> node.rotations.rotate(false), "is missing");
                assertThat(path).doesNotExist();

                Files.write(path, copy);
                new KeyFile(path, false).write(new KeyFile(path, false).read());
                assertThat(node.values.opened()).containsEntry("a", "correct horse");
                node.values.keep("b", "x");
                assertThat(node.health().getStatus()).isEqualTo(Result.Status.OK);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void makesAnotherKey_whileNothingIsSealed(Database.Engine engine) throws IOException {
        try (TestDatabase database = TestDatabase.open(engine)) {
            new Node(database.database(), path).close();
            Files.delete(path);
            try (Node node = new Node(database.database(), path)) {
                node.values.keep("a", "correct horse");
                assertThat(node.values.opened()).containsEntry("a", "correct horse");
                assertThat(node.rotations.list()).hasSize(1);
            }
        }
    }

    @Test
    void aDamagedFile_isToldAndLeftAsItIs() throws IOException {
        try (TestDatabase database = TestDatabase.derby()) {
            new Node(database.database(), path).close();
            Files.writeString(path, "key 0123456789abcdef\n");
            try (Node node = new Node(database.database(), path)) {
                assertThat(node.healthText()).contains("was damaged: line 1");
                unavailable(() -> node.values.keep("a", "x"), "/health");
                unavailable(() -> node.rotations.rotate(true), "was damaged");
                assertThat(path).hasContent("key 0123456789abcdef");
            }
        }
    }

    @Test
    void seals_onlyWhereTheValueIsKept_andUnderANamedOwner() {
        try (TestDatabase database = TestDatabase.derby();
                Node node = new Node(database.database(), path)) {
            assertThatThrownBy(() -> node.vault.seal("tests/a", "x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
            assertThatThrownBy(() -> node.vault.seal("nobody", "x")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aValueOfAnotherPlace_doesNotOpen() {
        try (TestDatabase database = TestDatabase.derby();
                Node node = new Node(database.database(), path)) {
            node.values.keep("a", "correct horse");
            String sealed = node.values.sealed().get("a");
            assertThatThrownBy(() -> node.vault.open("tests/b", String.valueOf(sealed)))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNPROCESSABLE));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void nodes_needTheSameFile_andReadItAgain(Database.Engine engine) throws IOException {
        Path other = path.resolveSibling("other-node");
        try (TestDatabase database = TestDatabase.open(engine);
                Node first = new Node(database.database(), path)) {
            first.values.keep("a", "correct horse");
            try (Node second = new Node(database.database(), other)) {
                assertThat(other).doesNotExist();
                unavailable(second.values::opened, "copied from another node");
                Files.copy(path, other);
                assertThat(second.values.opened()).containsEntry("a", "correct horse");

                // changed without preparation: the other node waits for the file, and keeps nothing with an old key
                assertThat(first.rotations.rotate(false).done()).isTrue();
                unavailable(() -> second.values.keep("b", "x"), "key file");
                Files.delete(other);
                Files.copy(path, other);
                second.values.keep("b", "x");
                assertThat(second.values.opened()).containsEntry("a", "correct horse");

                // prepared: no gap
                String prepared = first.rotations.prepare().id();
                assertThat(first.rotations.prepare().id()).isEqualTo(prepared);
                Files.delete(other);
                Files.copy(path, other);
                assertThat(first.rotations.rotate(false).newest()).isEqualTo(prepared);
                second.values.keep("c", "y");
                assertThat(first.values.opened()).containsOnlyKeys("a", "b", "c");
                assertThat(second.keys.look().ring().keys()).hasSize(1);
            }
        }
    }
}
