package org.rostrum.identity;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.shiro.authz.Permission;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;

/** Sessions over HTTP: in, out, and who is it. */
@Component(service = SessionDoor.class)
public final class SessionDoor {
    private static final int LONGEST_AGENT = 300;

    private final Database database;
    private final SignIns signIns;
    private final SessionStore sessions;
    private final Identities identities;
    private final ShiroAccess access;
    private final AuditLog auditLog;

    @Activate
    public SessionDoor(
            @Reference UserStore users,
            @Reference SignIns signIns,
            @Reference SessionStore sessions,
            @Reference Identities identities,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog) {
        this.database = users.database();
        this.signIns = signIns;
        this.sessions = sessions;
        this.identities = identities;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** Who is signed in, and what a page needs to know of it. */
    public record SessionView(
            String user,
            @Schema(allowableValues = {"USER", "TOKEN"}) String type,
            @Schema(description = "The account the user belongs to; absent for the organisation as a whole") @Nullable
                    String accountId,
            @Schema(description = "Roles held for the whole installation, without an end") List<String> roles,
            @Schema(
                            description = "What the caller may do in the whole installation, in wildcard syntax",
                            example = "[\"archive:read\"]")
                    List<String> permissions,
            @Schema(description = "What the caller may do besides, in accounts and all that are below them")
                    List<AccountPermissions> accountPermissions,
            @Schema(
                            description = "What of it counts nowhere, because engagement models withhold it",
                            example = "[\"routing-rules:write\"]")
                    List<String> withheld,
            @Schema(description = "Whether nothing is allowed before the one-time password is replaced")
                    boolean mustChangePassword,
            @Schema(description = "Whether nothing is allowed before a second factor is set up")
                    boolean mustSetUpSecondFactor,
            @Schema(description = "To be sent as X-Rostrum-Csrf with every change; absent for tokens") @Nullable
                    String csrf,
            @Schema(description = "When the session ends at the latest; absent for tokens") @Nullable Instant expires,
            @Schema(description = "Id of the identity provider that vouched for it; absent after a password") @Nullable
                    String identityProvider) {}

    /** What somebody may do in an account and all that are below it. */
    public record AccountPermissions(
            @Schema(example = "acme-north") String accountId,
            @Schema(example = "[\"archive:read\"]") List<String> permissions) {}

    /**
     * @param cookie value of the Set-Cookie header
     */
    public record Opened(SessionView view, String cookie) {}

    /** Signs in; a session that the request belongs to ends, so that its cookie is worth nothing any more. */
    public Opened open(String user, char[] password, @Nullable String code, HttpServletRequest request) {
        Client client = client(request);
        List<String> known = AccessFilter.secrets(request, client);
        SignIns.SignedIn in = signIns.open(
                user, password, code, "rest", client.address(), agent(request), known.isEmpty() ? null : known.get(0));
        SessionStore.Session stored = sessions.find(in.secret())
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "The session ended while it was opened."));
        Identity identity = identities.of(stored.user(), "rest", client.address(), stored.hash());
        return new Opened(view(identity, Secrets.csrf(in.secret()), stored), cookie(in.secret(), client.secure()));
    }

    /** Who the caller is. */
    public SessionView view(HttpServletRequest request) {
        Identity identity = access.identity();
        HttpSession session = session(request);
        return session == null
                ? view(identity, null, null)
                : view(identity, Secrets.csrf(session.secret()), session.stored());
    }

    private SessionView view(Identity identity, @Nullable String csrf, SessionStore.@Nullable Session session) {
        Rights limits = identity.limits();
        Map<String, Set<String>> held = new TreeMap<>();
        for (Rights.Holding holding : (limits == null ? identity.granted() : limits).holdings()) {
            Set<String> permissions =
                    held.computeIfAbsent(Objects.toString(holding.accountId(), ""), account -> new TreeSet<>());
            holding.permissions().forEach(permission -> permissions.add(permission.toString()));
        }
        Set<String> everywhere = Objects.requireNonNullElse(held.remove(""), Set.of());
        return new SessionView(
                identity.caller().name(),
                identity.caller().type().name(),
                identity.caller().accountId(),
                List.copyOf(new TreeSet<>(identity.roles())),
                List.copyOf(everywhere),
                held.entrySet().stream()
                        .map(entry -> new AccountPermissions(entry.getKey(), List.copyOf(entry.getValue())))
                        .toList(),
                withheld(identity),
                identity.mustChangePassword(),
                identity.mustSetUpSecondFactor(),
                csrf,
                session == null ? null : session.expires(),
                session == null ? null : session.provider());
    }

    private List<String> withheld(Identity identity) {
        Rights limits = identity.limits();
        Rights held = limits == null ? identity.granted() : limits;
        return identity.isBarred()
                ? List.of()
                : access.as(identity, () -> Arrays.stream(EngagementModel.RightsGroup.values())
                        .flatMap(group -> group.permissions().stream())
                        .filter(permission -> holds(held, permission))
                        .filter(permission -> access.reach(permission).nowhere())
                        .sorted()
                        .toList());
    }

    private static boolean holds(Rights rights, String permission) {
        Permission wanted = Wanted.parse(permission);
        return rights.holdings().stream().anyMatch(holding -> holding.implies(wanted));
    }

    /** Signs out. @return value of the Set-Cookie header that has the browser forget the session */
    public String close(HttpServletRequest request) {
        HttpSession session = session(request);
        if (session == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "A token has no session that could end.")
                    .withRemedy("Revoke it: DELETE /api/v1/tokens/{id}.");
        }
        database.transact(connection -> {
            sessions.end(connection, session.stored().hash());
            auditLog.record(
                    "session.end", "user/" + session.stored().user().user().name(), null, null, null);
        });
        return noCookie(client(request).secure());
    }

    private static @Nullable HttpSession session(HttpServletRequest request) {
        return request.getAttribute(HttpSession.ATTRIBUTE) instanceof HttpSession session ? session : null;
    }

    private static @Nullable String agent(HttpServletRequest request) {
        return agent(request.getHeader("User-Agent"));
    }

    static @Nullable String agent(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.replaceAll("\\p{C}", "?").strip();
        return text.length() <= LONGEST_AGENT ? text : text.substring(0, LONGEST_AGENT);
    }

    private static Client client(HttpServletRequest request) {
        if (request.getAttribute(HttpSession.CLIENT) instanceof Client client) {
            return client;
        }
        throw new IllegalStateException("The request has not passed the access filter");
    }

    /** Value of the Set-Cookie header for a session. */
    static String cookie(String secret, boolean secure) {
        return AccessFilter.cookie(secure) + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    /** Value of the Set-Cookie header that has the browser forget its session. */
    static String noCookie(boolean secure) {
        return cookie("", secure) + "; Max-Age=0";
    }
}
