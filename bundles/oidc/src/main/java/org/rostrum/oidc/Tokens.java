package org.rostrum.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.text.ParseException;
import java.util.Set;
import org.rostrum.oidc.SignOnException.Outcome;

/** Judges tokens of a provider. Only what it signed with a key of its own counts: no secret that we share with it, and not nothing. */
final class Tokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final int LONGEST_TOKEN = 100_000;
    private static final int LONGEST_SUBJECT = 255;

    private Tokens() {}

    /** Whether one of the names is that of an algorithm that is accepted. */
    static boolean accepts(Set<JWSAlgorithm> offered) {
        return offered.stream().anyMatch(ALGORITHMS::contains);
    }

    static IDTokenClaimsSet idToken(Settings settings, Provider provider, JWT token, String nonce)
            throws SignOnException {
        ClientID client = new ClientID(settings.view().clientId());
        IDTokenValidator validator = new IDTokenValidator(issuer(settings), client, selector(provider), null);
        validator.setMaxClockSkew(settings.view().clockSkewSeconds());
        IDTokenClaimsSet claims = judged(() -> validator.validate(token, new Nonce(nonce)));
        if (claims.getAudience().size() > 1 && claims.getAuthorizedParty() == null) {
            throw new SignOnException(Outcome.REFUSED, "The ID token is for several and does not say for whom (azp).");
        }
        if (claims.getAuthorizedParty() != null
                && !claims.getAuthorizedParty().getValue().equals(client.getValue())) {
            throw new SignOnException(Outcome.REFUSED, "The ID token was given to somebody else (azp).");
        }
        if (claims.getSubject().getValue().length() > LONGEST_SUBJECT) {
            throw new SignOnException(Outcome.REFUSED, "The subject of the ID token is longer than 255 characters.");
        }
        return claims;
    }

    static LogoutTokenClaimsSet logoutToken(Settings settings, Provider provider, String text) throws SignOnException {
        LogoutTokenValidator validator = new LogoutTokenValidator(
                issuer(settings), new ClientID(settings.view().clientId()), false, selector(provider), null);
        validator.setMaxClockSkew(settings.view().clockSkewSeconds());
        JWT token = parse(text);
        return judged(() -> validator.validate(token));
    }

    static JWT parse(String text) throws SignOnException {
        if (text.length() > LONGEST_TOKEN) {
            throw new SignOnException(Outcome.REFUSED, "The token is too long.");
        }
        try {
            return JWTParser.parse(text);
        } catch (ParseException none) {
            throw new SignOnException(Outcome.REFUSED, "What came is no token.", none);
        }
    }

    private static Issuer issuer(Settings settings) {
        return new Issuer(settings.view().issuer());
    }

    private static JWSVerificationKeySelector<SecurityContext> selector(Provider provider) {
        return new JWSVerificationKeySelector<>(ALGORITHMS, provider.keys());
    }

    @FunctionalInterface
    private interface Judgement<T> {
        T pass() throws BadJOSEException, JOSEException;
    }

    private static <T> T judged(Judgement<T> judgement) throws SignOnException {
        try {
            return judgement.pass();
        } catch (JWKSetUnavailableException away) {
            throw new SignOnException(
                    Outcome.UNAVAILABLE, "The provider's keys cannot be had: " + away.getMessage(), away);
        } catch (KeySourceException unknown) {
            throw new SignOnException(
                    Outcome.REFUSED, "The token's key cannot be had: " + unknown.getMessage(), unknown);
        } catch (BadJOSEException | JOSEException bad) {
            throw new SignOnException(Outcome.REFUSED, "The token is refused: " + bad.getMessage(), bad);
        }
    }
}
