package org.rostrum.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.testkit.TestDatabase;

class LogoutsTest {
    private static Desk desk() throws IOException {
        return new Desk(Database.Engine.DERBY).withProvider();
    }

    static Stream<Database.Engine> engines() {
        return TestDatabase.engines();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void backChannel_endsTheSession_once(Database.Engine engine) throws Exception {
        try (Desk desk = new Desk(engine).withProvider()) {
            String token = desk.provider.signed(desk.provider.logoutClaims().build());

            assertThat(desk.logouts.byToken("staff", token)).isEqualTo(1);
            assertThat(desk.external.ended).containsExactly("staff sign-in-1 null");
            assertThatThrownBy(() -> desk.logouts.byToken("staff", token))
                    .isInstanceOf(SignOnException.class)
                    .hasMessageContaining("used before");
            assertThat(desk.external.ended).hasSize(1);
        }
    }

    @Test
    void backChannel_endsAllOfAPerson_andTakesTheTypeOfTheStandard() throws Exception {
        try (Desk desk = desk()) {
            JWTClaimsSet claims = desk.provider
                    .logoutClaims()
                    .claim("sid", null)
                    .subject("subject-1")
                    .build();

            desk.logouts.byToken(
                    "staff", ScriptedProvider.signed(claims, desk.provider.key, new JOSEObjectType("logout+jwt")));

            assertThat(desk.external.ended).containsExactly("staff null subject-1");
        }
    }

    static Stream<Arguments> badTokens() {
        Map<String, Object> noLogout = Map.of("http://elsewhere.example/event", Map.of());
        return Stream.of(
                Arguments.of("an ID token", claims(claims -> claims.claim("events", null))),
                Arguments.of("another event", claims(claims -> claims.claim("events", noLogout))),
                Arguments.of("a nonce", claims(claims -> claims.claim("nonce", "n"))),
                Arguments.of("no id", claims(claims -> claims.jwtID(null))),
                Arguments.of("nobody named", claims(claims -> claims.claim("sid", null))),
                Arguments.of("another audience", claims(claims -> claims.audience("somebody"))),
                Arguments.of("another issuer", claims(claims -> claims.issuer("https://elsewhere.example"))),
                Arguments.of("expired", claims(claims -> claims.expirationTime(ago(60)))),
                Arguments.of("old", claims(claims -> claims.issueTime(ago(700)))),
                Arguments.of("unsigned", (Function<ScriptedProvider, String>) provider ->
                        ScriptedProvider.unsigned(provider.logoutClaims().build())),
                Arguments.of("another key", (Function<ScriptedProvider, String>) provider ->
                        ScriptedProvider.signed(provider.logoutClaims().build(), ScriptedProvider.newKey())),
                Arguments.of("no token", (Function<ScriptedProvider, String>) provider -> "nothing"));
    }

    private static Function<ScriptedProvider, String> claims(
            Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> change) {
        return provider -> provider.signed(change.apply(provider.logoutClaims()).build());
    }

    private static Date ago(int seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void logoutToken_thatProvesNothing_endsNothing(String name, Function<ScriptedProvider, String> token)
            throws Exception {
        try (Desk desk = desk()) {
            assertThatThrownBy(() -> desk.logouts.byToken("staff", token.apply(desk.provider)))
                    .isInstanceOfSatisfying(SignOnException.class, refused -> assertThat(refused.outcome())
                            .isEqualTo(SignOnException.Outcome.REFUSED));
            assertThat(desk.external.ended).isEmpty();
        }
    }

    @Test
    void frontChannel_endsTheSessionItNames() throws Exception {
        try (Desk desk = desk()) {
            desk.logouts.byBrowser("staff", desk.provider.issuer(), "sign-in-1");

            assertThat(desk.external.ended).containsExactly("staff sign-in-1 null");
            assertThatThrownBy(() -> desk.logouts.byBrowser("staff", "https://elsewhere.example", "sign-in-1"))
                    .isInstanceOf(SignOnException.class);
            assertThatThrownBy(() -> desk.logouts.byBrowser("staff", desk.provider.issuer(), null))
                    .isInstanceOf(SignOnException.class);
            assertThat(desk.external.ended).hasSize(1);
        }
    }

    @Test
    void signingOut_leadsToTheProvider_withTheTokenOfTheSession() throws Exception {
        try (Desk desk = desk()) {
            SignOn.Finished in = desk.signIn();
            desk.external.session = new ExternalSignOn.Closed(in.opened().session(), "staff", "cookie");

            URI address = desk.logouts
                    .here(false, "http://127.0.0.1:8181/console/")
                    .orElseThrow()
                    .provider()
                    .orElseThrow();

            Map<String, List<String>> parameters = URLUtils.parseParameters(address.getRawQuery());
            assertThat(address.toString()).startsWith(desk.provider.issuer() + "/end?");
            assertThat(parameters)
                    .containsEntry("client_id", List.of("rostrum"))
                    .containsEntry("post_logout_redirect_uri", List.of("http://127.0.0.1:8181/console/"))
                    .containsKey("id_token_hint");
            // it was for one use
            assertThat(desk.idTokens.take(in.opened().session())).isEmpty();
        }
    }

    @Test
    void signingOut_staysHere_whenNotWanted_orTheProviderIsDown_orThereWasAPassword() throws Exception {
        try (Desk desk = desk()) {
            desk.external.session = new ExternalSignOn.Closed("session", null, "cookie");
            assertThat(desk.logouts.here(false, null).orElseThrow().provider()).isEmpty();

            desk.external.session = new ExternalSignOn.Closed("session", "staff", "cookie");
            desk.provider.broken = true;
            assertThat(desk.logouts.here(false, null).orElseThrow().provider()).isEmpty();

            desk.provider.broken = false;
            Desk.Draft stay = desk.draft();
            stay.signOut = false;
            desk.providers.change("staff", stay.build(), 1);
            assertThat(desk.logouts.here(false, null).orElseThrow().provider()).isEmpty();
            desk.external.session = null;
            assertThat(desk.logouts.here(false, null)).isEmpty();
        }
    }

    @Test
    void idTokens_areSealed_resealed_andGoAfterAWhile() throws Exception {
        try (Desk desk = desk()) {
            desk.signIn();
            desk.box.newKey();
            // the client secret, too
            assertThat(desk.reseal.resealAll()).isEqualTo(2);
            assertThat(desk.reseal.resealAll()).isZero();
            desk.box.loseOldKeys();
            assertThat(desk.idTokens.take("session-1")).isPresent();
            desk.signIn();

            desk.clock.advance(Duration.ofDays(8));
            desk.signIn();
            assertThat(desk.idTokens.take("session-2")).isEmpty();
            assertThat(desk.idTokens.take("session-3")).isPresent();
        }
    }
}
