package org.rostrum.oidc;

import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.oidc.SignOnException.Outcome;
import org.rostrum.spi.http.HttpCall;

/** Signing out: because the provider says so, and there because somebody signed out here. */
@Component(service = Logouts.class)
public final class Logouts {
    /** How old a logout token may be, and how long it is remembered. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Database database;
    private final ProviderStore providers;
    private final Discovery discovery;
    private final IdTokens idTokens;
    private final ExternalSignOn external;
    private final Clock clock;

    @Activate
    public Logouts(
            @Reference ProviderStore providers,
            @Reference Discovery discovery,
            @Reference IdTokens idTokens,
            @Reference ExternalSignOn external,
            @Reference Clock clock) {
        this.database = providers.database();
        this.providers = providers;
        this.discovery = discovery;
        this.idTokens = idTokens;
        this.external = external;
        this.clock = clock;
    }

    /** Back-channel: the provider itself calls, with a token that it has signed. */
    int byToken(String id, String token) throws SignOnException {
        Settings settings = settings(id);
        Provider provider = provider(settings);
        LogoutTokenClaimsSet claims = Tokens.logoutToken(settings, provider, token);
        Instant now = clock.instant();
        Instant issued = claims.getIssueTime().toInstant();
        Duration skew = Duration.ofSeconds(settings.view().clockSkewSeconds());
        if (issued.isBefore(now.minus(FRESH).minus(skew)) || issued.isAfter(now.plus(skew))) {
            throw new SignOnException(Outcome.REFUSED, "The logout token is not of now.");
        }
        String session =
                claims.getSessionID() == null ? null : claims.getSessionID().getValue();
        String subject =
                claims.getSubject() == null ? null : claims.getSubject().getValue();
        String key = Secrets.hash(id + " " + claims.getJWTID().getValue());
        try {
            return database.transaction(connection -> {
                Sql.update(connection, "delete from oidc_logout where created < ?", now.minus(REMEMBERED));
                Sql.update(connection, "insert into oidc_logout (token_hash, created) values (?, ?)", key, now);
                return external.end(id, session, subject, "back-channel logout");
            });
        } catch (DatabaseException failure) {
            if (failure.isDuplicateKey()) {
                throw new SignOnException(Outcome.REFUSED, "The logout token was used before.", failure);
            }
            throw failure;
        }
    }

    /** Front-channel: the browser calls in the provider's name. Nothing is proven, so what is ended must be named. */
    int byBrowser(String id, @Nullable String issuer, @Nullable String session) throws SignOnException {
        Settings settings = settings(id);
        if (session == null || session.isBlank() || !settings.view().issuer().equals(issuer)) {
            throw new SignOnException(Outcome.REFUSED, "Issuer and session are missing or not of this provider.");
        }
        return external.end(id, session, null, "front-channel logout");
    }

    /** @param provider where the browser goes to sign out there, too; empty when that is not wanted or not possible */
    record SignedOut(ExternalSignOn.Closed closed, Optional<URI> provider) {}

    /**
     * Ends the session of the caller.
     *
     * @param returnTo where the provider sends the browser afterwards
     */
    Optional<SignedOut> here(boolean secure, @Nullable String returnTo) {
        return external.close(secure).map(closed -> {
            Optional<String> token = idTokens.take(closed.session());
            String id = closed.provider();
            return new SignedOut(closed, id == null ? Optional.empty() : endSession(id, token, returnTo));
        });
    }

    private Optional<URI> endSession(String id, Optional<String> token, @Nullable String returnTo) {
        try {
            Settings settings = settings(id);
            URI address = settings.view().signOutAtProvider()
                    ? provider(settings).metadata().getEndSessionEndpointURI()
                    : null;
            if (address == null || Addresses.fault(address.toString()) != null) {
                return Optional.empty();
            }
            Map<String, @Nullable String> parameters = new LinkedHashMap<>();
            parameters.put("client_id", settings.view().clientId());
            parameters.put("id_token_hint", token.orElse(null));
            parameters.put("post_logout_redirect_uri", returnTo);
            return Optional.of(HttpCall.address(address.toString(), parameters));
        } catch (SignOnException away) {
            // here the session has ended; there it goes on
            return Optional.empty();
        }
    }

    private Settings settings(String id) throws SignOnException {
        return database.read(connection -> providers.find(connection, id))
                .orElseThrow(() -> new SignOnException(Outcome.NO_PROVIDER, "There is no such provider."));
    }

    private Provider provider(Settings settings) throws SignOnException {
        try {
            return discovery.provider(settings.view().issuer());
        } catch (ProviderUnavailableException away) {
            throw new SignOnException(Outcome.UNAVAILABLE, String.valueOf(away.getMessage()), away);
        }
    }
}
