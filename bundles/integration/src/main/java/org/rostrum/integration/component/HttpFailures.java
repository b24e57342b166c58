package org.rostrum.integration.component;

import java.time.Instant;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.RetryAfter;
import org.rostrum.spi.text.PlainText;

/** What an answer of Camel's component {@code http} that is no success means for the delivery (RFC 9110, section 15). */
final class HttpFailures {
    private static final int LONGEST_SAID = 300;

    private HttpFailures() {}

    static DeliveryException of(String routeId, HttpOperationFailedException answered, Instant now) {
        FailureCategory category = category(answered.getStatusCode());
        return new DeliveryException(
                category,
                "The other side answered " + answered.getStatusCode() + " to the route \"" + routeId + "\""
                        + meaning(category) + said(category, answered.getResponseBody()),
                retryAt(answered.getResponseHeaders(), now),
                answered);
    }

    private static FailureCategory category(int status) {
        return switch (status) {
            case 401, 403, 407 -> FailureCategory.AUTH_EXPIRED;
            case 429 -> FailureCategory.RATE_LIMITED;
                // it was not processed
            case 425, 503 -> FailureCategory.UNAVAILABLE;
            default -> status == 408 || status >= 500 ? FailureCategory.UNKNOWN_OUTCOME : FailureCategory.REJECTED;
        };
    }

    private static String meaning(FailureCategory category) {
        return switch (category) {
            case AUTH_EXPIRED -> ": it does not accept the route's credentials.";
            case RATE_LIMITED -> ": that were too many calls.";
            case UNAVAILABLE -> ": it takes nothing now.";
            case UNKNOWN_OUTCOME -> "; it is not known whether the delivery arrived.";
            default -> ": it does not take the delivery.";
        };
    }

    /** Its own words, where they may help whoever looks at it: what a refused sign-in is answered may repeat the credentials. */
    private static String said(FailureCategory category, @Nullable String body) {
        String line = body == null || category == FailureCategory.AUTH_EXPIRED ? "" : PlainText.line(body);
        if (line.isEmpty() || line.startsWith("<")) {
            // a page for browsers tells of the server in front of it
            return "";
        }
        return " It says: " + (line.length() <= LONGEST_SAID ? line : line.substring(0, LONGEST_SAID) + "…");
    }

    private static @Nullable Instant retryAt(@Nullable Map<String, String> headers, Instant now) {
        if (headers != null) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                if (header.getKey().equalsIgnoreCase("Retry-After")) {
                    return RetryAfter.of(header.getValue(), now);
                }
            }
        }
        return null;
    }
}
