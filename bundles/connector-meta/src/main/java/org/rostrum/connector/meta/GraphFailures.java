package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** What Meta's errors mean: the code and subcode say it, not the status of HTTP. */
final class GraphFailures {
    private static final Set<Integer> TOO_MANY = Set.of(4, 17, 32, 341, 613);
    private static final Set<Integer> PASSING = Set.of(1, 2);
    private static final int OUTSIDE_OF_THE_WINDOW = 2018278;
    private static final int MOST_POSTS = 2207042;
    private static final int NOT_READY = 2207027;
    private static final int LONGEST = 300;

    private GraphFailures() {}

    /** Takes secrets out of what Meta says. */
    @FunctionalInterface
    interface Mask {
        String of(String text);
    }

    /** @param regained when calls are taken again, as the last answer told; null when it did not say */
    static DeliveryException of(GraphApi.Answer answer, Mask mask, @Nullable Instant regained) {
        JsonNode error = answer.body().path("error");
        if (!error.isObject()) {
            return answer.http().isGood() ? strange(answer) : answer.http().failure("");
        }
        FailureCategory category = category(error, answer.http().status(), answer.safe());
        return failure(
                category,
                error,
                mask,
                regained != null ? regained : answer.http().retryAt());
    }

    /** The same for one of many calls that were asked at once; none of them changes anything. */
    static DeliveryException of(JsonNode error, Mask mask, @Nullable Instant regained) {
        return failure(category(error, error.isObject() ? 400 : 500, true), error, mask, regained);
    }

    private static DeliveryException failure(
            FailureCategory category, JsonNode error, Mask mask, @Nullable Instant retryAt) {
        int code = error.path("code").asInt(0);
        int subcode = error.path("error_subcode").asInt(0);
        String said = mask.of(said(error));
        String name = subcode == 0 ? "" + code : code + "/" + subcode;
        String remedy = remedy(code, subcode, said);
        return new DeliveryException(
                category,
                "Meta answered " + name + ": " + said + (remedy.isEmpty() ? "" : " " + remedy),
                category == FailureCategory.RATE_LIMITED ? retryAt : null,
                null);
    }

    private static String said(JsonNode error) {
        String shown = error.path("error_user_msg").asText("");
        String said = error.path("message").asText("");
        String whole = (shown.isEmpty() || said.contains(shown) ? said : said + " (" + shown + ")")
                .strip()
                .replaceAll("\\s+", " ");
        String cut = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
        return cut.isEmpty() ? "no reason given." : cut.endsWith(".") || cut.endsWith(")") ? cut : cut + ".";
    }

    private static FailureCategory category(JsonNode error, int status, boolean safe) {
        int code = error.path("code").asInt(0);
        int subcode = error.path("error_subcode").asInt(0);
        FailureCategory doubt = safe ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME;
        if (subcode == MOST_POSTS || TOO_MANY.contains(code) || (code >= 80_000 && code < 80_100)) {
            return FailureCategory.RATE_LIMITED;
        }
        if (subcode == NOT_READY) {
            return FailureCategory.UNAVAILABLE;
        }
        if (subcode == OUTSIDE_OF_THE_WINDOW) {
            return FailureCategory.REJECTED;
        }
        if (code == 190 || code == 102 || code == 104 || isAboutProof(error) || isPermission(code)) {
            return FailureCategory.AUTH_EXPIRED;
        }
        if (PASSING.contains(code) || error.path("is_transient").asBoolean()) {
            return doubt;
        }
        if (code == 0 && status == 401) {
            return FailureCategory.AUTH_EXPIRED;
        }
        return status >= 500 ? doubt : FailureCategory.REJECTED;
    }

    private static boolean isPermission(int code) {
        return code == 3 || code == 10 || (code >= 200 && code < 300);
    }

    private static boolean isAboutProof(JsonNode error) {
        return error.path("message").asText("").contains("appsecret_proof");
    }

    /** Something that is none of the Graph API's answers. */
    private static DeliveryException strange(GraphApi.Answer answer) {
        return new DeliveryException(
                answer.safe() ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME,
                answer.http().address().getHost() + " gave an answer that is none of the Graph API."
                        + (answer.safe() ? "" : " Whether it did what it was asked for is not known."),
                null);
    }

    private static String remedy(int code, int subcode, String said) {
        if (code == 104 || said.contains("appsecret_proof")) {
            return "Look at \"App secret\": it must be that of the app that the token was made for.";
        }
        if (code == 190 || code == 102) {
            return token(subcode);
        }
        if (subcode == OUTSIDE_OF_THE_WINDOW) {
            return "Messages are possible for 24 hours after the person last wrote. Answer in Meta Business Suite, or wait"
                    + " until the person writes again.";
        }
        if (subcode == MOST_POSTS) {
            return "Instagram takes no more posts by programs for now; the next attempt comes later.";
        }
        if (isPermission(code)) {
            return "Look whether the token has all permissions (check the connection), and whether its owner may do this on"
                    + " the page.";
        }
        return switch (code) {
            case 100 -> subcode == 33
                    ? "It is not there any more, or the token may not see it."
                    : "Look at what is named there.";
            case 368 -> "Meta holds this to be against its rules and blocks it for some time. Look into Meta Business"
                    + " Suite, Page quality, before it is tried again.";
            case 506 -> "The same was said just before. Change the words, or leave it.";
            case 12, 2635 -> "Look at \"Version of the Graph API\": this one has ended.";
            default -> "";
        };
    }

    private static String token(int subcode) {
        return switch (subcode) {
            case 458 -> "The person has removed the app. Make a new token.";
            case 459, 464 -> "The person must sign in at facebook.com first.";
            case 460 -> "The person has changed the password. Make a new token.";
            case 463 -> "The token has ended. Make a new one; that of a system user does not end.";
            case 492 -> "The person no longer has a role on the page. Give one back, or use another token.";
            default -> "Make a new token.";
        };
    }
}
