package org.rostrum.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.connector.Platform;

/** The contract on the real network, which {@code ./rostrum test} starts. */
@EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_BLUESKY", matches = ".+")
class BlueskyNetworkTest extends BlueskyContract<RealBluesky> {
    /** What the network said when it was up; installing it the first time takes minutes. */
    private static JsonNode addresses() {
        Path out = Path.of(String.valueOf(System.getenv("ROSTRUM_TEST_BLUESKY")));
        String said = Awaitility.await("itests/peers/bluesky/run is ready")
                .atMost(Duration.ofMinutes(10))
                .until(
                        () -> Files.readString(out)
                                .lines()
                                .filter(line -> line.startsWith("READY ") || line.startsWith("FAILED"))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
        assertThat(said).as("the peer, whose log lies beside %s", out).startsWith("READY ");
        try {
            return new ObjectMapper().readTree(said.substring("READY ".length()));
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException(noJson);
        }
    }

    private static String server(String name) {
        return addresses().path(name).asText();
    }

    @Override
    protected RealBluesky simulate() throws IOException {
        return new RealBluesky(server("pds"), true);
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
    void serverThatCountsCalls_isObeyed() throws Exception {
        try (RealBluesky counting = new RealBluesky(server("limited"), false)) {
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
