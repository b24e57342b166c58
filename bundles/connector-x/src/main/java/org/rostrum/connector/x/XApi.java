package org.rostrum.connector.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Calls of the API v2 as the account: JSON in and out, failures in the words of X. */
final class XApi {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final XSettings settings;
    private final Session session;
    private final Quotas quotas;
    private final Spending spending;
    private final Clock clock;

    private volatile Dialect dialect = Dialect.TWEETS;

    XApi(HttpClient http, XSettings settings, Session session, Quotas quotas, Spending spending, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.session = session;
        this.quotas = quotas;
        this.spending = spending;
        this.clock = clock;
    }

    /** What came, which may be missing when nothing readable did. */
    record Answer(HttpAnswer http, JsonNode body) {
        boolean isGood() {
            return http.isGood();
        }

        Refusal refusal() {
            return Refusal.of(http, body);
        }
    }

    URI address(String path, Map<String, ? extends @Nullable Object> parameters) {
        return HttpCall.address(settings.api() + path, parameters);
    }

    /**
     * Asks for posts in the words that X understands: in the other dialect, when it does not know those of the one.
     *
     * @param parameters besides those of the dialect
     */
    Answer posts(
            String path,
            Map<String, ? extends @Nullable Object> parameters,
            Function<Dialect, Map<String, @Nullable Object>> asked,
            List<String> scopes)
            throws DeliveryException {
        Dialect used = dialect;
        Answer answer = exchange(HttpCall.get(address(path, both(parameters, asked.apply(used)))), scopes);
        if (!answer.isGood() && isAboutWords(answer.refusal())) {
            Answer other = exchange(HttpCall.get(address(path, both(parameters, asked.apply(used.other())))), scopes);
            if (other.isGood()) {
                dialect = used.other();
                answer = other;
            }
        }
        spending.read(answer.body);
        return answer;
    }

    private static boolean isAboutWords(Refusal refusal) {
        return refusal.isAbout("tweet.fields")
                || refusal.isAbout("post.fields")
                || refusal.isAbout("dm_event.fields")
                || refusal.isAbout("expansions");
    }

    private static Map<String, @Nullable Object> both(
            Map<String, ? extends @Nullable Object> one, Map<String, @Nullable Object> other) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(one);
        all.putAll(other);
        return all;
    }

    /** Any call; its answer is a good one, with what was asked for. */
    JsonNode data(HttpCall call, List<String> scopes) throws DeliveryException {
        return data(call, good(exchange(call, scopes)));
    }

    /** What was asked for; X may tell with 200 that it is not there. */
    JsonNode data(HttpCall call, Answer answer) throws DeliveryException {
        JsonNode data = answer.body.path("data");
        if (data.isObject() && !data.isEmpty()) {
            return data;
        }
        if (answer.body.path("errors").isArray()) {
            throw new DeliveryException(FailureCategory.REJECTED, words(answer), null);
        }
        throw nonsense(call, answer);
    }

    /** An answer with a list, which may be empty; what is missing in it beside the rest is left out. */
    Answer list(Answer answer) throws DeliveryException {
        found(answer);
        boolean list =
                answer.body.path("data").isArray() || answer.body.path("meta").isObject();
        if (!list) {
            // it may be there the next time, and what was said until then must not be passed over
            throw new DeliveryException(FailureCategory.UNAVAILABLE, words(answer), null);
        }
        return answer;
    }

    /** An answer with those that were asked for by their ids, which may be gone, all of them. */
    Answer found(Answer answer) throws DeliveryException {
        good(answer);
        boolean told = answer.body.path("data").isArray()
                || answer.body.path("meta").isObject()
                || answer.body.path("errors").isArray();
        if (!told) {
            throw nonsense(HttpCall.get(answer.http.address()), answer);
        }
        return answer;
    }

    private static String words(Answer answer) {
        return String.valueOf(answer.http
                .failure(answer.body.path("errors").path(0).path("detail").asText(""))
                .getMessage());
    }

    private static DeliveryException nonsense(HttpCall call, Answer answer) {
        return new DeliveryException(
                call.safe() ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME,
                answer.http.address().getHost() + " gave an answer that is none of X's API v2. " + Refusal.ELSEWHERE,
                null);
    }

    /** Gives the answer if it is good. */
    Answer good(Answer answer) throws DeliveryException {
        if (answer.isGood()) {
            return answer;
        }
        throw failure(answer);
    }

    DeliveryException failure(Answer answer) {
        return answer.refusal().failure(clock.instant(), quotas.retryAt(answer.http));
    }

    /** Any call, whatever the answer to it, with tokens that are renewed where that helps. */
    Answer exchange(HttpCall call, List<String> scopes) throws DeliveryException {
        Session.Tokens used = session.current();
        requireScopes(scopes);
        HttpAnswer answer = http.send(call.bearer(used.access()));
        if (answer.status() == 401) {
            // it was refused for its token alone, so that it has done nothing yet
            Session.Tokens other = session.replace(used);
            if (other != used) {
                answer = http.send(call.bearer(other.access()));
                if (answer.status() == 401) {
                    session.refusedAnew();
                }
            }
        }
        quotas.note(call, answer);
        return new Answer(answer, read(answer));
    }

    private void requireScopes(List<String> scopes) throws DeliveryException {
        Set<String> missing = session.missing(scopes);
        if (!missing.isEmpty()) {
            throw new DeliveryException(FailureCategory.AUTH_EXPIRED, lacks(missing), null);
        }
    }

    static String lacks(Set<String> scopes) {
        return "The account has not granted the app " + String.join(", ", scopes)
                + ". Let it grant the app anew with these scopes, and give the new refresh token.";
    }

    static JsonNode read(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException noJson) {
            // a message of it would quote what came
            return MissingNode.getInstance();
        }
    }

    static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
