package org.rostrum.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.channels.Activities;
import org.rostrum.channels.TestServer;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

class WebhooksTest {
    private TestServer server;
    private Webhooks webhooks;
    private Channel channel;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(Database.Engine.DERBY, folder);
        webhooks = new Webhooks(
                server.channels,
                server.running,
                server.calls,
                server.archive,
                server.log,
                server.access,
                server.metrics,
                server.clock);
        channel = server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static WebhookCall call() {
        return new WebhookCall(
                "POST",
                Map.of("challenge", List.of("42")),
                Map.of(),
                new WebhookCall.Body("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatACallBrings_isStoredBeforeItsAnswer() {
        server.network.webhook = () -> Received.of(List.of(Activities.said("1")));
        assertThat(webhooks.receive("acme.x", WebhooksTest::call).status()).isEqualTo(204);
        webhooks.receive("acme.x", WebhooksTest::call);
        assertThat(server.archive.totals().activities()).isEqualTo(1);
        assertThat(server.log.find("acme.x", Ability.WEBHOOK)).isPresent();
    }

    @Test
    void challenge_isAnswered() {
        assertThat(webhooks.receive("acme.x", WebhooksTest::call).body()).isEqualTo("42");
        assertThat(server.archive.totals().activities()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_EXPIRED, UNAUTHENTICATED",
        "REJECTED, FORBIDDEN",
        "UNSUPPORTED, NOT_FOUND",
        "RATE_LIMITED, TOO_MANY_REQUESTS",
        "UNAVAILABLE, UNAVAILABLE"
    })
    void refusal_isToldWithoutDetail(FailureCategory category, Problem.Kind kind) {
        server.network.webhook = () -> {
            throw new DeliveryException(category, "The signature was made with another key.", null);
        };
        assertRefused("acme.x", kind);
    }

    @Test
    void connectorThatBreaks_isToldToTheChannel_withoutWhatCame() {
        server.network.webhook = () -> {
            throw new IllegalArgumentException("cannot read {\"secret\":1}");
        };
        assertRefused("acme.x", Problem.Kind.UNAVAILABLE);
        assertThat(server.log.find("acme.x", Ability.WEBHOOK).orElseThrow().message())
                .contains("IllegalArgumentException")
                .doesNotContain("secret");
    }

    @Test
    void channelThatTakesNoCalls_isToldAsSuch() {
        assertRefused("acme.y", Problem.Kind.NOT_FOUND);
        server.channels.create("acme.files", "acme", "import", "Files", Map.of());
        assertRefused("acme.files", Problem.Kind.NOT_FOUND);
        server.network.abilities = EnumSet.of(Ability.LISTEN);
        assertRefused("acme.x", Problem.Kind.NOT_FOUND);
        server.channels.setState("acme.x", Channel.State.PAUSED, channel.version());
        assertRefused("acme.x", Problem.Kind.UNAVAILABLE);
    }

    @Test
    void calls_areBounded_beforeTheirBodyIsRead() {
        for (int i = 0; i < 1200; i++) {
            webhooks.receive("acme.x", WebhooksTest::call);
        }
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> webhooks.receive("acme.x", () -> {
                    throw new AssertionError("was read");
                }))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS));
    }

    private static Caller caller(String address) {
        return new Caller(Caller.Type.ANONYMOUS, "anonymous", "rest", address);
    }

    @Test
    void refusedCalls_countForTheirAddress_notForTheChannel() {
        server.network.webhook = () -> {
            throw new DeliveryException(FailureCategory.AUTH_EXPIRED, "The signature was made with another key.", null);
        };
        server.access.as(caller("203.0.113.7"), () -> {
            for (int i = 0; i < 120; i++) {
                assertRefused("acme.x", Problem.Kind.UNAUTHENTICATED);
            }
            assertRefused("acme.x", Problem.Kind.TOO_MANY_REQUESTS);
            return null;
        });
        server.network.webhook = () -> Received.of(List.of(Activities.said("1")));
        server.access.as(caller("198.51.100.4"), () -> webhooks.receive("acme.x", WebhooksTest::call));
        assertThat(server.archive.totals().activities()).isEqualTo(1);
    }

    private void assertRefused(String id, Problem.Kind kind) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> webhooks.receive(id, WebhooksTest::call))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(kind);
                    assertThat(problem.detail()).doesNotContain("signature");
                });
    }
}
