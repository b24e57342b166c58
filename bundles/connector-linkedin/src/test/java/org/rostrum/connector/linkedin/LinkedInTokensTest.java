package org.rostrum.connector.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.Trouble;
import org.rostrum.testkit.http.TestHttpClients;

/** How access is renewed, what is kept of it, and when its end is told. */
class LinkedInTokensTest {
    private final ManualClock clock = new ManualClock(Instant.now());
    private final MemoryOfChannels memory = new MemoryOfChannels();
    private LinkedInSimulator network;
    private TestHttpClients clients;
    private Map<String, String> settings;
    private @Nullable LinkedInConnector connector;

    @BeforeEach
    void begin() throws Exception {
        network = new LinkedInSimulator();
        clients = new TestHttpClients();
        settings = new LinkedHashMap<>(LinkedInGround.settings(network));
    }

    @AfterEach
    void end() {
        reconnect();
        network.close();
        clients.close();
    }

    private LinkedInConnector connector() {
        LinkedInConnector known = connector;
        if (known == null) {
            known = LinkedInGround.connect(settings, new Platform(clients, memory, clock), "acme.linkedin");
            connector = known;
        }
        return known;
    }

    private void reconnect() {
        if (connector != null) {
            connector.close();
            connector = null;
        }
    }

    private long renewals() {
        return network.requests().stream()
                .map(NetworkSimulator.Request::path)
                .filter("/oauth/v2/accessToken"::equals)
                .count();
    }

    private static DeliveryException failure(ThrowingCallable call) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void access_isKept_overRestarts_andRenewedBeforeItsEnd() throws Exception {
        connector().check();
        reconnect();
        connector().check();
        assertThat(renewals()).isOne();
        clock.advance(Duration.ofDays(56));
        connector().check();
        assertThat(renewals()).isEqualTo(2);
    }

    @Test
    void rotatedRefreshToken_isKept_beforeItIsUsed() throws Exception {
        network.rotate();
        connector().check();
        network.endAccess();
        reconnect();
        connector().check();
        network.endAccess();
        connector().check();
        assertThat(renewals()).isEqualTo(3);
    }

    @Test
    void access_thatIsStillGood_isUsed_whenItCannotBeRenewed() throws Exception {
        connector().check();
        clock.advance(Duration.ofDays(56));
        network.trouble(Trouble.status(503), 10, request -> request.path().equals("/oauth/v2/accessToken"));
        assertThat(connector().check()).startsWith("Acme");
        clock.advance(Duration.ofDays(5));
        assertThat(failure(() -> connector().check()).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void access_thatIsStillGood_isUsed_whenTheGrantHasEnded() throws Exception {
        connector().check();
        clock.advance(Duration.ofDays(56));
        network.endGrant();
        assertThat(connector().check()).startsWith("Acme");
        clock.advance(Duration.ofDays(5));
        DeliveryException failure = failure(() -> connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("grant it anew");
    }

    @Test
    void newSettings_winOverWhatIsRemembered() throws Exception {
        connector().check();
        reconnect();
        settings.put("refreshToken", "AQX-given-anew");
        DeliveryException failure = failure(() -> connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("grant it anew").hasMessageNotContaining("AQX");
    }

    @Test
    void end_isThatOfTheGrant() throws Exception {
        network.refreshSeconds(Duration.ofDays(9).toSeconds());
        assertThat(connector().credentialsEnd()).isEmpty();
        connector().check();
        Instant end =
                Instant.ofEpochSecond(clock.instant().plus(Duration.ofDays(9)).getEpochSecond());
        assertThat(connector().credentialsEnd().orElseThrow()).isBetween(end.minusSeconds(1), end.plusSeconds(2));
    }

    @Test
    void givenAccess_isUsed_andItsEndForeseenAtTheLatest() throws Exception {
        settings.remove("refreshToken");
        settings.put("accessToken", LinkedInSimulator.GIVEN);
        assertThat(connector().check()).startsWith("Acme");
        Instant end = clock.instant().plus(Duration.ofDays(60));
        assertThat(connector().credentialsEnd()).contains(end);
        clock.advance(Duration.ofDays(10));
        reconnect();
        connector().check();
        assertThat(connector().credentialsEnd().orElseThrow()).isBetween(end.minusSeconds(1), end);
        network.endAccess();
        DeliveryException failure = failure(() -> connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("grant access anew");
        assertThat(renewals()).isZero();
    }

    @Test
    void app_thatLinkedInDoesNotKnow_isTold() {
        settings.put("clientSecret", "another");
        assertThat(failure(() -> connector().check())).hasMessageContaining("client id and the client secret");
    }
}
