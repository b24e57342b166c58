package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;

/** What answers that are no good mean: WordPress says it in a code; what stands before it says it in a page. */
final class Refusals {
    private static final String PASSWORD =
            " Look whether the name of the user is right, and give an application password of that account, which is"
                    + " made at the site under Users, Profile, Application Passwords.";
    private static final Set<String> SWITCHED_OFF =
            Set.of("application_passwords_disabled", "application_passwords_disabled_for_user");
    private static final Set<String> FILES =
            Set.of("rest_upload_unknown_error", "rest_upload_sideload_error", "rest_upload_file_error", "upload_error");

    private Refusals() {}

    /** Gives the answer if it is good. */
    static WordpressApi.Answer good(WordpressApi.Answer answer) throws DeliveryException {
        if (answer.http().isGood()) {
            return answer;
        }
        throw answer.code().isEmpty() ? byOthers(answer) : byWordpress(answer, answer.code());
    }

    /** Whether a good answer is one that can be understood. */
    static void require(WordpressApi.Answer answer, boolean understood) throws DeliveryException {
        if (!understood) {
            throw noInterface(answer);
        }
    }

    /** The answer is a good one, but none of the interface. */
    static DeliveryException noInterface(WordpressApi.Answer answer) {
        String type =
                answer.http().header("Content-Type").orElse("something unnamed").replaceFirst(";.*", "");
        return new DeliveryException(
                answer.call().safe() ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME,
                host(answer) + " gave an answer that is none of WordPress's REST interface (" + type
                        + "). A cache, a login page, a plugin or a warning of PHP may stand in between, or the"
                        + " address of the site is another one.",
                null);
    }

    private static DeliveryException byWordpress(WordpressApi.Answer answer, String code) {
        HttpAnswer http = answer.http();
        DeliveryException plain = http.failure(said(answer.body(), code));
        String message = String.valueOf(plain.getMessage());
        if (SWITCHED_OFF.contains(code)) {
            return failure(
                    FailureCategory.AUTH_EXPIRED, message + " Have application passwords switched on at the site.");
        }
        if (code.equals("comment_flood")) {
            // it names no time, and a few seconds will do
            return failure(FailureCategory.RATE_LIMITED, message);
        }
        if (FILES.contains(code)) {
            return failure(FailureCategory.REJECTED, message + " The site may not take files of this kind or size.");
        }
        return switch (http.status()) {
            case 401 -> failure(FailureCategory.AUTH_EXPIRED, message + unauthorized(code));
            case 403 -> failure(
                    answer.call().safe() ? FailureCategory.AUTH_EXPIRED : FailureCategory.REJECTED,
                    message + " The account lacks the right to do this, or a plugin of the site forbids it.");
            case 404 -> code.equals("rest_no_route")
                    ? failure(FailureCategory.REJECTED, message + " A plugin of the site may have removed it.")
                    : plain;
            default -> plain;
        };
    }

    /** A wrong password and one that was never seen have the same code in some versions. */
    private static String unauthorized(String code) {
        return code.startsWith("rest_")
                ? PASSWORD
                        + " If both are right, the site has not seen them: its web server or a plugin keeps the header"
                        + " Authorization from it, or closes the REST interface altogether."
                : PASSWORD;
    }

    private static DeliveryException byOthers(WordpressApi.Answer answer) {
        HttpAnswer http = answer.http();
        DeliveryException plain = http.failure("");
        String message = String.valueOf(plain.getMessage());
        return switch (http.status()) {
            case 401 -> failure(
                    FailureCategory.AUTH_EXPIRED,
                    message + ", and it is not WordPress that says so: its web server or a plugin asks for something"
                            + " of its own. Have it let calls of the REST interface through.");
            case 403, 406 -> failure(
                    answer.call().safe() ? FailureCategory.AUTH_EXPIRED : FailureCategory.REJECTED,
                    message + ", and it is not WordPress that says so: a firewall or a plugin for security stands"
                            + " before it. Have it let this server's calls of the REST interface through.");
            case 404 -> failure(
                    FailureCategory.REJECTED,
                    message
                            + ": there is no REST interface of WordPress. Look whether the address of the site is right,"
                            + " and whether a plugin has switched the interface off.");
            case 301, 302, 303, 307, 308 -> failure(
                    FailureCategory.REJECTED,
                    message + ": the REST interface has moved. Give the address of the site that browsers end up at.");
            default -> plain;
        };
    }

    private static String said(JsonNode body, String code) {
        String words = HtmlText.line(body.path("message").asText(""));
        JsonNode parameters = body.path("data").path("params");
        if (parameters.isObject()) {
            words += " " + HtmlText.line(parameters.toString());
        }
        return words.isBlank() ? code : code + ": " + words;
    }

    private static String host(WordpressApi.Answer answer) {
        return String.valueOf(answer.http().address().getHost());
    }

    private static DeliveryException failure(FailureCategory category, String message) {
        return new DeliveryException(category, message, null);
    }
}
