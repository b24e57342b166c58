package org.rostrum.channels.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.TestServer;
import org.rostrum.spi.connector.Ability;
import org.rostrum.testkit.TestDatabase;

class ChannelHealthsTest {
    static Stream<Database.Engine> engines() {
        return TestDatabase.engines();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void abilities_areToldEachByItself(Database.Engine engine, @TempDir Path folder) {
        try (TestServer server = new TestServer(engine, folder)) {
            Channel channel = server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
            var now = server.clock.instant();
            server.log.succeeded("acme.x", Ability.LISTEN, now);
            var retry = now.plusSeconds(30);
            for (int i = 1; i <= 3; i++) {
                int expected = i;
                assertThat(server.log.failed(
                                "acme.x",
                                Ability.PUBLISH,
                                now,
                                FailureCategory.UNAVAILABLE,
                                "x".repeat(3000),
                                failures -> {
                                    assertThat(failures).isEqualTo(expected);
                                    return retry;
                                }))
                        .isEqualTo(i);
            }
            ChannelHealth health = server.healths.of(channel);
            assertThat(health.state()).isEqualTo(ChannelHealth.State.RUNNING);
            assertThat(health.abilities()).contains(Ability.WEBHOOK);
            assertThat(health.log())
                    .extracting(AbilityLog.Entry::ability)
                    .containsExactly(Ability.LISTEN, Ability.PUBLISH);
            AbilityLog.Entry publish = health.log().get(1);
            assertThat(publish.failures()).isEqualTo(3);
            assertThat(publish.retryAt()).isEqualTo(retry);
            assertThat(publish.message()).hasSize(2000);
            Result result = server.healths.execute();
            assertThat(result.getStatus()).isEqualTo(Result.Status.WARN);
            assertThat(result.toString()).contains("acme.x has failed to PUBLISH 3 times");

            // a post that the network does not want says nothing of the channel
            server.log.failed("acme.x", Ability.PUBLISH, now, FailureCategory.REJECTED, "Too long.", failures -> null);
            assertThat(server.healths.execute().getStatus()).isEqualTo(Result.Status.OK);
            server.log.failed("acme.x", Ability.LISTEN, now, FailureCategory.REJECTED, "Gone.", failures -> null);
            assertThat(server.healths.execute().toString()).contains("failed to LISTEN 1 times");
            Channel paused = server.channels.setState("acme.x", Channel.State.PAUSED, channel.version());
            assertThat(server.healths.execute().getStatus()).isEqualTo(Result.Status.OK);
            channel = server.channels.setState("acme.x", Channel.State.ACTIVE, paused.version());

            server.log.succeeded("acme.x", Ability.LISTEN, now);
            server.log.succeeded("acme.x", Ability.PUBLISH, now);
            assertThat(server.healths.execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(server.healths
                            .of(server.channels.list(null, null, 10))
                            .apply(channel)
                            .log())
                    .hasSize(2);

            server.channels.remove("acme.x", channel.version());
            server.log.succeeded("acme.x", Ability.LISTEN, now);
            assertThat(server.log.of("acme.x")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void credentialsThatEndSoon_areWarnedOf(Database.Engine engine, @TempDir Path folder) {
        try (TestServer server = new TestServer(engine, folder)) {
            Channel channel = server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
            server.network.credentialsEnd = server.clock.instant().plus(Duration.ofDays(15));
            assertThat(server.healths.execute().getStatus()).isEqualTo(Result.Status.OK);
            server.clock.advance(Duration.ofDays(2));
            assertThat(server.healths.execute().toString()).contains("The credentials of channel acme.x end on");
            server.clock.advance(Duration.ofDays(30));
            assertThat(server.healths.execute().toString()).contains("ended on");
            server.channels.setState("acme.x", Channel.State.PAUSED, channel.version());
            assertThat(server.healths
                            .of(server.channels.find("acme.x").orElseThrow())
                            .state())
                    .isEqualTo(ChannelHealth.State.PAUSED);
            assertThat(server.healths.execute().getStatus()).isEqualTo(Result.Status.OK);
        }
    }

    /** As a newer version of a plugin may. */
    @ParameterizedTest
    @MethodSource("engines")
    void settingThatTheConnectorCameToNeed_isWarnedOf(Database.Engine engine, @TempDir Path folder) {
        try (TestServer server = new TestServer(engine, folder)) {
            server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
            assertThat(server.healths.execute().getStatus()).isEqualTo(Result.Status.OK);
            server.database
                    .database()
                    .transact(connection ->
                            Sql.update(connection, "update channels_channel set settings = '{}' where id = 'acme.x'"));
            Channel channel = server.channels.find("acme.x").orElseThrow();
            assertThat(server.healths.of(channel).warnings())
                    .singleElement()
                    .asString()
                    .contains("cannot be without settings that the channel does not have: url");
            assertThat(server.healths.execute().toString()).contains("acme.x: Its connector cannot be without");
        }
    }
}
