package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Calls of LinkedIn's versioned API (Rest.li 2.0), and what its refusals mean. */
final class LinkedInApi {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final Duration TOO_QUICK = Duration.ofMinutes(1);

    private final HttpClient http;
    private final LinkedInSettings settings;
    private final LinkedInTokens tokens;
    private final Clock clock;

    LinkedInApi(HttpClient http, LinkedInSettings settings, LinkedInTokens tokens, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What came; the body is missing when nothing readable did. */
    record Answer(HttpAnswer http, JsonNode body) {
        String code() {
            return body.path("code").asText("");
        }

        String message() {
            return body.path("message").asText("");
        }
    }

    /** @param rest path and query; its values encoded already, as the signs between them must not be */
    URI address(String rest) {
        return URI.create(settings.api() + "/rest/" + rest);
    }

    /** A list in a query, as Rest.li writes it. */
    static String list(List<String> values) {
        return values.stream().map(HttpCall::encode).collect(Collectors.joining(",", "List(", ")"));
    }

    /** An object, or a page of a list. */
    JsonNode get(String rest) throws DeliveryException {
        return good(exchange(HttpCall.get(address(rest))));
    }

    /** The same; empty when LinkedIn says that it is not there. */
    Optional<JsonNode> look(String rest) throws DeliveryException {
        Answer answer = exchange(HttpCall.get(address(rest)));
        return answer.http.status() == 404 ? Optional.empty() : Optional.of(good(answer));
    }

    /** Has something made or done; gives the answer if it is good. */
    Answer post(String rest, JsonNode body) throws DeliveryException {
        Answer answer = exchange(HttpCall.post(address(rest), HttpBody.json(body.toString())));
        if (!answer.http.isGood()) {
            throw failure(answer, false);
        }
        return answer;
    }

    /** Any call, whatever the answer to it; with access that is renewed where that helps. */
    Answer exchange(HttpCall call) throws DeliveryException {
        HttpCall whole = call.with("LinkedIn-Version", settings.version()).with("X-Restli-Protocol-Version", "2.0.0");
        LinkedInTokens.Access access = tokens.access();
        HttpAnswer answer = http.send(whole.bearer(access.token()));
        if (answer.status() == 401) {
            // refused for its token alone, so that it has done nothing yet
            LinkedInTokens.Access other = tokens.instead(access);
            answer = other == null ? answer : http.send(whole.bearer(other.token()));
        }
        return new Answer(answer, read(answer));
    }

    /** Brings bytes to an address that LinkedIn has named; the token goes to LinkedIn alone. */
    Answer upload(URI address, HttpBody body) throws DeliveryException {
        HttpCall call = HttpCall.put(address, body).asSafe();
        String host = String.valueOf(address.getHost());
        boolean theirs = address.toString().startsWith(settings.api() + "/")
                || ("https".equalsIgnoreCase(address.getScheme()) && host.endsWith(".linkedin.com"));
        HttpAnswer answer = http.send(theirs ? call.bearer(tokens.access().token()) : call);
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
    JsonNode good(Answer answer) throws DeliveryException {
        if (!answer.http.isGood()) {
            throw failure(answer, true);
        }
        if (!answer.body.isObject() || answer.body.has("error")) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    answer.http.address().getHost() + " gave an answer that is none of LinkedIn's interface.",
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
        int status = answer.http.status();
        String field = field(answer.body);
        String said = answer.message() + (answer.code().isEmpty() ? "" : " (" + answer.code() + ")");
        DeliveryException plain = answer.http.failure(field.isEmpty() ? said : field + ": " + said);
        String message = sentence(String.valueOf(plain.getMessage())) + remedy(answer, status);
        if (status == 429) {
            return new DeliveryException(FailureCategory.RATE_LIMITED, message, retryAt(answer, plain), null);
        }
        FailureCategory category = status == 403 && !reading ? FailureCategory.REJECTED : plain.category();
        return new DeliveryException(category, message, plain.retryAt(), null);
    }

    static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("\u2026") ? text : text + ".";
    }

    /** Name of the field that LinkedIn finds fault with; empty when it names none. */
    private static String field(JsonNode body) {
        return body.path("errorDetails")
                .path("inputErrors")
                .path(0)
                .path("input")
                .path("inputPath")
                .path("fieldPath")
                .asText("");
    }

    /** Quotas are for a day, which ends at midnight UTC; who writes too quickly waits for a minute. */
    private Instant retryAt(Answer answer, DeliveryException plain) {
        Instant told = plain.retryAt();
        if (told != null) {
            return told;
        }
        Instant now = clock.instant();
        return answer.message().contains("_DAY")
                ? now.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                : now.plus(TOO_QUICK);
    }

    private static String remedy(Answer answer, int status) {
        return switch (status) {
            case 401 -> " Have an administrator of the page grant access anew, and give the new tokens.";
            case 403 -> " Look whether the app has the scopes (r_organization_social_feed, w_organization_social_feed,"
                    + " rw_organization_admin), and whether whoever granted access is still an administrator of the page.";
            case 404 -> " It is not there any more, or was never seen by this page.";
            case 426 -> " LinkedIn has switched this version of its API off: set \"Version of the API\" to a newer one.";
            case 429 -> answer.message().contains("_DAY")
                    ? " The daily quota of the app is used up until midnight UTC; channels that look less often use less."
                    : "";
            default -> "";
        };
    }

    static @Nullable Instant time(JsonNode millis) {
        return millis.isIntegralNumber() && millis.canConvertToLong() && millis.asLong() > 0
                ? Instant.ofEpochMilli(millis.asLong())
                : null;
    }

    static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
