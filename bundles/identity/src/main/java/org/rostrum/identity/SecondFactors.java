package org.rostrum.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.SecondFactor;
import org.rostrum.api.identity.SecondFactorSecret;
import org.rostrum.api.identity.SecondFactorService;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/** Sets second factors up and takes them away: see {@link SecondFactorService}. */
@Component(service = SecondFactorService.class)
public final class SecondFactors implements SecondFactorService {
    private static final String ISSUER = "Rostrum";

    private final Database database;
    private final SecondFactorStore store;
    private final UserStore users;
    private final SessionStore sessions;
    private final SignIns signIns;
    private final GrantStore grants;
    private final Delegation delegation;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public SecondFactors(
            @Reference SecondFactorStore store,
            @Reference UserStore users,
            @Reference SessionStore sessions,
            @Reference SignIns signIns,
            @Reference GrantStore grants,
            @Reference Delegation delegation,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = store.database();
        this.store = store;
        this.users = users;
        this.sessions = sessions;
        this.signIns = signIns;
        this.grants = grants;
        this.delegation = delegation;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public SecondFactor own() {
        String name = person().caller().name();
        return database.read(
                connection -> store.status(connection, known(connection, name).id()));
    }

    @Override
    public SecondFactorSecret begin(char[] currentPassword) {
        Caller caller = person().caller();
        UserRow row = signIns.confirm(caller.name(), currentPassword, caller.address());
        String secret = Secrets.totp();
        database.transact(connection -> {
            users.lock(connection);
            if (store.status(connection, row.id()).active()) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is a second factor already.")
                        .withRemedy("Take it away first, with the password and a code.");
            }
            store.begin(connection, row.id(), secret);
            auditLog.record(
                    "user.second-factor-begin",
                    "user/" + caller.name(),
                    row.user().accountId(),
                    null,
                    null);
        });
        String label = encode(ISSUER + ":" + caller.name());
        return new SecondFactorSecret(
                secret,
                "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + ISSUER
                        + "&algorithm=SHA1&digits=6&period=30");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public List<String> confirm(String code) {
        Identity identity = person();
        String name = identity.caller().name();
        signIns.begin(identity.caller());
        List<String> codes = database.transaction(connection -> {
            users.lock(connection);
            UserRow row = known(connection, name);
            Optional<Boolean> confirmed = store.confirm(connection, row.id(), code);
            if (confirmed.isEmpty()) {
                throw Problem.of(Problem.Kind.CONFLICT, "Nothing was begun that a code could end.")
                        .withRemedy("Ask for a secret first: POST /api/v1/second-factor.");
            }
            if (!confirmed.get()) {
                throw Problem.invalid(
                        "code",
                        "The code does not fit.",
                        "Type the six digits that the app shows now, and look at the clock of the phone.");
            }
            sessions.endAll(connection, row.id(), identity.session());
            auditLog.record("user.second-factor", "user/" + name, row.user().accountId(), null, null);
            return store.renew(connection, row.id());
        });
        signIns.succeeded(identity.caller());
        return codes;
    }

    @Override
    public List<String> renewRecoveryCodes(char[] currentPassword, String code) {
        UserRow row = proven(currentPassword, code);
        return database.transaction(connection -> {
            auditLog.record(
                    "user.recovery-codes",
                    "user/" + row.user().name(),
                    row.user().accountId(),
                    null,
                    null);
            return store.renew(connection, row.id());
        });
    }

    @Override
    public void remove(char[] currentPassword, String code) {
        Identity identity = person();
        UserRow row = proven(currentPassword, code);
        database.transact(connection -> {
            store.remove(connection, row.id());
            sessions.endAll(connection, row.id(), identity.session());
            auditLog.record(
                    "user.second-factor-remove",
                    "user/" + row.user().name(),
                    row.user().accountId(),
                    null,
                    null);
        });
    }

    @Override
    public SecondFactor of(String user) {
        Reach reach = access.requireSomewhere("users:read");
        return database.read(connection -> store.status(
                connection,
                users.find(connection, UserNames.normal(user))
                        .filter(row -> reach.covers(row.user().accountId()))
                        .orElseThrow(() -> Problem.notFound("user", user))
                        .id()));
    }

    @Override
    public void reset(String user) {
        Reach reach = access.requireSomewhere("users:write");
        String name = UserNames.normal(user);
        if (name.equals(access.caller().name())) {
            // also by a token, or at an unlocked screen
            throw Problem.of(Problem.Kind.FORBIDDEN, "One's own second factor is not reset.")
                    .withRemedy("Take it away with the password and a code, or a recovery code.");
        }
        database.transact(connection -> {
            users.lock(connection);
            UserRow row = users.find(connection, name)
                    .filter(found -> reach.covers(found.user().accountId()))
                    .orElseThrow(() -> Problem.notFound("user", user));
            delegation.checkSuperior(name, grants.everything(connection, row.id(), clock.instant()));
            if (!store.status(connection, row.id()).active()) {
                throw Problem.of(Problem.Kind.CONFLICT, "\"" + name + "\" has no second factor.")
                        .withRemedy("There is nothing to do.");
            }
            store.remove(connection, row.id());
            sessions.endAll(connection, row.id(), null);
            auditLog.record(
                    "user.second-factor-reset", "user/" + name, row.user().accountId(), null, null);
        });
    }

    private UserRow proven(char[] currentPassword, String code) {
        Caller caller = person().caller();
        return signIns.confirm(caller.name(), currentPassword, code, caller.address());
    }

    private UserRow known(Connection connection, String name) throws SQLException {
        return users.find(connection, name).orElseThrow(() -> Problem.notFound("user", name));
    }

    private Identity person() {
        Identity identity = access.identity();
        if (!identity.caller().authenticated()) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Nobody is signed in.")
                    .withRemedy("Sign in first.");
        }
        if (identity.caller().type() != Caller.Type.USER) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "Only a person has a second factor.")
                    .withRemedy("Sign in with the password; a token cannot do this.");
        }
        if (identity.mustChangePassword()) {
            access.require("users:read");
        }
        return identity;
    }
}
