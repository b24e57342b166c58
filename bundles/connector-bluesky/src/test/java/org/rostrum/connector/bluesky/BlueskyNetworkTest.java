package org.rostrum.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.connector.Platform;

/** The contract on the real network, which {@code ./rostrum test} starts. */
@EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_BLUESKY", matches = "http.+")
class BlueskyNetworkTest extends BlueskyContract<RealBluesky> {
    private static String server(String variable) {
        return String.valueOf(System.getenv(variable));
    }

    @Override
    protected RealBluesky simulate() throws IOException {
        return new RealBluesky(server("ROSTRUM_TEST_BLUESKY"), true);
    }

    @Override
    protected Map<String, String> settings(RealBluesky network) {
        return new LinkedHashMap<>(Map.of(
                "handle", network.ours().handle(),
                "appPassword", network.ours().password(),
                "service", network.address().toString()));
    }

    /** More than a page has, but the real server takes its time for each. */
    @Override
    protected int many() {
        return 120;
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_BLUESKY_LIMITED", matches = "http.+")
    void serverThatCountsCalls_isObeyed() throws Exception {
        try (RealBluesky counting = new RealBluesky(server("ROSTRUM_TEST_BLUESKY_LIMITED"), false)) {
            DeliveryException refused = null;
            int calls = 0;
            while (refused == null && calls++ < 100) {
                // with a new memory each time, so that each signs in
                Connection connection = connect(
                        settings(counting), new Platform(platform().http(), new MemoryOfChannels(), Clock.systemUTC()));
                try {
                    connection.connector().check();
                } catch (DeliveryException failure) {
                    refused = failure;
                } finally {
                    connection.end().close();
                }
            }
            assertThat(refused).isNotNull();
            Objects.requireNonNull(refused);
            assertThat(refused.category()).isEqualTo(FailureCategory.RATE_LIMITED);
            assertThat(calls).as("as many sign-ins as the server allows").isGreaterThan(20);
            assertThat(refused.retryAt()).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(6)));
        }
    }
}
