package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Calls methods of the YouTube Data API, and says what its refusals mean. */
final class YouTubeApi {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final String VERSION = "/youtube/v3/";
    private static final Duration TOO_QUICK = Duration.ofMinutes(1);

    private final HttpClient http;
    private final YouTubeSettings settings;
    private final @Nullable Tokens tokens;
    private final Clock clock;

    /** @param tokens null where there is an API key */
    YouTubeApi(HttpClient http, YouTubeSettings settings, @Nullable Tokens tokens, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What came; the body is missing when nothing readable did. */
    record Answer(HttpAnswer http, JsonNode body) {
        /** YouTube's name of what is wrong, such as {@code quotaExceeded}; empty when it has none. */
        String reason() {
            String reason =
                    body.path("error").path("errors").path(0).path("reason").asText("");
            for (JsonNode detail : body.path("error").path("details")) {
                String named = detail.path("reason").asText("");
                if (named.equals("API_KEY_INVALID") || named.equals("ACCESS_TOKEN_SCOPE_INSUFFICIENT")) {
                    return named;
                }
            }
            return reason;
        }
    }

    URI address(String resource, Map<String, ? extends @Nullable Object> parameters) {
        return HttpCall.address(settings.api() + VERSION + resource, parameters);
    }

    URI uploadAddress(Map<String, ? extends @Nullable Object> parameters) {
        return HttpCall.address(settings.api() + "/upload" + VERSION + "videos", parameters);
    }

    /** An address that YouTube has given; null when it is none of its own, which must not get our token. */
    @Nullable
    URI within(String given) {
        try {
            URI home = URI.create(settings.api());
            URI address = home.resolve(new URI(given));
            boolean ours = String.valueOf(address.getScheme()).equalsIgnoreCase(home.getScheme())
                    && String.valueOf(address.getAuthority()).equalsIgnoreCase(home.getAuthority());
            return ours && !given.isEmpty() ? address : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    /** A list. */
    JsonNode list(String resource, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        return good(exchange(HttpCall.get(address(resource, parameters))));
    }

    /** A list; empty when YouTube says that what it would be of is not there. */
    Optional<JsonNode> look(String resource, Map<String, ? extends @Nullable Object> parameters)
            throws DeliveryException {
        Answer answer = exchange(HttpCall.get(address(resource, parameters)));
        return answer.http.status() == 404 ? Optional.empty() : Optional.of(good(answer));
    }

    /** Everything of a list of things by their ids, so many at a call; what is not there is left out. */
    List<JsonNode> byIds(String resource, String part, List<String> ids) throws DeliveryException {
        List<JsonNode> found = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += 50) {
            List<String> some = ids.subList(start, Math.min(ids.size(), start + 50));
            Map<String, String> parameters = resource.startsWith("comment")
                    ? Map.of("part", part, "id", String.join(",", some), "textFormat", "plainText")
                    : Map.of("part", part, "id", String.join(",", some));
            look(resource, parameters).ifPresent(answer -> answer.path("items").forEach(found::add));
        }
        return found;
    }

    /** Has something made. */
    JsonNode insert(String resource, Map<String, String> parameters, JsonNode body) throws DeliveryException {
        Answer answer = exchange(HttpCall.post(address(resource, parameters), HttpBody.json(body.toString())));
        if (!answer.http.isGood()) {
            throw failure(answer, false);
        }
        return answer.body;
    }

    /** Any call, whatever the answer to it; with access that is renewed where that helps. */
    Answer exchange(HttpCall call) throws DeliveryException {
        if (tokens == null) {
            // not as a parameter: addresses are what logs of proxies keep
            HttpAnswer answer = http.send(call.with("X-Goog-Api-Key", settings.apiKey()));
            return new Answer(answer, read(answer));
        }
        Tokens.Access access = tokens.access();
        HttpAnswer answer = http.send(call.bearer(access.token()));
        if (answer.status() == 401) {
            // refused for its token alone, so that it has done nothing yet
            answer = http.send(call.bearer(tokens.instead(access).token()));
        }
        return new Answer(answer, read(answer));
    }

    static JsonNode read(HttpAnswer answer) {
        try {
            JsonNode body = JSON.readTree(answer.text());
            return body == null ? MissingNode.getInstance() : body;
        } catch (JsonProcessingException noJson) {
            // a message of it would quote what came
            return MissingNode.getInstance();
        }
    }

    /** What a good answer to a question says. */
    private JsonNode good(Answer answer) throws DeliveryException {
        if (!answer.http.isGood()) {
            throw failure(answer, true);
        }
        if (!answer.body.path("kind").asText("").startsWith("youtube#")) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    answer.http.address().getHost() + " gave an answer that is none of YouTube's interface.",
                    null);
        }
        return answer.body;
    }

    /**
     * The failure that an answer tells of.
     *
     * @param reading whether it was a question: then a no concerns all of the channel, and not only what was to be done
     */
    DeliveryException failure(Answer answer, boolean reading) {
        String reason = answer.reason();
        String said = answer.body.path("error").path("message").asText("").replaceAll("<[^>]*>", "");
        DeliveryException plain = answer.http.failure(reason.isEmpty() ? said : said + " (" + reason + ")");
        String message = sentence(String.valueOf(plain.getMessage())) + Refusals.remedy(reason, answer.http.status());
        return switch (reason) {
            case "quotaExceeded", "dailyLimitExceeded" -> new DeliveryException(
                    FailureCategory.RATE_LIMITED, message, PacificDay.end(clock.instant()), null);
            case "rateLimitExceeded", "userRateLimitExceeded", "uploadRateLimitExceeded" -> limited(message, plain);
            default -> {
                if (plain.category() == FailureCategory.RATE_LIMITED) {
                    yield limited(message, plain);
                }
                yield new DeliveryException(
                        Refusals.category(reason, answer.http.status(), reading, plain.category()),
                        message,
                        plain.retryAt(),
                        null);
            }
        };
    }

    /**
     * The same without a time where it is about a quota that a method has for itself: the others of the project, and of the
     * server, need not wait for that.
     */
    static DeliveryException ofOwnQuota(DeliveryException failed) {
        boolean own = failed.category() == FailureCategory.RATE_LIMITED || says(failed, "uploadLimitExceeded");
        return own
                ? new DeliveryException(
                        FailureCategory.RATE_LIMITED, String.valueOf(failed.getMessage()), failed.getCause())
                : failed;
    }

    /** Whether YouTube gave this reason. */
    static boolean says(DeliveryException failed, String reason) {
        return String.valueOf(failed.getMessage()).contains("(" + reason + ")");
    }

    private DeliveryException limited(String message, DeliveryException plain) {
        Instant told = plain.retryAt();
        return new DeliveryException(
                FailureCategory.RATE_LIMITED,
                message,
                told == null ? clock.instant().plus(TOO_QUICK) : told,
                null);
    }

    static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("…") ? text : text + ".";
    }

    static @Nullable Instant instant(JsonNode time) {
        try {
            return OffsetDateTime.parse(time.asText("").strip()).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
