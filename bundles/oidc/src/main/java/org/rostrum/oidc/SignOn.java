package org.rostrum.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.ExternalPerson;
import org.rostrum.api.identity.ExternalRules;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.api.identity.ExternalSignOnException;
import org.rostrum.api.security.Access;
import org.rostrum.oidc.SignOnException.Outcome;
import org.rostrum.spi.http.HttpCall;

/** The authorization code flow with PKCE: to the provider, and back with proof. */
@Component(service = SignOn.class)
public final class SignOn {
    private final ProviderStore providers;
    private final PendingStore pending;
    private final Discovery discovery;
    private final CodeExchange exchange;
    private final IdTokens idTokens;
    private final ExternalSignOn external;
    private final Access access;

    @Activate
    public SignOn(
            @Reference ProviderStore providers,
            @Reference PendingStore pending,
            @Reference Discovery discovery,
            @Reference CodeExchange exchange,
            @Reference IdTokens idTokens,
            @Reference ExternalSignOn external,
            @Reference Access access) {
        this.providers = providers;
        this.pending = pending;
        this.discovery = discovery;
        this.exchange = exchange;
        this.idTokens = idTokens;
        this.external = external;
        this.access = access;
    }

    /**
     * A sign-in that was begun.
     *
     * @param address at the provider, where the browser goes
     * @param browser what the browser keeps meanwhile; a secret
     */
    record Begun(URI address, String browser) {}

    /** @param redirectUri where the provider sends the browser to, exactly as it is registered there */
    Begun begin(String id, String redirectUri, @Nullable String returnTo) throws SignOnException {
        Settings settings = enabled(id);
        Provider provider = provider(settings);
        PendingStore.Ticket ticket = pending.begin(
                        id,
                        new PendingStore.Pending(redirectUri, ReturnAddress.of(returnTo)),
                        access.caller().address())
                .orElseThrow(() -> new SignOnException(Outcome.BUSY, "Too many sign-ins are under way."));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", settings.view().clientId());
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", String.join(" ", scopes(settings)));
        parameters.put("state", ticket.state());
        parameters.put("nonce", ticket.nonce());
        parameters.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(ticket.verifier()))
                        .getValue());
        parameters.put("code_challenge_method", "S256");
        return new Begun(
                HttpCall.address(
                        provider.metadata().getAuthorizationEndpointURI().toString(), parameters),
                ticket.browser());
    }

    private static Set<String> scopes(Settings settings) {
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add("openid");
        scopes.addAll(settings.view().scopes());
        return scopes;
    }

    /** What came back from the provider with the browser; null for what did not. */
    record Returned(@Nullable String state, @Nullable String code, @Nullable String issuer, @Nullable String error) {}

    /** Somebody who is in. */
    record Finished(ExternalSignOn.Opened opened, String returnTo) {}

    Finished finish(String id, Returned returned, @Nullable String browser, @Nullable String agent, boolean secure)
            throws SignOnException {
        Settings settings = enabled(id);
        if (returned.state() == null || browser == null) {
            throw new SignOnException(Outcome.EXPIRED, "Came back without state, or without cookie.");
        }
        PendingStore.Ticket ticket = new PendingStore.Ticket(returned.state(), browser);
        PendingStore.Pending begun = pending.take(id, ticket)
                .orElseThrow(() -> new SignOnException(
                        Outcome.EXPIRED, "Not begun by this browser, finished before, or too old."));
        String issuer = returned.issuer();
        if (issuer != null && !issuer.equals(settings.view().issuer())) {
            throw new SignOnException(Outcome.REFUSED, "The answer names another issuer.");
        }
        if (returned.error() != null || returned.code() == null) {
            throw new SignOnException(
                    "access_denied".equals(returned.error()) ? Outcome.CANCELLED : Outcome.REFUSED,
                    "The provider answered: " + Words.shown(String.valueOf(returned.error())));
        }
        Provider provider = provider(settings);
        CodeExchange.Got got =
                exchange.redeem(settings, provider, returned.code(), begun.redirectUri(), ticket.verifier());
        JWT token = Tokens.parse(got.idToken());
        IDTokenClaimsSet claims = Tokens.idToken(settings, provider, token, ticket.nonce());
        ExternalPerson person = person(settings, exchange.claims(settings, provider, claims, got));
        ExternalRules rules = new ExternalRules(
                settings.view().createUsers(),
                settings.view().accountId(),
                settings.view().linkByName());
        try {
            ExternalSignOn.Opened opened = external.open(person, rules, agent, secure);
            if (settings.view().signOutAtProvider()) {
                idTokens.keep(opened.session(), got.idToken());
            }
            return new Finished(opened, begun.returnTo());
        } catch (ExternalSignOnException refused) {
            throw new SignOnException(Outcome.of(refused.reason()), String.valueOf(refused.getMessage()), refused);
        }
    }

    private static ExternalPerson person(Settings settings, CodeExchange.Known known) throws SignOnException {
        Claims claims = known.claims();
        String name = claims.text(settings.view().userNameClaim());
        if (name == null) {
            throw new SignOnException(
                    Outcome.NAME_UNUSABLE,
                    "There is no claim " + settings.view().userNameClaim() + ".");
        }
        String groups = settings.view().groupsClaim();
        return new ExternalPerson(
                settings.id(),
                known.subject(),
                known.session(),
                name,
                claims.text("name"),
                groups == null ? Set.of() : settings.groupsFor(claims.texts(groups)));
    }

    private Settings enabled(String id) throws SignOnException {
        return providers
                .database()
                .read(connection -> providers.find(connection, id))
                .filter(found -> found.view().enabled())
                .orElseThrow(
                        () -> new SignOnException(Outcome.NO_PROVIDER, "There is no such provider, or it is off."));
    }

    private Provider provider(Settings settings) throws SignOnException {
        try {
            return discovery.provider(settings.view().issuer());
        } catch (ProviderUnavailableException away) {
            throw new SignOnException(Outcome.UNAVAILABLE, String.valueOf(away.getMessage()), away);
        }
    }
}
