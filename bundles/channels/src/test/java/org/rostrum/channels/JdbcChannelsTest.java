package org.rostrum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.TestDatabase;

class JdbcChannelsTest {
    static Stream<Database.Engine> engines() {
        return TestDatabase.engines();
    }

    private static void with(Database.Engine engine, Path folder, Consumer<TestServer> test) {
        try (TestServer server = new TestServer(engine, folder)) {
            test.accept(server);
        }
    }

    private static Channel news(TestServer server) {
        return server.channels.create(
                "acme.news",
                "acme",
                "probe",
                "News",
                Map.of("url", "https://a.example/", "password", "swordfish", "words", "a, b\\,c"),
                null);
    }

    private static Map<String, @Nullable String> settings(@Nullable String... namesAndValues) {
        Map<String, @Nullable String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return settings;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void secret_reachesTheConnectorAlone(Database.Engine engine, @TempDir Path folder) {
        with(engine, folder, server -> {
            Channel made = news(server);
            assertThat(made.settings()).containsOnlyKeys("url", "words");
            assertThat(server.channels.secrets("acme.news")).containsExactly("password");
            assertThat(server.network.given.get("acme.news"))
                    .containsEntry(".password", "swordfish")
                    .containsEntry("url", "https://a.example/")
                    .containsEntry("words", new String[] {"a", "b,c"});
            assertThat(server.configurations.stored().toString()).doesNotContain("swordfish");
            assertThat(server.channels.find("acme.news").orElseThrow().toString())
                    .doesNotContain("swordfish");
            assertThat(server.audit.events().toString()).contains("password").doesNotContain("swordfish");
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void secretThatIsLeftOut_stays_andOneThatIsEmpty_goes(Database.Engine engine, @TempDir Path folder) {
        with(engine, folder, server -> {
            Channel made = news(server);
            Channel renamed = server.channels.update(
                    made.id(),
                    new ChannelChange("Press", settings("url", "https://b.example/"), null, null),
                    made.version());
            assertThat(renamed.name()).isEqualTo("Press");
            assertThat(renamed.settings()).containsOnly(Map.entry("url", "https://b.example/"));
            assertThat(server.network.given.get("acme.news"))
                    .containsEntry(".password", "swordfish")
                    .containsEntry("url", "https://b.example/")
                    .doesNotContainKey("words");

            Channel replaced = server.channels.update(
                    made.id(),
                    new ChannelChange(null, settings("url", "https://b.example/", "password", "marlin"), null, null),
                    renamed.version());
            assertThat(server.network.given.get("acme.news")).containsEntry(".password", "marlin");
            assertThat(server.audit.events().toString())
                    .contains("secretsGiven")
                    .doesNotContain("marlin");

            Channel without = server.channels.update(
                    made.id(),
                    new ChannelChange(null, settings("url", "https://b.example/", "password", null), null, null),
                    replaced.version());
            assertThat(server.channels.secrets("acme.news")).isEmpty();
            assertThat(server.network.given.get("acme.news")).doesNotContainKey(".password");
            server.channels.update(made.id(), ChannelChange.of(Channel.State.PAUSED), without.version());
            assertThat(server.running.find("acme.news")).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void changeThatIsRefused_changesNothing(Database.Engine engine, @TempDir Path folder) {
        with(engine, folder, server -> {
            Channel made = news(server);
            assertRefused(
                    "settings.password",
                    () -> server.channels.update(
                            made.id(),
                            new ChannelChange(
                                    "X", settings("url", "https://b.example/", "password", "letmein"), null, 60),
                            made.version()));
            assertRefused(
                    "settings.timeout",
                    () -> server.channels.update(
                            made.id(),
                            new ChannelChange(null, settings("url", "x", "timeout", "never"), null, null),
                            made.version()));
            assertRefused("pollSeconds", () -> new ChannelChange(null, null, null, 9));
            assertRefused("state", () -> new ChannelChange(null, null, null, null));
            assertThat(server.channels.find(made.id())).contains(made);
            assertThat(server.channels.pollSeconds(made.id())).isEmpty();
            assertThat(server.network.given.get("acme.news")).containsEntry(".password", "swordfish");
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> server.channels.update(made.id(), ChannelChange.of(Channel.State.PAUSED), 7))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.PRECONDITION_FAILED));
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void pollSeconds_areKept_untilTheyAreTakenBack(Database.Engine engine, @TempDir Path folder) {
        with(engine, folder, server -> {
            Channel made = server.channels.create("acme.x", "acme", "probe", "X", settings("url", "x"), 60);
            assertThat(server.channels.pollSeconds("acme.x")).contains(60);
            server.channels.update("acme.x", new ChannelChange(null, null, null, 0), made.version());
            assertThat(server.channels.pollSeconds("acme.x")).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void removedChannel_takesItsSecretsAlong(Database.Engine engine, @TempDir Path folder) {
        with(engine, folder, server -> {
            Channel made = news(server);
            server.channels.remove(made.id(), made.version());
            assertThat(server.channels.secrets("acme.news")).isEmpty();
            assertThat(server.running.find("acme.news")).isEmpty();
            assertThat(server.configurations.stored()).isEmpty();
        });
    }

    private static void assertRefused(String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> assertThat(problem.field())
                .isEqualTo(field));
    }
}
