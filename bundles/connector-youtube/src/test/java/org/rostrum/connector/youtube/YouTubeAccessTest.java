package org.rostrum.connector.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Post;
import org.rostrum.testkit.connector.NetworkSimulator;

/** How access is renewed, what rights suffice for, and what is told when they do not. */
class YouTubeAccessTest {
    private static final String SCOPES = "https://www.googleapis.com/auth/";

    private YouTubeBench bench;
    private YouTubeSimulator network;

    @BeforeEach
    void begin() throws Exception {
        bench = new YouTubeBench();
        network = bench.network;
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private static DeliveryException failure(ThrowingCallable call) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private long renewals() {
        return network.requests().stream()
                .map(NetworkSimulator.Request::path)
                .filter("/token"::equals)
                .count();
    }

    @Test
    void access_isRenewed_beforeItsEndAndWhenItIsRefused() throws Exception {
        assertThat(bench.connector().check()).isEqualTo("@acme (Acme \u0141td)");
        bench.connector().check();
        assertThat(renewals()).isOne();
        bench.pass(Duration.ofMinutes(58).plusSeconds(30));
        bench.connector().check();
        assertThat(renewals()).isEqualTo(2);
        network.endAccess();
        String thread = network.say("Still there?");
        bench.connector().publish(Post.of("k", bench.clock.instant(), "Yes").replyingTo(thread));
        assertThat(renewals()).isEqualTo(3);
        assertThat(network.said()).hasSize(1);
    }

    @Test
    void otherRefreshToken_isKept_beforeItIsUsed() throws Exception {
        network.rotate("1//other-refresh_token");
        bench.connector().check();
        network.endAccess();
        bench.reconnect();
        bench.connector().check();
        assertThat(renewals()).isEqualTo(2);
    }

    @Test
    void newSettings_winOverWhatIsRemembered() throws Exception {
        network.rotate("1//other-refresh_token");
        bench.connector().check();
        bench.reconnect();
        bench.with("refreshToken", "1//given-anew");
        DeliveryException failure = failure(() -> bench.connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(network.requests().get(network.requests().size() - 1).text()).contains("given-anew");
    }

    @Test
    void access_thatWasTakenBack_isToldWithWhatToDo() {
        network.revoke();
        DeliveryException failure = failure(() -> bench.connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure)
                .hasMessageContaining("new refresh token")
                .hasMessageContaining("every seven days")
                .hasMessageNotContaining(YouTubeSimulator.REFRESH);
    }

    @Test
    void client_thatGoogleDoesNotKnow_isTold() {
        bench.with("clientSecret", "GOCSPX-another");
        assertThat(failure(() -> bench.connector().check())).hasMessageContaining("client id and the client secret");
    }

    @Test
    void grantForSomeDays_isForeseen() throws Exception {
        network.grantSeconds(604_799);
        bench.connector().check();
        assertThat(bench.connector().credentialsEnd())
                .contains(bench.clock.instant().plusSeconds(604_799));
        assertThat(bench.connector().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("in testing"));
    }

    @Test
    void grantForEver_isNoMatter() throws Exception {
        bench.connector().check();
        assertThat(bench.connector().credentialsEnd()).isEmpty();
        assertThat(bench.connector().warnings()).isEmpty();
    }

    @Test
    void check_namesTheScopeThatIsMissing() {
        network.scope(SCOPES + "youtube.readonly");
        DeliveryException failure = failure(() -> bench.connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("youtube.force-ssl").hasMessageContaining("READER");
    }

    @Test
    void reader_readsAndDoesNothingElse() throws Exception {
        network.scope(SCOPES + "youtube.readonly");
        bench.with("access", "READER");
        network.say("Hello");
        assertThat(bench.connector().check()).startsWith("@acme");
        assertThat(bench.words()).contains("Hello");
        assertThat(bench.connector().abilities())
                .isEqualTo(EnumSet.of(Ability.LISTEN, Ability.SEARCH, Ability.METRICS, Ability.WEBHOOK));
        assertThat(failure(() -> bench.connector()
                                .publish(Post.of("k", Instant.now(), "No").replyingTo(YouTubeSimulator.VIDEO)))
                        .category())
                .isEqualTo(FailureCategory.UNSUPPORTED);
    }

    @Test
    void key_readsWhatIsPublic_andStaysOutOfAddresses() throws Exception {
        bench.with("access", "KEY")
                .with("apiKey", YouTubeSimulator.KEY)
                .with("channel", "@acme")
                .with("refreshToken", "");
        network.say("Hello");
        assertThat(bench.connector().check()).isEqualTo("@acme (Acme \u0141td)");
        assertThat(bench.words()).containsExactly("Hello", "How to fold a box\n\nAbout <it> & more");
        assertThat(bench.words()).isEmpty();
        assertThat(renewals()).isZero();
        assertThat(network.requests()).noneMatch(request -> request.target().contains(YouTubeSimulator.KEY));
    }

    @Test
    void key_thatIsNone_isAMatterOfCredentials() {
        bench.with("access", "KEY").with("apiKey", "AIza-another").with("channel", YouTubeSimulator.ME);
        DeliveryException failure = failure(() -> bench.connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("Give an API key that is good");
    }

    @Test
    void channel_thatIsNotThere_orNotOurs_isTold() {
        bench.with("channel", "@somebody");
        assertThat(failure(() -> bench.connector().check())).hasMessageContaining("not to @somebody");
        bench.reconnect();
        bench.with("access", "KEY").with("apiKey", YouTubeSimulator.KEY);
        DeliveryException failure = failure(() -> bench.connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("YouTube has no channel @somebody");
    }
}
