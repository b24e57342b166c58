package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;

/** What X says, in its several forms, and what is made of it. */
class RefusalTest extends XGround {
    private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

    private DeliveryException refused(FailureCategory category, int status, String body) {
        network().refuse(request -> request.path().equals("/2/tweets"), Reply.json(status, body));
        return failure(category, () -> connector().publish(post("1", "Hello")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "403|{'detail':'Your account is suspended and is not permitted to access this feature.','type':'about:blank','title':'Forbidden'}|suspended the account",
                "403|{'errors':[{'code':64,'message':'Your account is suspended and is not permitted to access this feature.'}]}|suspended the account",
                "403|{'errors':[{'code':326,'message':'To protect our users, this account is temporarily locked. Please log in.'}]}|locked the account",
                "401|{'title':'Unauthorized','type':'about:blank','status':401,'detail':'Unauthorized'}|grant the app anew",
                "403|{'type':'https://api.twitter.com/2/problems/client-forbidden','title':'Client Forbidden','detail':'Your client app is not attached to a project.','reason':'client-not-enrolled'}|developer console",
                "403|{'type':'https://api.x.com/2/problems/unsupported-authentication','title':'Unsupported Authentication','detail':'not permitted'}|developer console"
            })
    void whatEndsTheConnection_isToldAsSuch(int status, String body, String words) {
        assertThat(refused(FailureCategory.AUTH_EXPIRED, status, body.replace('\'', '"')))
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "403|{'detail':'You are not permitted to perform this action.','type':'about:blank','title':'Forbidden'}|not permitted",
                "403|{'detail':'The account that you answer is suspended.','type':'about:blank','title':'Forbidden'}|that you answer",
                "403|{'detail':'Sorry, you cannot see it.','type':'https://api.x.com/2/problems/not-authorized-for-resource','title':'Authorization Error'}|cannot see it",
                "400|{'errors':[{'parameters':{'text':['']},'message':'text is wrong'}],'title':'Invalid Request','detail':'One or more parameters to your request was invalid.'}|text is wrong",
                "404|{'title':'Not Found Error','detail':'Could not find it.','type':'https://api.x.com/2/problems/resource-not-found'}|Could not find"
            })
    void whatXWillRefuseAgain_isRejected_inItsWords(int status, String body, String words) {
        assertThat(refused(FailureCategory.REJECTED, status, body.replace('\'', '"')))
                .hasMessageContaining(words);
    }

    @Test
    void whatIsNotX_isTold_withTheSetting() {
        assertThat(refused(FailureCategory.REJECTED, 404, "<html>No such page</html>"))
                .hasMessageContaining("no answer of X's API")
                .hasMessageContaining("\"api\": X is at https://api.x.com");
    }

    @Test
    void credits_areWaitedFor_withTheRemedy() {
        DeliveryException failure = refused(
                FailureCategory.RATE_LIMITED,
                402,
                "{\"title\":\"CreditsDepleted\",\"detail\":\"Your enrolled account [1] does not have any credits to fulfill"
                        + " this request.\",\"type\":\"" + PROBLEMS + "credits\"}");
        assertThat(failure).hasMessageContaining("developer console");
        assertThat(failure.retryAt())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(50)),
                        Instant.now().plus(Duration.ofMinutes(70)));
    }

    @ParameterizedTest
    @CsvSource({"429, Monthly", "403, Daily"})
    void cap_isLookedAtAgainTheNextDay(int status, String period) {
        DeliveryException failure = refused(
                FailureCategory.RATE_LIMITED,
                status,
                "{\"title\":\"UsageCapExceeded\",\"detail\":\"Usage cap exceeded: " + period
                        + " product cap\",\"period\":\"" + period + "\",\"scope\":\"Product\",\"type\":\"" + PROBLEMS
                        + "usage-capped\"}");
        assertThat(java.util.Objects.requireNonNull(failure.retryAt()).getEpochSecond() % 86_400)
                .isZero();
        assertThat(failure).hasMessageContaining(period);
    }

    @Test
    void limitForADay_goesBeforeTheOneForAQuarterOfAnHour() {
        Instant day = Instant.now().plus(Duration.ofHours(5));
        network()
                .refuse(
                        request -> request.path().equals("/2/tweets"),
                        XSimulator.problem(429, "about:blank", "Too Many Requests", "Too Many Requests")
                                .with("x-user-limit-24hour-remaining", 0)
                                .with("x-user-limit-24hour-reset", day.getEpochSecond()));
        DeliveryException failure =
                failure(FailureCategory.RATE_LIMITED, () -> connector().publish(post("1", "Hello")));
        assertThat(failure.retryAt()).isEqualTo(Instant.ofEpochSecond(day.getEpochSecond()));
    }

    @Test
    void goodStatus_withErrorsAlone_isNo() {
        assertThat(
                        refused(
                                FailureCategory.REJECTED,
                                200,
                                "{\"errors\":[{\"detail\":\"Could not do that.\",\"title\":\"Error\",\"type\":\"about:blank\"}]}"))
                .hasMessageContaining("Could not do that");
    }

    @Test
    void goodStatus_withoutAnId_leavesDoubt() {
        refused(FailureCategory.UNKNOWN_OUTCOME, 201, "{\"data\":{\"text\":\"Hello\"}}");
        refused(FailureCategory.UNKNOWN_OUTCOME, 201, "<html>");
        refused(FailureCategory.UNKNOWN_OUTCOME, 503, "{\"title\":\"Service Unavailable\"}");
    }
}
