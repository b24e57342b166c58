package org.rostrum.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.signon.ProviderCheck;
import org.rostrum.api.signon.ProviderCheck.Finding;
import org.rostrum.api.signon.ProviderCheck.Severity;

/** Judges what a provider says of itself, in words. */
@Component(service = Checks.class)
public final class Checks {
    private final Discovery discovery;

    @Activate
    public Checks(@Reference Discovery discovery) {
        this.discovery = discovery;
    }

    ProviderCheck check(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        discovery.forget();
        try {
            Provider provider = discovery.provider(settings.view().issuer());
            findings.add(new Finding(Severity.OK, "The provider answers and is who it should be."));
            flow(provider.metadata(), findings);
            keys(provider, findings);
            signOut(settings, provider.metadata(), findings);
        } catch (ProviderUnavailableException away) {
            findings.add(new Finding(Severity.ERROR, String.valueOf(away.getMessage())));
        }
        if (settings.view().linkByName()) {
            findings.add(
                    new Finding(
                            Severity.WARNING,
                            "Users are linked by name: whoever decides about names at the provider can become a user of this server."));
        }
        if (!settings.view().createUsers() && !settings.view().linkByName()) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "Only people who are linked already can sign in: neither are users made, nor linked by name."));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return new ProviderCheck(findings.stream().noneMatch(one -> one.severity() == Severity.ERROR), findings);
    }

    private static void flow(OIDCProviderMetadata metadata, List<Finding> findings) {
        if (metadata.getResponseTypes() != null && !metadata.getResponseTypes().contains(ResponseType.CODE)) {
            findings.add(new Finding(Severity.ERROR, "The provider does not offer the authorization code flow."));
        }
        List<CodeChallengeMethod> methods = metadata.getCodeChallengeMethods();
        if (methods == null) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "The provider does not say that it checks PKCE (code_challenge_methods_supported)."));
        } else if (!methods.contains(CodeChallengeMethod.S256)) {
            findings.add(new Finding(Severity.ERROR, "The provider does not take PKCE with S256."));
        }
        List<JWSAlgorithm> algorithms = Objects.requireNonNullElse(metadata.getIDTokenJWSAlgs(), List.of());
        if (!Tokens.accepts(new HashSet<>(algorithms))) {
            findings.add(new Finding(
                    Severity.ERROR,
                    "The provider signs ID tokens with " + algorithms
                            + ", of which none is accepted: RS, PS and ES are."));
        }
    }

    private static void keys(Provider provider, List<Finding> findings) {
        try {
            List<JWK> keys = provider.keys()
                    .get(
                            new JWKSelector(new JWKMatcher.Builder()
                                    .keyTypes(KeyType.RSA, KeyType.EC)
                                    .keyUses(KeyUse.SIGNATURE, null)
                                    .build()),
                            null);
            findings.add(
                    keys.isEmpty()
                            ? new Finding(Severity.ERROR, "The provider shows no key that signs.")
                            : new Finding(Severity.OK, "It shows " + keys.size() + " signing key(s)."));
        } catch (KeySourceException away) {
            findings.add(new Finding(Severity.ERROR, "The provider's keys cannot be had: " + away.getMessage()));
        }
    }

    private static void signOut(Settings settings, OIDCProviderMetadata metadata, List<Finding> findings) {
        if (settings.view().signOutAtProvider() && metadata.getEndSessionEndpointURI() == null) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "Signing out there is switched on, but the provider has no end_session_endpoint."));
        }
        if (metadata.supportsBackChannelLogout()) {
            findings.add(new Finding(Severity.OK, "It can end sessions here by back-channel logout."));
        } else {
            findings.add(
                    new Finding(
                            Severity.WARNING,
                            "It does not offer back-channel logout: whoever is locked out there stays signed in here until the session ends."));
        }
    }
}
