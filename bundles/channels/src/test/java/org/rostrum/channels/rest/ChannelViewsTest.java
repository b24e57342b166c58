package org.rostrum.channels.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.TestServer;
import org.rostrum.channels.health.ChannelHealth;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.RateBudget;

class ChannelViewsTest {
    private TestServer server;
    private ChannelViews views;
    private Channel channel;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(Database.Engine.DERBY, folder);
        views = new ChannelViews(server.channels, server.healths, server.kinds, server.budgets, server.clock);
        channel = server.channels.create(
                "acme.x", "acme", "probe", "X", Map.of("url", "https://a.example/", "password", "swordfish"), 60);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void channel_isShownWithoutSecrets_butSaysWhichItHas() {
        ChannelView view = views.of(channel);
        assertThat(view.settings()).containsOnlyKeys("url");
        assertThat(view.secrets()).containsExactly("password");
        assertThat(view.pollSeconds()).isEqualTo(60);
        assertThat(view.toString()).doesNotContain("swordfish");
        assertThat(views.of(server.channels.list(null, null, 10)).items()).containsExactly(view);
    }

    /** A plugin whose setting became a secret must not have what is kept shown. */
    @Test
    void settingThatBecameASecret_isNotShown() {
        Channel old = new Channel(
                "acme.x",
                "acme",
                "probe",
                "X",
                Map.of("url", "x", "password", "swordfish"),
                Channel.State.ACTIVE,
                channel.created(),
                1);
        assertThat(views.of(old).settings()).containsOnlyKeys("url");
    }

    @Test
    void health_tellsAbilitiesBudgetsAndCredentials() {
        Instant now = server.clock.instant();
        server.network.credentialsEnd = now.plus(Duration.ofDays(3));
        server.network.budgets = List.of(new RateBudget("app", 7, 100, now.plusSeconds(60), now));
        server.log.failed("acme.x", Ability.LISTEN, now, FailureCategory.UNAVAILABLE, "Down.", failures -> null);
        ChannelView view = views.of(channel);
        assertThat(view.failures()).isEqualTo(1);
        assertThat(view.message()).isEqualTo("Down.");
        ChannelView.HealthView health = view.health();
        assertThat(health.state()).isEqualTo(ChannelHealth.State.RUNNING);
        assertThat(health.can()).contains("LISTEN", "PUBLISH");
        assertThat(health.abilities()).singleElement().satisfies(ability -> assertThat(ability.category())
                .isEqualTo(FailureCategory.UNAVAILABLE));
        assertThat(health.budgets())
                .containsExactly(
                        new ChannelView.BudgetView("app", 7, 100, now.plusSeconds(60), now),
                        new ChannelView.BudgetView("channel", 10, 10, null, null));
        assertThat(health.warnings()).singleElement().asString().contains("credentials end on");
    }

    @Test
    void connector_isShownWithLimitsRatesAndSchema() {
        ConnectorView view = ConnectorView.of(server.kinds.installed("probe"), Locale.GERMAN);
        assertThat(view.type()).isEqualTo("probe");
        assertThat(view.bundle()).isEqualTo("org.example.probe");
        assertThat(view.version()).isEqualTo("1.2.3");
        assertThat(view.description()).isEqualTo("Zum Testen.");
        assertThat(view.abilities()).containsExactly("LISTEN", "PUBLISH", "REPLY", "MEDIA", "WEBHOOK");
        assertThat(view.limits().mostText()).isEqualTo(300);
        assertThat(view.rates().limits()).contains(new ConnectorView.RateView("channel", 10, 60, "CHANNEL"));
        assertThat(view.rates().costs()).containsEntry("PUBLISH", 3);
        assertThat(view.settings()).containsEntry("title", "Eine Probe").containsKey("properties");
    }
}
