package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Calls of the XRPC interface: JSON in and out, failures with the names that the protocol gives them. */
final class Xrpc {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String base;
    private final Clock clock;

    private volatile @Nullable RateBudget budget;

    Xrpc(HttpClient http, String service, Clock clock) {
        this.http = http;
        this.base = service + "/xrpc/";
        this.clock = clock;
    }

    /** A failure that the server gave a name, such as {@code ExpiredToken}. */
    static final class XrpcException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String error;
        private final transient DeliveryException failure;

        XrpcException(String error, DeliveryException failure) {
            super(failure.getMessage(), failure);
            this.error = error;
            this.failure = failure;
        }

        String error() {
            return error;
        }

        DeliveryException failure() {
            return failure;
        }
    }

    HttpCall query(String method, Map<String, ? extends @Nullable Object> parameters) {
        return HttpCall.get(HttpCall.address(base + method, parameters));
    }

    /** Mentions, answers and quotes of the account; the parameter {@code reasons} is there several times. */
    HttpCall notifications(int limit, @Nullable String cursor) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", limit);
        parameters.put("cursor", cursor);
        return HttpCall.get(HttpCall.address(
                base + "app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote",
                parameters));
    }

    /** Views of several posts. */
    HttpCall posts(List<String> uris) {
        String joined = uris.stream().map(uri -> "uris=" + HttpCall.encode(uri)).collect(Collectors.joining("&"));
        return HttpCall.get(URI.create(base + "app.bsky.feed.getPosts?" + joined));
    }

    HttpCall procedure(String method, @Nullable JsonNode input) {
        return HttpCall.post(
                HttpCall.address(base + method, Map.of()),
                input == null ? HttpBody.of("application/json", new byte[0]) : HttpBody.json(input.toString()));
    }

    HttpCall upload(String method, HttpBody body) {
        return HttpCall.post(HttpCall.address(base + method, Map.of()), body);
    }

    JsonNode send(HttpCall call) throws DeliveryException, XrpcException {
        HttpAnswer answer = http.send(call);
        noteBudget(answer);
        JsonNode body = read(answer, call);
        if (answer.isGood()) {
            return body;
        }
        throw refused(answer, body);
    }

    private static JsonNode read(HttpAnswer answer, HttpCall call) throws DeliveryException {
        try {
            JsonNode body = JSON.readTree(answer.text());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException noJson) {
            // a message of it would quote what came
        }
        if (answer.isGood() && answer.length() > 0) {
            throw new DeliveryException(
                    call.safe() ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME,
                    answer.address().getHost() + " gave an answer that is none of the AT Protocol.",
                    null);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private XrpcException refused(HttpAnswer answer, JsonNode body) {
        String error = body.path("error").asText("");
        String said = body.path("message").asText(error);
        DeliveryException plain = answer.failure(said);
        RateBudget known = budget;
        if (plain.category() == FailureCategory.RATE_LIMITED && plain.retryAt() == null && known != null) {
            plain = new DeliveryException(
                    FailureCategory.RATE_LIMITED, String.valueOf(plain.getMessage()), known.renewed(), null);
        }
        return new XrpcException(error, plain);
    }

    /** Headers {@code RateLimit-*}, as the servers of the protocol send them; the reset is in seconds since 1970. */
    private void noteBudget(HttpAnswer answer) {
        Long limit = number(answer, "RateLimit-Limit");
        Long left = number(answer, "RateLimit-Remaining");
        Long reset = number(answer, "RateLimit-Reset");
        if (limit != null && left != null && reset != null && limit > 0 && reset > 0 && reset < 253_402_300_800L) {
            budget = new RateBudget("calls", Math.max(0, left), limit, Instant.ofEpochSecond(reset), clock.instant());
        }
    }

    private static @Nullable Long number(HttpAnswer answer, String header) {
        try {
            return answer.header(header).map(text -> Long.valueOf(text.strip())).orElse(null);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** What was left when the server last said so; null before it did. */
    @Nullable
    RateBudget budget() {
        return budget;
    }
}
