package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.connector.Trouble;

/** Tokens: each refresh token is good once. */
class SessionTest extends XGround {
    private long renewals() {
        return calls("/2/oauth2/token").size();
    }

    @Test
    void check_tellsWhoWeAre() throws Exception {
        assertThat(connector().check()).isEqualTo("@acme (Acme \u0141td)");
    }

    @Test
    void tokens_areKeptOverRestarts() throws Exception {
        connector().check();
        reconnect();
        connector().check();
        assertThat(renewals()).isEqualTo(1);
    }

    @Test
    void tokens_areRenewedBeforeTheirEnd_eachRefreshTokenOnce() throws Exception {
        ManualClock clock = new ManualClock(Instant.now());
        clock(clock);
        connector().check();
        clock.advance(Duration.ofMinutes(118));
        connector().check();
        assertThat(renewals()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        connector().check();
        reconnect();
        clock.advance(Duration.ofHours(3));
        connector().check();
        assertThat(renewals()).isEqualTo(3);
        assertThat(calls("/2/users/me")).hasSize(4);
    }

    @Test
    void tokens_areRenewed_whenXEndsThemEarlier() throws Exception {
        connector().check();
        network().grant().expireAccess();
        connector().publish(post("1", "Still here"));
        assertThat(network().said()).hasSize(1);
        assertThat(renewals()).isEqualTo(2);
    }

    @Test
    void publicClients_nameThemselvesInTheForm() throws Exception {
        network().grant().bePublic();
        set("clientSecret", "");
        connector().check();
        assertThat(calls("/2/oauth2/token")).singleElement().satisfies(call -> {
            assertThat(call.header("authorization")).isEmpty();
            assertThat(call.text()).contains("client_id=" + XSimulator.CLIENT_ID);
        });
    }

    @Test
    void trial_usesNoRefreshTokenUp() throws Exception {
        XConnector trial = trial();
        try {
            assertThat(trial.check()).contains("an app that X knows");
            network().trouble(Trouble.status(503));
            failure(FailureCategory.UNAVAILABLE, trial::check);
            network().calm();
        } finally {
            trial.close();
        }
        assertThat(connector().check()).contains("@acme");
    }

    @Test
    void trial_tellsThatTheAppIsWrong() throws Exception {
        set("clientSecret", "another-secret");
        XConnector trial = trial();
        try {
            assertThat(failure(FailureCategory.AUTH_EXPIRED, trial::check)).hasMessageContaining("client secret");
        } finally {
            trial.close();
        }
        network().grant().bePublic();
        set("clientSecret", "");
        set("clientId", "another-client");
        XConnector other = trial();
        try {
            assertThat(failure(FailureCategory.AUTH_EXPIRED, other::check)).hasMessageContaining("client ID");
        } finally {
            other.close();
        }
    }

    @Test
    void wrongClientSecret_isNamed() {
        set("clientSecret", "another-secret");
        assertThat(failure(FailureCategory.AUTH_EXPIRED, () -> connector().check()))
                .hasMessageContaining("client secret")
                .hasMessageNotContaining("another-secret");
    }

    @Test
    void newTokens_areWrittenDownBeforeTheyAreUsed() {
        network().trouble(Trouble.status(503), 1, request -> request.path().equals("/2/users/me"));
        failure(FailureCategory.UNAVAILABLE, () -> connector().check());
        assertThat(memory().read(CHANNEL, "tokens").orElse(""))
                .contains(network().grant().refreshToken());
    }

    @Test
    void anotherServersTokens_areTaken_insteadOfUsingAnOldRefreshTokenAgain() throws Exception {
        XConnector other = another();
        try {
            connector().check();
            other.check();
            assertThat(renewals()).isEqualTo(1);
            network().grant().expireAccess();
            connector().check();
            other.check();
            assertThat(renewals()).isEqualTo(2);
        } finally {
            other.close();
        }
    }

    @Test
    void anotherServerThatIsQuicker_isNoEndOfTheGrant() throws Exception {
        connector().check();
        String old = memory().read(CHANNEL, "tokens").orElseThrow();
        network().grant().expireAccess();
        connector().check();
        AtomicInteger reads = new AtomicInteger();
        XConnector other = another(new ChannelMemory() {
            @Override
            public Optional<String> read(String channelId, String name) {
                // as it was a moment ago, before the first server wrote
                return reads.incrementAndGet() <= 2 ? Optional.of(old) : memory().read(channelId, name);
            }

            @Override
            public void write(String channelId, String name, String value) {
                memory().write(channelId, name, value);
            }

            @Override
            public void forget(String channelId, String name) {
                memory().forget(channelId, name);
            }
        });
        try {
            assertThat(other.check()).contains("@acme");
        } finally {
            other.close();
        }
        assertThat(renewals()).isEqualTo(3);
    }

    @Test
    void callsAtOnce_renewOnce() throws Exception {
        connector().check();
        network().grant().expireAccess();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                calls.add(threads.submit(() -> connector().check()));
            }
            for (Future<String> call : calls) {
                assertThat(call.get()).contains("@acme");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(renewals()).isEqualTo(2);
    }

    @Test
    void lostAnswerToARenewal_isToldAsTheEndOfTheGrant_andConnectingAnewHelps() throws Exception {
        connector().check();
        network().grant().expireAccess();
        network().trouble(Trouble.of(Trouble.Kind.CUT_AFTER), 1, request -> request.path()
                .endsWith("/token"));
        failure(FailureCategory.UNAVAILABLE, () -> connector().check());
        network().grant().expireAccess();
        assertThat(failure(FailureCategory.AUTH_EXPIRED, () -> connector().check()))
                .hasMessageContaining("Value passed for the token was invalid")
                .hasMessageContaining("new refresh token");
        set("refreshToken", network().grant().anew());
        connector().check();
    }

    @Test
    void settingsThatCameLater_goBeforeOlderMemory() throws Exception {
        connector().check();
        set("refreshToken", network().grant().anew());
        connector().check();
        assertThat(calls("/2/oauth2/token")).hasSize(2);
    }

    @Test
    void transientErrors_neverDisconnect() throws Exception {
        for (int status : new int[] {500, 502, 503, 504}) {
            network().trouble(Trouble.status(status));
            failure(FailureCategory.UNAVAILABLE, () -> connector().check());
        }
        network()
                .trouble(Trouble.status(
                        429,
                        "x-rate-limit-reset",
                        Instant.now().plusSeconds(300).getEpochSecond()));
        assertThat(failure(FailureCategory.RATE_LIMITED, () -> connector().check())
                        .retryAt())
                .isNotNull();
        network().calm();
        connector().check();
    }

    @Test
    void refusedTokens_areRenewedOnce_notAtEachCall() throws Exception {
        connector().check();
        network()
                .refuse(
                        request -> request.path().equals("/2/users/me"),
                        XSimulator.problem(401, "about:blank", "Unauthorized", "Unauthorized"));
        for (int i = 0; i < 3; i++) {
            failure(FailureCategory.AUTH_EXPIRED, () -> connector().check());
        }
        assertThat(renewals()).isEqualTo(2);
    }

    @Test
    void missingScopes_areNamed() {
        network().grant().withdraw("media.write");
        network().grant().withdraw("tweet.moderate.write");
        assertThat(failure(FailureCategory.AUTH_EXPIRED, () -> connector().check()))
                .hasMessageContaining("media.write, tweet.moderate.write");
        assertThat(connector().warnings()).singleElement().asString().contains("media.write");
    }
}
