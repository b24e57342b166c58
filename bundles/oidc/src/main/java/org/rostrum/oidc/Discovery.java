package org.rostrum.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** Asks providers, by the platform's guarded client alone, and remembers for a while what they said of themselves. */
@Component(service = Discovery.class)
public final class Discovery {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration KEYS_REMEMBERED = Duration.ofMinutes(10);
    static final Duration BETWEEN_LOOKS_AT_KEYS = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final HttpPolicy POLICY =
            new HttpPolicy("rostrum-oidc/1.0", PATIENCE, Duration.ofSeconds(10), 1024 * 1024, 0);

    private final HttpClient http;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    /** By their address: they outlive a new look at the provider. */
    private final Map<URI, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

    @Activate
    public Discovery(@Reference HttpClients clients, @Reference Clock clock) {
        this.http = clients.open(POLICY);
        this.clock = clock;
    }

    @Deactivate
    public void close() {
        http.close();
    }

    private record Remembered(Provider provider, Instant until) {}

    /** @throws ProviderUnavailableException when it does not answer or is not what it should be */
    Provider provider(String issuer) throws ProviderUnavailableException {
        Remembered known = remembered.get(issuer);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.provider();
        }
        OIDCProviderMetadata metadata = ask(issuer);
        Provider provider = new Provider(metadata, keys.computeIfAbsent(metadata.getJWKSetURI(), this::keysAt));
        remembered.put(issuer, new Remembered(provider, clock.instant().plus(REMEMBERED)));
        return provider;
    }

    /** What was remembered of providers counts no more: settings were changed, or are to be checked. */
    void forget() {
        remembered.clear();
        keys.clear();
    }

    private OIDCProviderMetadata ask(String issuer) throws ProviderUnavailableException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        String text = good(HttpCall.get(URI.create(base + WELL_KNOWN))).text();
        OIDCProviderMetadata metadata;
        try {
            metadata = OIDCProviderMetadata.parse(text);
        } catch (ParseException noMetadata) {
            throw new ProviderUnavailableException(
                    "What stands at " + base + WELL_KNOWN + " is no description of a provider: "
                            + noMetadata.getMessage(),
                    noMetadata);
        }
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            throw new ProviderUnavailableException("The provider calls itself \""
                    + metadata.getIssuer().getValue() + "\", not \"" + issuer + "\". Enter the issuer as it does.");
        }
        check("authorization_endpoint", metadata.getAuthorizationEndpointURI());
        check("token_endpoint", metadata.getTokenEndpointURI());
        check("jwks_uri", metadata.getJWKSetURI());
        return metadata;
    }

    private static void check(String name, @Nullable URI address) throws ProviderUnavailableException {
        String fault = address == null ? "It is missing." : Addresses.fault(address.toString());
        if (fault != null) {
            throw new ProviderUnavailableException("The provider's " + name + " cannot be used. " + fault);
        }
    }

    private JWKSource<SecurityContext> keysAt(URI address) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(address.toURL(), url -> {
                        try {
                            HttpAnswer answer = good(HttpCall.get(url.toURI()));
                            return new Resource(
                                    answer.text(), answer.header("Content-Type").orElse(null));
                        } catch (ProviderUnavailableException | URISyntaxException failure) {
                            throw new IOException(failure.getMessage(), failure);
                        }
                    })
                    .cache(KEYS_REMEMBERED.toMillis(), PATIENCE.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(BETWEEN_LOOKS_AT_KEYS.toMillis())
                    .build();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private HttpAnswer good(HttpCall call) throws ProviderUnavailableException {
        HttpAnswer answer = send(call);
        if (!answer.isGood()) {
            throw new ProviderUnavailableException(
                    call.address() + " answered " + answer.status() + " instead of 200.");
        }
        return answer;
    }

    /** Any answer. */
    HttpAnswer send(HttpCall call) throws ProviderUnavailableException {
        try {
            return http.send(call);
        } catch (DeliveryException failure) {
            throw new ProviderUnavailableException(String.valueOf(failure.getMessage()), failure);
        }
    }
}
