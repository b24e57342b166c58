package org.rostrum.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

class HttpAnswerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final URI API = URI.create("https://network.example/api/posts?token=geheim");

    private static HttpAnswer answer(HttpCall call, int status, @Nullable String retryAfter) {
        return new HttpAnswer(
                call,
                API,
                status,
                retryAfter == null ? Map.of() : Map.of("retry-after", List.of(retryAfter)),
                new byte[0],
                NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED, REJECTED",
        "401, AUTH_EXPIRED, AUTH_EXPIRED",
        "403, AUTH_EXPIRED, AUTH_EXPIRED",
        "404, REJECTED, REJECTED",
        "408, UNAVAILABLE, UNKNOWN_OUTCOME",
        "429, RATE_LIMITED, RATE_LIMITED",
        "500, UNAVAILABLE, UNKNOWN_OUTCOME",
        "503, UNAVAILABLE, UNKNOWN_OUTCOME",
        "504, UNAVAILABLE, UNKNOWN_OUTCOME",
    })
    void failure_hasTheCategoryOfItsStatus(int status, FailureCategory safe, FailureCategory unsafe) {
        HttpCall post = HttpCall.post(API, HttpBody.json("{}"));
        assertThat(answer(HttpCall.get(API), status, null).failure("").category())
                .isEqualTo(safe);
        assertThat(answer(post, status, null).failure("").category()).isEqualTo(unsafe);
        assertThat(answer(post.asSafe(), status, null).failure("").category()).isEqualTo(safe);
    }

    @Test
    void failure_tellsHostAndWords_butNoAddressNorHeaders() {
        HttpCall call = HttpCall.get(API).bearer("geheim");
        DeliveryException failure = answer(call, 400, null).failure("  Text\n too long ");
        assertThat(failure).hasMessage("network.example answered 400: Text too long");
        assertThat(call.toString()).doesNotContain("geheim");
    }

    @Test
    void retryAfter_isSecondsOrADate_andBounded() {
        HttpCall get = HttpCall.get(API);
        assertThat(answer(get, 429, "120").failure("").retryAt()).isEqualTo(NOW.plusSeconds(120));
        assertThat(answer(get, 503, "Sun, 01 Mar 2026 10:05:00 GMT").failure(""))
                .satisfies(failure -> {
                    assertThat(failure.retryAt()).isEqualTo(NOW.plusSeconds(300));
                    assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
                });
        for (String late : List.of("9999999", "99999999999999999999")) {
            assertThat(answer(get, 429, late).failure("").retryAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        }
        assertThat(answer(get, 429, "soon").failure("").retryAt()).isNull();
        assertThat(answer(get, 429, "").failure("").retryAt()).isNull();
        assertThat(answer(get, 429, "Sun, 01 Mar 2020 10:05:00 GMT").failure("").retryAt())
                .isEqualTo(NOW);
    }

    @Test
    void address_encodesParameters_andLeavesOutThoseWithoutValue() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("q", "caffè & più");
        parameters.put("cursor", null);
        parameters.put("limit", 100);
        assertThat(HttpCall.address("https://network.example/search", parameters))
                .hasToString("https://network.example/search?q=caff%C3%A8%20%26%20pi%C3%B9&limit=100");
    }

    @Test
    void with_replacesAHeader_inWhateverCase() {
        HttpCall call = HttpCall.get(API).with("Accept", "a").with("accept", "b");
        assertThat(call.headers()).hasSize(1).containsEntry("ACCEPT", "b");
    }
}
