package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Calls of the REST interface as the account: JSON in and out, failures in the words of the server. */
final class MastodonApi {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final Set<Integer> NOT_THERE = Set.of(404, 405, 410);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final HttpClient http;
    private final MastodonSettings settings;
    private final Clock clock;

    private volatile @Nullable RateBudget budget;

    MastodonApi(HttpClient http, MastodonSettings settings, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came, which may be missing when nothing readable did. */
    record Answer(HttpAnswer http, JsonNode body) {
        boolean isNotThere() {
            return NOT_THERE.contains(http.status());
        }
    }

    URI address(String path, Map<String, ? extends @Nullable Object> parameters) {
        return HttpCall.address(settings.server() + path, parameters);
    }

    /** A list. */
    JsonNode list(String path, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        Answer answer = send(HttpCall.get(address(path, parameters)));
        require(answer, answer.body.isArray());
        return answer.body;
    }

    /** An object. */
    JsonNode object(String path, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        Answer answer = send(HttpCall.get(address(path, parameters)));
        require(answer, answer.body.isObject());
        return answer.body;
    }

    /** An object or a list; empty when the server says that there is none. */
    Optional<JsonNode> look(String path, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        Answer answer = exchange(HttpCall.get(address(path, parameters)));
        if (answer.isNotThere()) {
            return Optional.empty();
        }
        good(answer);
        require(answer, answer.body.isContainerNode());
        return Optional.of(answer.body);
    }

    /** Any call; its answer is a good one. */
    Answer send(HttpCall call) throws DeliveryException {
        return good(exchange(call));
    }

    /** Any call, whatever the answer to it. */
    Answer exchange(HttpCall call) throws DeliveryException {
        HttpAnswer answer = http.send(call.bearer(settings.token()));
        RateBudget told = budget(answer);
        if (told != null && call.method().equals("GET")) {
            // others are limited more narrowly, and their answers tell of that limit
            budget = told;
        }
        return new Answer(answer, read(answer));
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException noJson) {
            // a message of it would quote what came
            return MissingNode.getInstance();
        }
    }

    /** Gives the answer if it is good. */
    Answer good(Answer answer) throws DeliveryException {
        if (answer.http.isGood()) {
            return answer;
        }
        throw refused(answer);
    }

    private static void require(Answer answer, boolean understood) throws DeliveryException {
        if (!understood) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    answer.http.address().getHost() + " gave an answer that is none of Mastodon's interface.",
                    null);
        }
    }

    /** The failure that an answer tells of. */
    private DeliveryException refused(Answer answer) {
        String said = answer.body.path("error").asText("");
        String more = answer.body.path("error_description").asText("");
        DeliveryException plain = answer.http.failure(more.isEmpty() ? said : said + ": " + more);
        String message = String.valueOf(plain.getMessage());
        int status = answer.http.status();
        if (status == 403 && said.toLowerCase(Locale.ROOT).contains("not allowed")) {
            return new DeliveryException(FailureCategory.REJECTED, message, null);
        }
        if (plain.category() == FailureCategory.AUTH_EXPIRED) {
            String remedy = status == 403
                    ? ". Look whether the account is in order and the token has the scopes it needs."
                    : ". Give the access token of an application of the account, which is made under Preferences,"
                            + " Development.";
            return new DeliveryException(FailureCategory.AUTH_EXPIRED, message + remedy, null);
        }
        RateBudget told = budget(answer.http);
        if (plain.category() == FailureCategory.RATE_LIMITED && plain.retryAt() == null && told != null) {
            return new DeliveryException(FailureCategory.RATE_LIMITED, message, told.renewed(), null);
        }
        return plain;
    }

    /** Headers {@code X-RateLimit-*}; the reset is a time. */
    private @Nullable RateBudget budget(HttpAnswer answer) {
        Long limit = number(answer, "X-RateLimit-Limit");
        Long left = number(answer, "X-RateLimit-Remaining");
        Instant reset = instant(answer.header("X-RateLimit-Reset").orElse(""));
        Instant now = clock.instant();
        if (limit == null || left == null || reset == null || limit <= 0) {
            return null;
        }
        Instant latest = now.plus(LONGEST_WAIT);
        return new RateBudget(
                MastodonKind.CALLS, Math.max(0, left), limit, reset.isAfter(latest) ? latest : reset, now);
    }

    private static @Nullable Long number(HttpAnswer answer, String header) {
        try {
            return answer.header(header).map(text -> Long.valueOf(text.strip())).orElse(null);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** What was left when the server last said so; null before it did. */
    @Nullable
    RateBudget budget() {
        return budget;
    }
}
