package org.rostrum.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.secret.SecretBox;
import org.rostrum.oidc.SignOnException.Outcome;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/** Asks a provider for tokens, and for what it knows of the person. */
@Component(service = CodeExchange.class)
public final class CodeExchange {
    private final Discovery discovery;
    private final SecretBox box;

    @Activate
    public CodeExchange(@Reference Discovery discovery, @Reference SecretBox box) {
        this.discovery = discovery;
        this.box = box;
    }

    /** Tokens as they came. */
    record Got(String idToken, @Nullable String accessToken) {
        @Override
        public String toString() {
            return "Got";
        }
    }

    /**
     * A person as the provider knows them.
     *
     * @param session what it calls the sign-in
     */
    record Known(String subject, @Nullable String session, Claims claims) {}

    Got redeem(Settings settings, Provider provider, String code, String redirectUri, String verifier)
            throws SignOnException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", verifier);
        String secret = secret(settings);
        boolean basic = secret != null && basic(provider);
        if (!basic) {
            form.put("client_id", settings.view().clientId());
            if (secret != null) {
                form.put("client_secret", secret);
            }
        }
        HttpCall call = HttpCall.post(provider.metadata().getTokenEndpointURI(), HttpBody.form(form))
                .with("Accept", "application/json");
        if (secret != null && basic) {
            call = call.with(
                    "Authorization",
                    new ClientSecretBasic(new ClientID(settings.view().clientId()), new Secret(secret))
                            .toHTTPAuthorizationHeader());
        }
        Map<String, Object> answer = json(call);
        if (!(answer.get("id_token") instanceof String idToken)) {
            throw new SignOnException(Outcome.REFUSED, "The provider gave no ID token.");
        }
        return new Got(idToken, answer.get("access_token") instanceof String token ? token : null);
    }

    private @Nullable String secret(Settings settings) {
        String sealed = settings.sealedSecret();
        return sealed == null ? null : box.open(ProviderReseal.context(settings.id()), sealed);
    }

    /** The way that every provider knows, unless it says otherwise. */
    private static boolean basic(Provider provider) {
        List<ClientAuthenticationMethod> methods = provider.metadata().getTokenEndpointAuthMethods();
        return methods == null
                || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                || !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    /** The claims of the ID token, and beside them, where a claim that is needed is not there, what the provider tells when asked. */
    Known claims(Settings settings, Provider provider, IDTokenClaimsSet token, Got got) throws SignOnException {
        Map<String, Object> claims = new LinkedHashMap<>(token.toJSONObject());
        Claims told = new Claims(claims);
        String groups = settings.view().groupsClaim();
        boolean complete = told.has(settings.view().userNameClaim()) && (groups == null || told.has(groups));
        URI userInfo = provider.metadata().getUserInfoEndpointURI();
        String accessToken = got.accessToken();
        if (!complete && userInfo != null && accessToken != null && Addresses.fault(userInfo.toString()) == null) {
            Map<String, Object> more =
                    json(HttpCall.get(userInfo).bearer(accessToken).with("Accept", "application/json"));
            if (!token.getSubject().getValue().equals(more.get("sub"))) {
                throw new SignOnException(Outcome.REFUSED, "The provider told of somebody else when asked.");
            }
            more.forEach(claims::putIfAbsent);
        }
        return new Known(
                token.getSubject().getValue(),
                token.getSessionID() == null ? null : token.getSessionID().getValue(),
                new Claims(claims));
    }

    private Map<String, Object> json(HttpCall call) throws SignOnException {
        HttpAnswer answer;
        try {
            answer = discovery.send(call);
        } catch (ProviderUnavailableException away) {
            throw new SignOnException(Outcome.UNAVAILABLE, String.valueOf(away.getMessage()), away);
        }
        if (answer.status() >= 500) {
            throw new SignOnException(Outcome.UNAVAILABLE, call + " was answered with " + answer.status() + ".");
        }
        try {
            Map<String, Object> json = JSONObjectUtils.parse(answer.text());
            if (!answer.isGood()) {
                throw new SignOnException(
                        Outcome.REFUSED,
                        call + " was answered with " + answer.status() + ": "
                                + Words.shown(String.valueOf(json.get("error"))));
            }
            return json;
        } catch (ParseException none) {
            throw new SignOnException(
                    Outcome.REFUSED, call + " was answered with " + answer.status() + " and no JSON.", none);
        }
    }
}
