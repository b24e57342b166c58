package org.rostrum.oidc;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.RequestOrigin;
import org.rostrum.oidc.SignOnException.Outcome;
import org.rostrum.spi.http.HttpCall;

/** Single sign-on over HTTP: where browsers are sent, and the cookie that ties a sign-in to the browser that began it. */
@Component(service = SignOnDoor.class, configurationPid = "org.rostrum.oidc")
@Designate(ocd = OidcConfig.class)
public final class SignOnDoor {
    private static final String PATH = "/api/v1/sign-on/";
    private static final String COOKIE = "rostrumSignOn";

    private final ProviderStore providers;
    private final SignOn signOn;
    private final Logouts logouts;
    private final SignOnFigures figures;
    private final String publicAddress;

    @Activate
    public SignOnDoor(
            @Reference ProviderStore providers,
            @Reference SignOn signOn,
            @Reference Logouts logouts,
            @Reference SignOnFigures figures,
            OidcConfig config) {
        this.providers = providers;
        this.signOn = signOn;
        this.logouts = logouts;
        this.figures = figures;
        this.publicAddress = config.publicAddress().strip().replaceAll("/+$", "");
    }

    /**
     * A button of the sign-in page.
     *
     * @param displayName what people call the provider
     */
    public record Choice(String id, String displayName) {}

    /** Those through which one can sign in, without anything else that is known of them. */
    public List<Choice> choices() {
        return providers.database().read(providers::list).stream()
                .filter(settings -> settings.view().enabled())
                .map(settings -> new Choice(settings.id(), settings.view().displayName()))
                .toList();
    }

    /**
     * Where the browser is sent.
     *
     * @param cookies values of {@code Set-Cookie} headers
     */
    public record Sent(URI address, List<String> cookies) {}

    /** Sends the browser to the provider, or to the sign-in page with the reason why not. */
    public Sent begin(String provider, @Nullable String returnTo, HttpServletRequest request) {
        try {
            SignOn.Begun begun = signOn.begin(provider, origin(request) + PATH + provider + "/callback", returnTo);
            return new Sent(
                    begun.address(),
                    List.of(cookie(begun.browser(), request) + "; Max-Age=" + PendingStore.LONGEST.toSeconds()));
        } catch (SignOnException failure) {
            return failed(provider, failure, request);
        }
    }

    /** Lets the browser in that comes back from the provider, or sends it to the sign-in page with the reason why not. */
    public Sent finish(
            String provider,
            @Nullable String state,
            @Nullable String code,
            @Nullable String issuer,
            @Nullable String error,
            HttpServletRequest request) {
        try {
            SignOn.Finished finished = signOn.finish(
                    provider,
                    new SignOn.Returned(state, code, issuer, error),
                    held(request).orElse(null),
                    request.getHeader("User-Agent"),
                    isSecure(request));
            figures.signedIn(provider);
            return new Sent(
                    URI.create(finished.returnTo()), List.of(finished.opened().cookie(), noCookie(request)));
        } catch (SignOnException failure) {
            return failed(provider, failure, request);
        }
    }

    private Sent failed(String provider, SignOnException failure, HttpServletRequest request) {
        figures.failed(provider, failure);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("signOn", failure.outcome().code());
        if (failure.outcome() != Outcome.NO_PROVIDER) {
            parameters.put("provider", provider);
        }
        return new Sent(HttpCall.address(ReturnAddress.HOME, parameters), List.of(noCookie(request)));
    }

    /** The provider calls: sessions end. */
    public void endByToken(String provider, @Nullable String token) {
        try {
            if (token == null) {
                throw new SignOnException(Outcome.REFUSED, "There is no logout_token.");
            }
            logouts.byToken(provider, token);
            figures.loggedOut(provider, "back");
        } catch (SignOnException failure) {
            figures.notLoggedOut(provider, "back", failure);
            throw problem(failure, "logout_token");
        }
    }

    /** The browser calls in the name of the provider: sessions end. */
    public void endByBrowser(String provider, @Nullable String issuer, @Nullable String session) {
        try {
            logouts.byBrowser(provider, issuer, session);
            figures.loggedOut(provider, "front");
        } catch (SignOnException failure) {
            figures.notLoggedOut(provider, "front", failure);
            throw problem(failure, "sid");
        }
    }

    private static Problem problem(SignOnException failure, String field) {
        return switch (failure.outcome()) {
            case NO_PROVIDER -> Problem.of(Problem.Kind.NOT_FOUND, "There is no such identity provider.");
            case UNAVAILABLE -> Problem.of(Problem.Kind.UNAVAILABLE, "The identity provider does not answer.")
                    .withRemedy("Send it again later.")
                    .withRetryAfter(30);
            default -> Problem.invalid(
                    field, "It does not prove that a session shall end.", "Look into the log of this server.");
        };
    }

    /**
     * Signed out.
     *
     * @param cookie value of the {@code Set-Cookie} header that has the browser forget the session
     */
    public record SignedOut(String cookie, Optional<URI> provider) {}

    /** Signs out here, and tells where to go to sign out at the provider. */
    public SignedOut signOut(HttpServletRequest request) {
        return logouts.here(isSecure(request), origin(request) + ReturnAddress.HOME)
                .map(out -> new SignedOut(out.closed().cookie(), out.provider()))
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "A token has no session that could end.")
                        .withRemedy("Revoke it: DELETE /api/v1/tokens/{id}."));
    }

    private String origin(HttpServletRequest request) {
        if (!publicAddress.isEmpty()) {
            return publicAddress;
        }
        if (request.getAttribute(RequestOrigin.ATTRIBUTE) instanceof String origin) {
            return origin;
        }
        throw Problem.invalid("Host", "The request names no host.", "Send the header Host.");
    }

    private boolean isSecure(HttpServletRequest request) {
        return origin(request).toLowerCase(Locale.ROOT).startsWith("https://");
    }

    /** With TLS only this very server can have set it; without, browsers do not take such names. */
    private String name(HttpServletRequest request) {
        return isSecure(request) ? "__Host-" + COOKIE : COOKIE;
    }

    /** Lax: it must come along when the provider sends the browser back. */
    private String cookie(String value, HttpServletRequest request) {
        return name(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (isSecure(request) ? "; Secure" : "");
    }

    private String noCookie(HttpServletRequest request) {
        return cookie("", request) + "; Max-Age=0";
    }

    private Optional<String> held(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name(request)) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
