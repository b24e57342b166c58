package org.rostrum.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.shiro.authz.Permission;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.IssuedToken;
import org.rostrum.api.identity.Token;
import org.rostrum.api.identity.TokenService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;

/** Makes, lists and revokes tokens: see {@link TokenService}. */
@Component(service = TokenService.class)
public final class Tokens implements TokenService {
    /** Begins every secret, so that scanners of source code can recognise one that was committed. */
    static final String PREFIX = "rst_";

    private static final String OWN = "tokens:own";
    private static final String ANY = "tokens:any";
    private static final int MAX_NAME = 100;
    private static final int MAX_PER_USER = 100;
    private static final int MAX_PERMISSIONS_LENGTH = 4000;
    private static final Duration USUAL_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final Database database;
    private final TokenStore store;
    private final UserStore users;
    private final BuiltInRoles roles;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Tokens(
            @Reference TokenStore store,
            @Reference UserStore users,
            @Reference BuiltInRoles roles,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = store.database();
        this.store = store;
        this.users = users;
        this.roles = roles;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public IssuedToken create(
            String name, List<String> permissions, List<String> limitingRoles, @Nullable Instant expires) {
        access.require(OWN);
        String user = person("make tokens");
        Inputs.name("name", name, MAX_NAME);
        checkLimits(permissions, limitingRoles);
        Instant now = clock.instant();
        Instant end = checkEnd(expires == null ? now.plus(USUAL_LIFE) : expires, now);
        String secret = PREFIX + Secrets.random();
        Token token = database.transaction(connection -> {
            users.lock(connection);
            UserRow row = users.find(connection, user).orElseThrow(() -> Problem.notFound("user", user));
            if (store.count(connection, row.id()) >= MAX_PER_USER) {
                throw Problem.of(Problem.Kind.CONFLICT, "You have " + MAX_PER_USER + " tokens already.")
                        .withRemedy("Revoke those that are no longer used.");
            }
            Token draft = new Token(0, user, name.strip(), permissions, limitingRoles, now, end, null);
            Token made = withId(store.insert(connection, row.id(), draft, secret), draft);
            auditLog.record("token.create", "token/" + made.id(), null, null, IdentityJson.of(made));
            return made;
        });
        return new IssuedToken(token, secret);
    }

    private static Token withId(long id, Token draft) {
        return new Token(
                id,
                draft.user(),
                draft.name(),
                draft.permissions(),
                draft.roles(),
                draft.created(),
                draft.expires(),
                draft.lastUsed());
    }

    @Override
    public CursorPage<Token> list(@Nullable String user, @Nullable String cursor, int limit) {
        access.require(OWN);
        String caller = access.caller().name();
        String wanted = user == null ? caller : UserNames.normal(user);
        if (!wanted.equals(caller)) {
            access.require(ANY);
        }
        return page(wanted, cursor, limit);
    }

    @Override
    public CursorPage<Token> listAll(@Nullable String cursor, int limit) {
        access.require(ANY);
        return page(null, cursor, limit);
    }

    private CursorPage<Token> page(@Nullable String user, @Nullable String cursor, int limit) {
        int most = Inputs.limit(limit);
        Long before = Inputs.numericCursor(cursor);
        List<Token> found = database.read(connection -> store.list(connection, user, before, most + 1));
        return CursorPage.of(found, most, Token::id);
    }

    @Override
    public void revoke(long id) {
        access.require(OWN);
        Caller caller = access.caller();
        boolean any = access.permits(ANY);
        database.transact(connection -> {
            Token token = store.find(connection, id)
                    .filter(found -> any || found.user().equals(caller.name()))
                    .orElseThrow(() -> Problem.notFound("token", id));
            store.delete(connection, id);
            auditLog.record("token.revoke", "token/" + id, null, IdentityJson.of(token), null);
        });
    }

    private String person(String what) {
        Caller caller = access.caller();
        if (caller.type() != Caller.Type.USER) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "Only a person can " + what + ".")
                    .withRemedy("Sign in with the password.");
        }
        return caller.name();
    }

    private void checkLimits(List<String> permissions, List<String> limitingRoles) {
        if (!permissions.isEmpty() && !limitingRoles.isEmpty()) {
            throw Problem.invalid(
                    "roles", "A token is limited by permissions or by roles, not by both.", "Leave one of them out.");
        }
        roles.check("roles", limitingRoles);
        if (String.join(" ", permissions).length() > MAX_PERMISSIONS_LENGTH) {
            throw Problem.invalid(
                    "permissions", "These are too many permissions.", "Join them, as in archive:read,export.");
        }
        Identity caller = access.identity();
        for (Permission wanted : Permissions.parse("permissions", permissions)) {
            checkHeld(caller, "permissions", wanted);
        }
        for (Permission wanted : Permissions.parse(roles.permissions(limitingRoles))) {
            checkHeld(caller, "roles", wanted);
        }
    }

    private static void checkHeld(Identity caller, String field, Permission wanted) {
        if (!caller.permits(wanted)) {
            throw Problem.invalid(
                    field,
                    "You do not hold the permission \"" + wanted + "\" yourself.",
                    "Ask only for what GET /api/v1/session shows as yours.");
        }
    }

    private static Instant checkEnd(Instant wanted, Instant now) {
        Instant end = wanted.truncatedTo(ChronoUnit.SECONDS);
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_LIFE))) {
            throw Problem.invalid(
                    "expires",
                    "A token ends in the future, within a year.",
                    "Use a time before " + now.plus(LONGEST_LIFE).truncatedTo(ChronoUnit.DAYS) + ".");
        }
        return end;
    }
}
