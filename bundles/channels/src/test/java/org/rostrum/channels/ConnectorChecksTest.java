package org.rostrum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.problem.Problem;
import org.rostrum.channels.secret.SealedMemory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Connector;
import org.rostrum.testkit.NumberedBox;

class ConnectorChecksTest {
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(Database.Engine.DERBY, folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void draft_isTriedWithItsSecrets_andNothingIsLeft() {
        ConnectorChecks.Outcome outcome =
                server.checks.draft("probe", Map.of("url", "https://a.example/", "password", "swordfish"));
        assertThat(outcome.ok()).isTrue();
        assertThat(outcome.who()).isEqualTo("@acme (Acme Ltd)");
        assertThat(outcome.abilities()).contains(Ability.LISTEN, Ability.PUBLISH);
        assertThat(server.network.given.values()).singleElement().satisfies(given -> assertThat(given)
                .containsEntry(".password", "swordfish"));
        assertThat(server.configurations.stored()).isEmpty();
        assertThat(server.drafts.open()).isEmpty();
        assertThat(server.channels.list(null, null, 10).items()).isEmpty();
    }

    @Test
    void failure_isToldInWords_withoutSecrets() {
        server.network.check = () -> {
            throw new DeliveryException(FailureCategory.AUTH_EXPIRED, "The password swordfish is wrong.", null);
        };
        ConnectorChecks.Outcome outcome = server.checks.draft("probe", Map.of("url", "x", "password", "swordfish"));
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(outcome.message()).isEqualTo("The password … is wrong.");
        assertThat(server.configurations.stored()).isEmpty();
    }

    @Test
    void connectorThatBreaks_isToldAsSuch_andNothingIsLeft() {
        server.network.check = () -> {
            throw new IllegalStateException("boom");
        };
        ConnectorChecks.Outcome outcome = server.checks.draft("probe", Map.of("url", "x"));
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(outcome.message()).contains("boom");
        assertThat(server.configurations.stored()).isEmpty();
    }

    @Test
    void connectorThatCannotBeMade_isToldWithItsCause_atOnceAndWithoutSecrets() {
        server.network.broken = new IllegalStateException("made", new IllegalArgumentException("swordfish is no port"));
        Map<String, String> settings = Map.of("url", "x", "password", "swordfish");
        ConnectorChecks.Outcome outcome = server.checks.draft("probe", settings);
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(outcome.message())
                .startsWith(
                        "Its connector failed when it was made: java.lang.IllegalArgumentException: … is no port (at "
                                + ConnectorChecksTest.class.getName());
        assertThat(server.configurations.stored()).isEmpty();

        Channel channel = server.channels.create("acme.x", "acme", "probe", "X", settings);
        assertThat(server.checks.channel("acme.x").message()).isEqualTo(outcome.message());
        assertThat(server.healths.of(channel).waitsBecause()).isEqualTo(outcome.message());
        server.network.broken = null;
        channel = server.channels.setState("acme.x", Channel.State.PAUSED, channel.version());
        channel = server.channels.setState("acme.x", Channel.State.ACTIVE, channel.version());
        assertThat(server.healths.of(channel).waitsBecause()).isNull();
    }

    @Test
    void whatAKilledServerLeft_goesAtTheNextLook() {
        server.configurations.put(
                "org.rostrum.connector.probe~check-1", Map.of(Connector.CHANNEL, "~check-1", "url", "x"));
        server.connectors.look();
        assertThat(server.configurations.stored()).isEmpty();
    }

    @Test
    void settingsThatTheConnectorRefuses_areNotTried() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> server.checks.draft("probe", Map.of("url", "ftp://x")))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("settings.url"));
        assertThat(server.network.given).isEmpty();
    }

    @Test
    void channel_isTriedByItsRunningConnector_andToldWhyNot() {
        Channel made = server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
        assertThat(server.checks.channel("acme.x").ok()).isTrue();
        server.channels.setState("acme.x", Channel.State.PAUSED, made.version());
        assertThat(server.checks.channel("acme.x").message()).contains("paused");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> server.checks.channel("acme.y"))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void checks_areBounded() {
        server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
        for (int i = 0; i < 6; i++) {
            server.checks.channel("acme.x");
        }
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> server.checks.channel("acme.x"))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS);
                    assertThat(problem.retryAfterSeconds()).isBetween(1L, 62L);
                });
        server.clock.advance(java.time.Duration.ofSeconds(62));
        assertThat(server.checks.channel("acme.x").ok()).isTrue();
    }

    /** Connectors renew tokens when they check: for a draft that is remembered for the moment. */
    @Test
    void draft_mayRememberWhatItNeeds() {
        ChannelMemory memory =
                new SealedMemory(new ChannelTables(server.database.database()), new NumberedBox(), server.clock);
        server.network.check = () -> {
            String id = server.network.given.keySet().iterator().next();
            memory.write(id, "token", "renewed");
            String token = memory.read(id, "token").orElseThrow();
            memory.forget(id, "token");
            return token + memory.read(id, "token").orElse(", gone");
        };
        assertThat(server.checks.draft("probe", Map.of("url", "x")).who()).isEqualTo("renewed, gone");
    }
}
