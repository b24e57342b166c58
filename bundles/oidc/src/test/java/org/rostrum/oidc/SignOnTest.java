package org.rostrum.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.ExternalPerson;
import org.rostrum.api.identity.ExternalRules;
import org.rostrum.api.identity.ExternalSignOnException;
import org.rostrum.oidc.SignOnException.Outcome;
import org.rostrum.testkit.TestDatabase;

class SignOnTest {
    /** Made before anybody waits for an answer that it signs: on a busy machine it takes longer than the answer may. */
    private static final RSAKey UNKNOWN_KEY = ScriptedProvider.newKey();

    private static Stream<Database.Engine> engines() {
        return TestDatabase.engines();
    }

    private static Desk desk() throws IOException {
        return new Desk(Database.Engine.DERBY).withProvider();
    }

    private static void assertOutcome(Outcome wanted, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(SignOnException.class, failure -> assertThat(failure.outcome())
                        .as(failure.getMessage())
                        .isEqualTo(wanted));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void signIn_bringsThePerson_withMappedGroupsOnly(Database.Engine engine) throws Exception {
        try (Desk desk = new Desk(engine).withProvider()) {
            SignOn.Finished finished = desk.signIn();

            assertThat(finished.returnTo()).isEqualTo("/console/users");
            assertThat(finished.opened().cookie()).startsWith("rostrumSession=");
            assertThat(desk.external.people)
                    .containsExactly(
                            new ExternalPerson("staff", "subject-1", "sign-in-1", "alice", "Alice A", Set.of(1L)));
            assertThat(desk.external.rules).containsExactly(new ExternalRules(true, "acme", false));
        }
    }

    @Test
    void request_carriesPkceStateAndNonce_andTheRedirectUriAsItIs() throws Exception {
        try (Desk desk = desk()) {
            SignOn.Begun begun = desk.signOn.begin("staff", Desk.REDIRECT, null);

            Map<String, List<String>> asked =
                    URLUtils.parseParameters(begun.address().getRawQuery());
            assertThat(asked)
                    .containsEntry("response_type", List.of("code"))
                    .containsEntry("redirect_uri", List.of(Desk.REDIRECT))
                    .containsEntry("scope", List.of("openid profile email"))
                    .containsEntry("code_challenge_method", List.of("S256"))
                    .containsKeys("state", "nonce", "code_challenge");
            assertThat(begun.address().toString()).doesNotContain(begun.browser());
        }
    }

    @Test
    void secret_goesInTheHeader_encodedAsTheSpecificationSays() throws Exception {
        try (Desk desk = desk()) {
            desk.signIn();

            assertThat(desk.provider.authorization)
                    .isEqualTo("Basic "
                            + java.util.Base64.getEncoder()
                                    .encodeToString("rostrum:s3cret%3Awith%2Fcolons".getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Each token that proves nothing, made of the claims that would. */
    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("another key of the same name", provider -> nonce -> {
                    RSAKey foreign = new RSAKey.Builder(UNKNOWN_KEY)
                            .keyID(provider.key.getKeyID())
                            .build();
                    return ScriptedProvider.signed(provider.claims(nonce).build(), foreign);
                }),
                bad(
                        "an unknown key",
                        provider -> nonce ->
                                ScriptedProvider.signed(provider.claims(nonce).build(), UNKNOWN_KEY)),
                bad(
                        "no signature",
                        provider -> nonce ->
                                ScriptedProvider.unsigned(provider.claims(nonce).build())),
                bad(
                        "the shared secret",
                        provider -> nonce -> ScriptedProvider.shared(
                                provider.claims(nonce).build(),
                                ScriptedProvider.SECRET.repeat(3).getBytes(StandardCharsets.UTF_8))),
                bad(
                        "the public key as secret",
                        provider -> nonce -> ScriptedProvider.shared(
                                provider.claims(nonce).build(),
                                provider.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))),
                claims("another audience", claims -> claims.audience("somebody")),
                claims("another issuer", claims -> claims.issuer("https://elsewhere.example")),
                claims("another nonce", claims -> claims.claim("nonce", "other")),
                claims("no nonce", claims -> claims.claim("nonce", null)),
                claims("another authorized party", claims -> claims.audience(List.of("rostrum", "b"))
                        .claim("azp", "b")),
                claims("several audiences without party", claims -> claims.audience(List.of("rostrum", "b"))),
                claims("expired", claims -> claims.expirationTime(ago(31))),
                claims("from the future", claims -> claims.issueTime(ago(-40))),
                claims("no expiry", claims -> claims.expirationTime(null)),
                claims("no subject", claims -> claims.subject(null)),
                claims("a long subject", claims -> claims.subject("x".repeat(256))));
    }

    private static Date ago(int seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    private static Arguments bad(String name, Function<ScriptedProvider, Function<String, String>> script) {
        return Arguments.of(name, script);
    }

    private static Arguments claims(String name, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> change) {
        return bad(
                name,
                provider -> nonce ->
                        provider.signed(change.apply(provider.claims(nonce)).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void idToken_thatProvesNothing_isRefused(String name, Function<ScriptedProvider, Function<String, String>> script)
            throws Exception {
        try (Desk desk = desk()) {
            desk.provider.idToken = script.apply(desk.provider);

            assertOutcome(Outcome.REFUSED, desk::signIn);
            assertThat(desk.external.people).isEmpty();
        }
    }

    @Test
    void clocks_mayDifferByTheSkew() throws Exception {
        try (Desk desk = desk()) {
            desk.provider.idToken = nonce -> desk.provider.signed(desk.provider
                    .claims(nonce)
                    .expirationTime(ago(20))
                    .issueTime(ago(-20))
                    .build());

            desk.signIn();

            assertThat(desk.external.people).hasSize(1);
        }
    }

    @Test
    void newKey_isFetched_whenATokenIsSignedWithIt_butNotForEachStranger() throws Exception {
        // making keys takes long on a busy machine, and looks are counted by the time between them
        RSAKey next = ScriptedProvider.newKey();
        RSAKey stranger = ScriptedProvider.newKey();
        try (Desk desk = desk()) {
            desk.signIn();
            assertThat(desk.provider.looksAtKeys).hasValue(1);

            desk.provider.key = next;
            long began = System.nanoTime();
            desk.signIn();
            assertThat(desk.provider.looksAtKeys).hasValue(2);
            assertThat(desk.external.people).hasSize(2);

            desk.provider.idToken =
                    nonce -> ScriptedProvider.signed(desk.provider.claims(nonce).build(), stranger);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(desk::signIn).isInstanceOf(SignOnException.class);
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            assertThat(desk.provider.looksAtKeys).as("within %s", taken).hasValueLessThanOrEqualTo((int)
                    (2 + 2 * taken.dividedBy(Discovery.BETWEEN_LOOKS_AT_KEYS)));
        }
    }

    @Test
    void state_isGoodForOneUse_inOneBrowser_forAWhile() throws Exception {
        try (Desk desk = desk()) {
            SignOn.Begun begun = desk.signOn.begin("staff", Desk.REDIRECT, null);
            SignOn.Returned returned = desk.provider.authorize(begun.address());
            assertOutcome(Outcome.EXPIRED, () -> desk.signOn.finish("staff", returned, null, null, false));
            assertOutcome(Outcome.EXPIRED, () -> desk.signOn.finish("staff", returned, "other", null, false));
            SignOn.Returned otherState = new SignOn.Returned("other", returned.code(), null, null);
            assertOutcome(Outcome.EXPIRED, () -> desk.finish(begun, otherState));
            desk.finish(begun, returned);
            assertOutcome(Outcome.EXPIRED, () -> desk.finish(begun, returned));

            SignOn.Begun late = desk.signOn.begin("staff", Desk.REDIRECT, null);
            SignOn.Returned back = desk.provider.authorize(late.address());
            desk.clock.advance(PendingStore.LONGEST.plusSeconds(1));
            assertOutcome(Outcome.EXPIRED, () -> desk.finish(late, back));
        }
    }

    @Test
    void state_ofAnotherProvider_isRefused() throws Exception {
        try (Desk desk = desk()) {
            desk.providers.create("partners", desk.draft().build());
            SignOn.Begun begun = desk.signOn.begin("partners", Desk.REDIRECT, null);

            assertOutcome(Outcome.EXPIRED, () -> desk.finish(begun, desk.provider.authorize(begun.address())));
        }
    }

    @Test
    void answer_ofAnotherIssuer_isRefused() throws Exception {
        try (Desk desk = desk()) {
            SignOn.Begun begun = desk.signOn.begin("staff", Desk.REDIRECT, null);
            SignOn.Returned returned = desk.provider.authorize(begun.address());

            assertOutcome(
                    Outcome.REFUSED,
                    () -> desk.finish(
                            begun,
                            new SignOn.Returned(returned.state(), returned.code(), "https://elsewhere.example", null)));
        }
    }

    @Test
    void code_thatWasUsed_isRefused() throws Exception {
        try (Desk desk = desk()) {
            SignOn.Begun first = desk.signOn.begin("staff", Desk.REDIRECT, null);
            SignOn.Returned used = desk.provider.authorize(first.address());
            desk.finish(first, used);
            SignOn.Begun second = desk.signOn.begin("staff", Desk.REDIRECT, null);
            SignOn.Returned own = desk.provider.authorize(second.address());

            assertOutcome(
                    Outcome.REFUSED,
                    () -> desk.finish(second, new SignOn.Returned(own.state(), used.code(), null, null)));
        }
    }

    @Test
    void personWhoBreaksOff_isTold() throws Exception {
        try (Desk desk = desk()) {
            SignOn.Begun begun = desk.signOn.begin("staff", Desk.REDIRECT, null);
            String state = desk.provider.authorize(begun.address()).state();

            assertOutcome(
                    Outcome.CANCELLED,
                    () -> desk.finish(begun, new SignOn.Returned(state, null, null, "access_denied")));
        }
    }

    @Test
    void providerThatIsDown_isTold() throws Exception {
        try (Desk desk = desk()) {
            SignOn.Begun begun = desk.signOn.begin("staff", Desk.REDIRECT, null);
            SignOn.Returned returned = desk.provider.authorize(begun.address());
            desk.provider.broken = true;
            assertOutcome(Outcome.UNAVAILABLE, () -> desk.finish(begun, returned));

            desk.provider.close();
            desk.discovery.forget();
            assertOutcome(Outcome.UNAVAILABLE, () -> desk.signOn.begin("staff", Desk.REDIRECT, null));
        }
    }

    @Test
    void keysThatCannotBeHad_areAnOutage_andNoForgery() throws Exception {
        try (Desk desk = desk()) {
            desk.provider.keyless = true;
            assertOutcome(Outcome.UNAVAILABLE, desk::signIn);
            assertThat(desk.external.people).isEmpty();
        }
    }

    @Test
    void providerThatIsOff_isNone() throws Exception {
        try (Desk desk = desk()) {
            Desk.Draft off = desk.draft();
            off.enabled = false;
            desk.providers.change("staff", off.build(), 1);

            assertOutcome(Outcome.NO_PROVIDER, () -> desk.signOn.begin("staff", Desk.REDIRECT, null));
            assertOutcome(Outcome.NO_PROVIDER, () -> desk.signOn.begin("absent", Desk.REDIRECT, null));
            assertThat(desk.external.ended).containsExactly("staff");
        }
    }

    @ParameterizedTest
    @EnumSource(ExternalSignOnException.Reason.class)
    void refusalHere_isTold(ExternalSignOnException.Reason reason) throws Exception {
        try (Desk desk = desk()) {
            desk.external.refuse = reason;

            assertOutcome(Outcome.of(reason), desk::signIn);
        }
    }

    @Test
    void claimsThatAreMissing_areAskedFor_ofTheSamePersonOnly() throws Exception {
        try (Desk desk = desk()) {
            desk.provider.idToken = nonce -> desk.provider.signed(
                    desk.provider.claims(nonce).claim("groups", null).build());
            desk.provider.userInfo.putAll(Map.of(
                    "sub", "subject-1", "groups", List.of("/agency/publishers"), "preferred_username", "mallory"));

            desk.signIn();

            assertThat(desk.external.people.get(0).groups()).containsExactly(1L);
            assertThat(desk.external.people.get(0).userName()).isEqualTo("alice");
            desk.provider.userInfo.put("sub", "subject-2");
            assertOutcome(Outcome.REFUSED, desk::signIn);
        }
    }

    @Test
    void nobodyCanFillTheTable() throws Exception {
        try (Desk desk = desk()) {
            for (int i = 0; i < PendingStore.MOST_OF_ADDRESS; i++) {
                desk.signOn.begin("staff", Desk.REDIRECT, null);
            }

            assertOutcome(Outcome.BUSY, () -> desk.signOn.begin("staff", Desk.REDIRECT, null));
            desk.clock.advance(PendingStore.LONGEST.plusSeconds(1));
            desk.signOn.begin("staff", Desk.REDIRECT, null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/console/",
                "//elsewhere.example/console/",
                "/console/..//elsewhere.example",
                "/console/../api/v1/users",
                "/console/%2e%2e/x",
                "/console\\@elsewhere.example",
                "/console/\\elsewhere.example",
                "/console/a\r\nSet-Cookie: x",
                "/consoles",
                "javascript:alert(1)",
                ""
            })
    void browser_goesNowhereElse(String wanted) {
        assertThat(ReturnAddress.of(wanted)).isEqualTo("/console/");
    }

    @Test
    void browser_goesToThePageThatWasWanted() {
        assertThat(ReturnAddress.of("/console/users/jane.doe?tab=rights#why"))
                .isEqualTo("/console/users/jane.doe?tab=rights#why");
        assertThat(ReturnAddress.of(null)).isEqualTo("/console/");
    }
}
