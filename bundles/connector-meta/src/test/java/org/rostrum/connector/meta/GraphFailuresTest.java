package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

class GraphFailuresTest {
    private static DeliveryException failure(int status, String body, boolean safe) throws Exception {
        HttpCall call = HttpCall.post(URI.create("https://graph.facebook.com/v26.0/me"), HttpBody.form(Map.of()));
        HttpAnswer answer = new HttpAnswer(
                call, call.address(), status, Map.of(), body.getBytes(StandardCharsets.UTF_8), Instant.now());
        return GraphFailures.of(
                new GraphApi.Answer(answer, GraphApi.JSON.readTree(body), safe),
                text -> text.replace("s3cret", "…"),
                null);
    }

    private static DeliveryException failure(int status, int code, int subcode, boolean safe) throws Exception {
        ObjectNode whole = GraphApi.JSON.createObjectNode();
        whole.putObject("error")
                .put("message", "It is s3cret")
                .put("code", code)
                .put("error_subcode", subcode);
        return failure(status, whole.toString(), safe);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 190, 463, AUTH_EXPIRED, has ended",
        "400, 190, 460, AUTH_EXPIRED, password",
        "400, 190, 458, AUTH_EXPIRED, removed the app",
        "400, 190, 459, AUTH_EXPIRED, sign in",
        "400, 190, 492, AUTH_EXPIRED, role on the page",
        "400, 190, 0, AUTH_EXPIRED, new token",
        "400, 102, 0, AUTH_EXPIRED, new token",
        "400, 104, 0, AUTH_EXPIRED, App secret",
        "403, 10, 0, AUTH_EXPIRED, permissions",
        "403, 200, 0, AUTH_EXPIRED, permissions",
        "403, 299, 0, AUTH_EXPIRED, permissions",
        "403, 10, 2018278, REJECTED, 24 hours",
        "400, 4, 0, RATE_LIMITED, ''",
        "400, 17, 0, RATE_LIMITED, ''",
        "400, 32, 0, RATE_LIMITED, ''",
        "400, 613, 0, RATE_LIMITED, ''",
        "400, 80001, 0, RATE_LIMITED, ''",
        "400, 80002, 0, RATE_LIMITED, ''",
        "403, 9, 2207042, RATE_LIMITED, no more posts",
        "400, 9007, 2207027, UNAVAILABLE, ''",
        "400, 100, 0, REJECTED, named there",
        "400, 100, 33, REJECTED, not there any more",
        "403, 368, 0, REJECTED, Page quality",
        "400, 506, 0, REJECTED, Change the words",
        "400, 2635, 0, REJECTED, Version",
        "500, 1, 0, UNKNOWN_OUTCOME, ''",
        "500, 2, 0, UNKNOWN_OUTCOME, ''",
        "400, 2, 0, UNKNOWN_OUTCOME, ''",
        "503, 7777, 0, UNKNOWN_OUTCOME, ''",
        "400, 7777, 0, REJECTED, ''"
    })
    void codes_meanWhatMetaSays(int status, int code, int subcode, FailureCategory category, String remedy)
            throws Exception {
        DeliveryException failure = failure(status, code, subcode, false);
        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure).hasMessageContaining("" + code).hasMessageContaining(remedy);
        assertThat(failure.getMessage()).doesNotContain("s3cret");
        FailureCategory harmless = category == FailureCategory.UNKNOWN_OUTCOME ? FailureCategory.UNAVAILABLE : category;
        assertThat(failure(status, code, subcode, true).category()).isEqualTo(harmless);
    }

    @Test
    void whatMetaCallsTransient_isTriedAgain() throws Exception {
        String body = "{\"error\":{\"message\":\"Later\",\"code\":9999,\"is_transient\":true}}";
        assertThat(failure(400, body, true).category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure(400, body, false).category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
    }

    @Test
    void wordsForPeople_areTold_andLongOnesCut() throws Exception {
        assertThat(failure(
                        400,
                        "{\"error\":{\"message\":\"(#100) Bad\",\"code\":100,\"error_user_msg\":\"The picture is too"
                                + " small\"}}",
                        false))
                .hasMessageContaining("(#100) Bad (The picture is too small)");
        String longOne = "{\"error\":{\"message\":\"" + "x".repeat(5000) + "\",\"code\":100}}";
        assertThat(String.valueOf(failure(400, longOne, false).getMessage())).hasSizeLessThan(500);
    }

    @Test
    void whatIsNoAnswerOfTheGraph_isRecognised() throws Exception {
        assertThat(failure(200, "[]", true).category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure(200, "\"yes\"", false).category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
        assertThat(failure(429, "{}", false).category()).isEqualTo(FailureCategory.RATE_LIMITED);
    }
}
