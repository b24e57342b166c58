package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;

/**
 * Why X did not do something. It tells so in several forms: problem details (RFC 9457) with a type of its own, lists of errors
 * with a code and a message, and the errors of OAuth.
 */
final class Refusal {
    private static final Duration CREDIT_IS_LOOKED_FOR = Duration.ofHours(1);
    static final String ELSEWHERE =
            "Look at the setting \"api\": X is at https://api.x.com, which it is without that setting.";

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Pattern NAMED = Pattern.compile("(?:parameter \\[|[`'])([a-z_.]+)");
    private static final Pattern DUPLICATE = Pattern.compile("duplicate content|status is a duplicate");
    private static final Pattern SUSPENDED = Pattern.compile("your account[^.]{0,20} suspended");
    private static final Pattern LOCKED = Pattern.compile("(?:your|this) account[^.]{0,20} locked");

    private final HttpAnswer answer;
    private final String type;
    private final String said;
    private final String all;
    private final Set<String> parameters;

    private Refusal(HttpAnswer answer, String type, String said, String all, Set<String> parameters) {
        this.answer = answer;
        this.type = type;
        this.said = said;
        this.all = all;
        this.parameters = parameters;
    }

    static Refusal of(HttpAnswer answer, JsonNode body) {
        List<String> words = new ArrayList<>();
        add(words, body.path("detail"));
        for (JsonNode error : body.path("errors")) {
            add(words, error.path("detail"));
            add(words, error.path("message"));
        }
        if (words.isEmpty()) {
            add(words, body.path("error_description"));
        }
        if (words.isEmpty()) {
            add(words, body.path("title"));
        }
        if (words.isEmpty()) {
            add(words, body.path("error"));
        }
        String type = body.path("type")
                .asText(body.path("errors").path(0).path("type").asText(""));
        return new Refusal(
                answer,
                type.substring(type.lastIndexOf('/') + 1),
                String.join(" ", words),
                body.toString().toLowerCase(Locale.ROOT),
                parameters(body));
    }

    /** What is wrong in the request: in a list of its own, in a field, or in words such as "The query parameter [a] is not". */
    private static Set<String> parameters(JsonNode body) {
        Set<String> names = new HashSet<>();
        names.add(body.path("parameter").asText());
        for (JsonNode error : body.path("errors")) {
            names.add(error.path("parameter").asText());
            error.path("parameters").fieldNames().forEachRemaining(names::add);
            Matcher named = NAMED.matcher(error.path("message").asText());
            if (named.find()) {
                names.add(named.group(1));
            }
        }
        return names;
    }

    private static void add(List<String> words, JsonNode node) {
        String text = node.isTextual() ? node.asText().strip() : "";
        if (!text.isEmpty() && !words.contains(text)) {
            words.add(text);
        }
    }

    /** Whether it is about a parameter of the request. */
    boolean isAbout(String parameter) {
        return answer.status() == 400 && parameters.contains(parameter);
    }

    boolean isDuplicate() {
        return answer.status() == 403 && DUPLICATE.matcher(all).find();
    }

    boolean isNotThere() {
        return answer.status() == 404 || type.equals("resource-not-found");
    }

    boolean isAboutTokens() {
        return answer.status() == 401;
    }

    /** @param reset when the rate limit ends, as the headers say; null when they do not */
    DeliveryException failure(Instant now, @Nullable Instant reset) {
        int status = answer.status();
        if (status == 402 || type.startsWith("credits")) {
            return failure(
                    FailureCategory.RATE_LIMITED,
                    "The app has no credits left at X. Buy some in X's developer console.",
                    now.plus(CREDIT_IS_LOOKED_FOR));
        }
        if (type.equals("usage-capped")) {
            return failure(
                    FailureCategory.RATE_LIMITED,
                    "The app has used up what X allows it for the day or the month, or what was set as spending cap"
                            + " there.",
                    later(reset, midnight(now)));
        }
        if (SUSPENDED.matcher(all).find()) {
            return failure(
                    FailureCategory.AUTH_EXPIRED, "X has suspended the account. Sign in there to see why.", null);
        }
        if (LOCKED.matcher(all).find()) {
            return failure(FailureCategory.AUTH_EXPIRED, "X has locked the account. Sign in there to unlock it.", null);
        }
        if (status == 401) {
            return failure(
                    FailureCategory.AUTH_EXPIRED,
                    "Let the account grant the app anew, and give the new refresh token.",
                    null);
        }
        if (type.equals("client-forbidden") || type.equals("unsupported-authentication")) {
            return failure(
                    FailureCategory.AUTH_EXPIRED,
                    "Look whether the app belongs to a project with access to the API v2 in X's developer console.",
                    null);
        }
        if (status == 403) {
            return failure(FailureCategory.REJECTED, "", null);
        }
        if (status == 404 && said.isEmpty()) {
            return failure(FailureCategory.REJECTED, "That is no answer of X's API. " + ELSEWHERE, null);
        }
        DeliveryException plain = answer.failure(said);
        if (plain.category() == FailureCategory.RATE_LIMITED && plain.retryAt() == null) {
            return failure(FailureCategory.RATE_LIMITED, "", reset == null ? now.plus(WINDOW) : reset);
        }
        return plain;
    }

    private DeliveryException failure(FailureCategory category, String remedy, @Nullable Instant retryAt) {
        String told = String.valueOf(answer.failure(said).getMessage());
        String text = remedy.isEmpty() ? told : told + (told.endsWith(".") ? " " : ". ") + remedy;
        Instant asked = answer.retryAt();
        return new DeliveryException(category, text, later(asked, retryAt), null);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /** Bought credits and new months are seen within a day. */
    private static Instant midnight(Instant now) {
        return now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
