package org.rostrum.identity;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.RequestOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who sends a request and has the thread work for them: a token ({@code Authorization: Bearer rst_…}) or the
 * cookie of a session. It decides nothing about paths: who is not known passes as nobody, and the gate refuses them. A
 * request that slipped past this filter would be nobody's, too.
 */
@Component(
        service = Filter.class,
        configurationPid = "org.rostrum.identity.http",
        property = {
            "osgi.http.whiteboard.filter.name=rostrum-access",
            "osgi.http.whiteboard.filter.pattern=/api/*",
            "osgi.http.whiteboard.filter.pattern=/scim/*",
            "osgi.http.whiteboard.filter.pattern=/health",
            "osgi.http.whiteboard.filter.pattern=/health/*",
            "osgi.http.whiteboard.filter.pattern=/metrics",
            "osgi.http.whiteboard.filter.pattern=/metrics/*",
            "osgi.http.whiteboard.filter.pattern=/status",
            "osgi.http.whiteboard.filter.dispatcher=REQUEST",
            "osgi.http.whiteboard.filter.dispatcher=ASYNC",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "service.ranking:Integer=1000"
        })
@Designate(ocd = HttpConfig.class)
public final class AccessFilter implements Filter {
    static final String COOKIE = "rostrumSession";
    private static final String SECURE_PREFIX = "__Host-";
    static final String CSRF_HEADER = "X-Rostrum-Csrf";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);
    private static final long BETWEEN_WARNINGS = Duration.ofSeconds(30).toNanos();
    private static final String BEARER = "Bearer";
    private static final String DOOR = "rest";
    private static final String SCIM_DOOR = "scim";
    private static final String SCIM = "/scim/";
    private static final String SESSION = "/api/v1/session";

    private final ShiroAccess access;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final Identities identities;
    private final Set<String> trustedProxies;
    private final OwnPages ownPages;
    private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

    @Activate
    public AccessFilter(
            @Reference ShiroAccess access,
            @Reference SessionStore sessions,
            @Reference TokenStore tokens,
            @Reference Identities identities,
            HttpConfig config) {
        this.access = access;
        this.sessions = sessions;
        this.tokens = tokens;
        this.identities = identities;
        this.trustedProxies = Arrays.stream(config.trustedProxies())
                .map(Addresses::normal)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        this.ownPages = new OwnPages(Set.of(config.origins()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            filter(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Client client = Client.of(request, trustedProxies);
        Identity identity;
        try {
            identity = identify(request, client);
        } catch (Problem refused) {
            refuse(request, response, refused);
            return;
        } catch (DatabaseUnavailableException down) {
            warn(down);
            refuse(
                    request,
                    response,
                    Problem.of(Problem.Kind.UNAVAILABLE, String.valueOf(down.getMessage()))
                            .withRemedy("Nothing was done: try again later, and tell the operator if it lasts.")
                            .withRetryAfter(DatabaseUnavailableException.RETRY_AFTER_SECONDS));
            return;
        } catch (DatabaseException failure) {
            LOG.warn("Who sent a request could not be found out: {}", failure.getMessage());
            refuse(
                    request,
                    response,
                    Problem.of(Problem.Kind.UNAVAILABLE, "Who you are cannot be found out at the moment.")
                            .withRemedy("Try again in a moment.")
                            .withRetryAfter(5));
            return;
        }
        request.setAttribute(HttpSession.CLIENT, client);
        request.setAttribute(RequestOrigin.ATTRIBUTE, client.origin());
        Runnable release = access.bind(identity);
        try {
            chain.doFilter(request, response);
        } finally {
            release.run();
        }
    }

    /** An outage meets every request, and the database bundle tells of it, too: one line in a while is enough. */
    private void warn(DatabaseUnavailableException down) {
        long now = System.nanoTime();
        long before = warnedAt.get();
        if (now - before >= BETWEEN_WARNINGS && warnedAt.compareAndSet(before, now)) {
            LOG.warn("Who sends requests cannot be found out: {}", down.getMessage(), down.getCause());
        }
    }

    private Identity identify(HttpServletRequest request, Client client) {
        String bearer = bearer(request.getHeader("Authorization"));
        if (bearer != null) {
            return tokens.use(bearer)
                    .map(usable -> identities.of(usable.user(), usable.token(), door(request), client.address()))
                    .orElseThrow(() -> Problem.of(
                                    Problem.Kind.UNAUTHENTICATED, "The token is unknown, revoked or has expired.")
                            .withField("Authorization")
                            .withRemedy("Make a new one: POST /api/v1/tokens."));
        }
        // also where nobody is signed in: else another site could sign a browser in to an account of its own
        if (OwnPages.changes(request) && !ownPages.sent(request, client)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "A page of another site sent this request.")
                    .withField("Origin")
                    .withRemedy("Programs use a token; pages of this server under a further name need it in the"
                            + " configuration org.rostrum.identity.http.");
        }
        // signing in needs no session and no proof of one
        boolean signingIn =
                request.getMethod().equals("POST") && request.getRequestURI().equals(SESSION);
        Optional<HttpSession> session = signingIn ? Optional.empty() : session(request, client);
        if (session.isEmpty()) {
            return Identity.anonymous(door(request), client.address());
        }
        HttpSession found = session.get();
        if (OwnPages.changes(request) && !OwnPages.proven(request.getHeader(CSRF_HEADER), found.secret())) {
            throw Problem.of(
                            Problem.Kind.FORBIDDEN, "The header " + CSRF_HEADER + " is missing or not of this session.")
                    .withField(CSRF_HEADER)
                    .withRemedy("Send the value \"csrf\" that GET /api/v1/session tells.");
        }
        request.setAttribute(HttpSession.ATTRIBUTE, found);
        SessionStore.Session stored = found.stored();
        return stored.provider() == null
                ? identities.of(stored.user(), DOOR, client.address(), stored.hash())
                : identities.vouched(stored.user(), DOOR, client.address(), stored.hash());
    }

    private static String door(HttpServletRequest request) {
        return request.getRequestURI().startsWith(SCIM) ? SCIM_DOOR : DOOR;
    }

    private static @Nullable String bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        String rest = header.substring(BEARER.length());
        return rest.isEmpty() || Character.isWhitespace(rest.charAt(0)) ? rest.strip() : null;
    }

    private Optional<HttpSession> session(HttpServletRequest request, Client client) {
        for (String secret : secrets(request, client)) {
            Optional<SessionStore.Session> stored = sessions.find(secret);
            if (stored.isPresent()) {
                return Optional.of(new HttpSession(secret, stored.get()));
            }
        }
        return Optional.empty();
    }

    /** Name of the cookie; with TLS it is one that browsers take from this very host alone, and over TLS. */
    static String cookie(boolean secure) {
        return secure ? SECURE_PREFIX + COOKIE : COOKIE;
    }

    /** Over TLS the name without prefix is not looked at, as anybody in between could have set it. */
    private static boolean isOurs(String name, Client client) {
        return name.equals(SECURE_PREFIX + COOKIE) || (!client.secure() && name.equals(COOKIE));
    }

    /** More than one when a server on a neighbouring name has set a cookie of the same name for us. */
    static List<String> secrets(HttpServletRequest request, Client client) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .filter(cookie -> isOurs(cookie.getName(), client))
                        .map(Cookie::getValue)
                        .filter(value -> value != null && !value.isEmpty())
                        .limit(3)
                        .toList();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        boolean unknown = problem.kind() == Problem.Kind.UNAUTHENTICATED;
        String title =
                switch (problem.kind()) {
                    case UNAUTHENTICATED -> "You are not signed in";
                    case UNAVAILABLE -> "Not available at the moment";
                    default -> "You may not do this";
                };
        String challenge = unknown ? "Bearer realm=\"rostrum\", error=\"invalid_token\"" : null;
        if (door(request).equals(SCIM_DOOR)) {
            Refusal.sendToScim(response, problem, challenge);
        } else {
            Refusal.send(response, problem, title, challenge);
        }
    }
}
