package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.IssuedToken;
import org.rostrum.api.identity.Token;
import org.rostrum.api.identity.TokenService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/** Makes, lists and revokes tokens: see {@link TokenService}. */
@Component(service = TokenService.class)
public final class Tokens implements TokenService {
    /** Begins every secret, so that scanners of source code can recognise one that was committed. */
    static final String PREFIX = "rst_";

    private static final String OWN = "tokens:own";
    private static final String ANY = "tokens:any";
    private static final String WRITE_USERS = "users:write";
    private static final int MAX_NAME = 100;
    private static final int MAX_PER_USER = 100;
    private static final int MAX_PERMISSIONS_LENGTH = 4000;
    private static final Duration USUAL_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final Database database;
    private final TokenStore store;
    private final UserStore users;
    private final Roles roles;
    private final GrantStore grants;
    private final Delegation delegation;
    private final Identities identities;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Tokens(
            @Reference TokenStore store,
            @Reference UserStore users,
            @Reference Roles roles,
            @Reference GrantStore grants,
            @Reference Delegation delegation,
            @Reference Identities identities,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = store.database();
        this.store = store;
        this.users = users;
        this.roles = roles;
        this.grants = grants;
        this.delegation = delegation;
        this.identities = identities;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public IssuedToken create(
            String name, List<String> permissions, List<String> limitingRoles, @Nullable Instant expires) {
        access.requireSomewhere(OWN);
        String user = person("make tokens");
        Limits limits = limits(access.identity(), permissions, limitingRoles);
        return issue(name, limits, expires, connection -> users.find(connection, user)
                .orElseThrow(() -> Problem.notFound("user", user)));
    }

    @Override
    public IssuedToken createFor(
            String user, String name, List<String> permissions, List<String> limitingRoles, @Nullable Instant expires) {
        Reach reach = access.requireSomewhere(WRITE_USERS);
        UserRow row = database.read(connection -> users.find(connection, UserNames.normal(user)))
                .filter(found -> reach.covers(found.user().accountId()))
                .orElseThrow(() -> Problem.notFound("user", user));
        if (!row.user().service()) {
            throw Problem.of(Problem.Kind.CONFLICT, "\"" + row.user().name() + "\" is a person.")
                    .withField("user")
                    .withRemedy("People make their tokens themselves; make a user with service: true for a program.");
        }
        database.transact(connection ->
                delegation.checkSuperior(row.user().name(), grants.own(connection, row.id(), clock.instant())));
        Limits limits = limits(identities.of(row, "token", null, null), permissions, limitingRoles);
        return issue(name, limits, expires, connection -> users.find(connection, row.id())
                .orElseThrow(() -> Problem.notFound("user", user)));
    }

    /** Finds whose token it is, within the transaction that makes it. */
    @FunctionalInterface
    private interface Owner {
        UserRow find(Connection connection) throws SQLException;
    }

    /** What a token is limited to, checked. */
    private record Limits(List<String> permissions, List<String> roles) {}

    private IssuedToken issue(String name, Limits limits, @Nullable Instant expires, Owner owner) {
        String checked = Inputs.name("name", name, MAX_NAME);
        Instant now = clock.instant();
        Instant end = checkEnd(expires == null ? now.plus(USUAL_LIFE) : expires, now);
        String secret = PREFIX + Secrets.random();
        Token token = database.transaction(connection -> {
            users.lock(connection);
            UserRow row = owner.find(connection);
            if (store.count(connection, row.id()) >= MAX_PER_USER) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "\"" + row.user().name() + "\" has " + MAX_PER_USER + " tokens already.")
                        .withRemedy("Revoke those that are no longer used.");
            }
            Token draft =
                    new Token(0, row.user().name(), checked, limits.permissions(), limits.roles(), now, end, null);
            Token made = withId(store.insert(connection, row.id(), draft, secret), draft);
            auditLog.record("token.create", "token/" + made.id(), row.user().accountId(), null, IdentityJson.of(made));
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
        access.requireSomewhere(OWN);
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
        access.requireSomewhere(OWN);
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

    private Limits limits(Identity owner, List<String> permissions, List<String> limitingRoles) {
        if (!permissions.isEmpty() && !limitingRoles.isEmpty()) {
            throw Problem.invalid(
                    "roles", "A token is limited by permissions or by roles, not by both.", "Leave one of them out.");
        }
        for (String wanted : roles.permissions("roles", limitingRoles)) {
            if (owner.reach(wanted, access.tree).nowhere()) {
                throw notHeld("roles", wanted);
            }
        }
        List<String> normal = new ArrayList<>();
        for (Permissions.Scoped wanted : Permissions.scoped("permissions", permissions)) {
            checkHeld(owner, wanted);
            normal.add(wanted.toString());
        }
        if (String.join(" ", normal).length() > MAX_PERMISSIONS_LENGTH) {
            throw Problem.invalid(
                    "permissions", "These are too many permissions.", "Join them, as in archive:read,export.");
        }
        return new Limits(normal, limitingRoles);
    }

    private void checkHeld(Identity owner, Permissions.Scoped wanted) {
        String accountId = wanted.accountId();
        if (accountId == null) {
            // a limit that is no wider than where the owner may: it is looked up at each call
            if (owner.reach(wanted.permission(), access.tree).nowhere()) {
                throw notHeld("permissions", wanted.toString());
            }
            return;
        }
        AccountTree tree = access.tree;
        List<String> lineage = tree == null ? List.of(accountId) : tree.lineage(accountId);
        List<String> written = new ArrayList<>(wanted.path());
        Collections.reverse(written);
        if (lineage.isEmpty() || (!written.isEmpty() && !written.equals(lineage))) {
            throw Problem.invalid(
                    "permissions",
                    "\"" + wanted.permission() + "\" is limited to an account that is not there.",
                    "Write the id of an account behind the @, as in archive:read@acme-north.");
        }
        if (!owner.permits(Wanted.at(lineage, wanted.permission()))) {
            throw notHeld("permissions", wanted.toString());
        }
    }

    private static Problem notHeld(String field, String wanted) {
        return Problem.invalid(
                field,
                "You do not hold the permission \"" + wanted + "\" yourself.",
                "Ask only for what GET /api/v1/session shows as yours.");
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
