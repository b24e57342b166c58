package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Credentials;

/** Lets users in by name and password, at every door with the same limits and the same answers. */
@Component(service = {Credentials.class, SignIns.class})
public final class SignIns implements Credentials {
    private static final String METRIC = "rostrum.identity.sign-ins";

    private final Database database;
    private final UserStore users;
    private final PasswordHashes hashes;
    private final SignInThrottle throttle;
    private final SessionStore sessions;
    private final SecondFactorStore factors;
    private final Identities identities;
    private final InitialPasswordFile initialPassword;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Metrics metrics;
    private final Clock clock;

    @Activate
    public SignIns(
            @Reference UserStore users,
            @Reference PasswordHashes hashes,
            @Reference SignInThrottle throttle,
            @Reference SessionStore sessions,
            @Reference SecondFactorStore factors,
            @Reference Identities identities,
            @Reference InitialPasswordFile initialPassword,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.database = users.database();
        this.users = users;
        this.hashes = hashes;
        this.throttle = throttle;
        this.sessions = sessions;
        this.factors = factors;
        this.identities = identities;
        this.initialPassword = initialPassword;
        this.access = access;
        this.auditLog = auditLog;
        this.metrics = metrics;
        metrics.describe(METRIC, "Attempts to sign in, by outcome and door");
        this.clock = clock;
    }

    /**
     * What somebody who has just signed in gets.
     *
     * @param secret of the new session
     */
    record SignedIn(UserRow user, String secret) {}

    /**
     * Opens a session.
     *
     * @param code of the second factor; null when none was typed
     * @param agent what the browser calls itself
     * @param replaced secret of a session that the new one takes the place of; null when there is none
     */
    SignedIn open(
            String user,
            char[] password,
            @Nullable String code,
            String door,
            @Nullable String address,
            @Nullable String agent,
            @Nullable String replaced) {
        return letIn(user, password, code, door, address, (connection, row) -> {
            if (replaced != null) {
                sessions.end(connection, Secrets.hash(replaced));
            }
            return new SignedIn(row, sessions.create(connection, row.id(), address, agent));
        });
    }

    @Override
    public Set<String> authenticate(String user, char[] password, String door, String address) {
        // one line is all that can be typed here: the code stands behind the password
        int blank = lastBlank(password);
        if (blank > 0 && hasSecondFactor(user)) {
            return letIn(
                    user,
                    Arrays.copyOf(password, blank),
                    new String(password, blank + 1, password.length - blank - 1),
                    door,
                    address,
                    (connection, row) -> row.user().roles());
        }
        return letIn(user, password, null, door, address, (connection, row) -> row.user()
                .roles());
    }

    private static int lastBlank(char[] typed) {
        int place = typed.length - 1;
        while (place >= 0 && typed[place] != ' ') {
            place--;
        }
        return place;
    }

    private boolean hasSecondFactor(String typed) {
        String name = UserNames.normal(typed);
        return UserNames.possible(name)
                && database.read(connection -> users.find(connection, name))
                        .filter(row -> factors.isActive(row.id()))
                        .isPresent();
    }

    /** What happens, in one transaction with the note of it, once somebody is let in. */
    @FunctionalInterface
    private interface Welcome<T> {
        T to(Connection connection, UserRow user) throws SQLException;
    }

    private <T> T letIn(
            String typed,
            char[] password,
            @Nullable String code,
            String door,
            @Nullable String address,
            Welcome<T> welcome) {
        UserRow user = check(typed, password, code, door, address);
        T result = access.as(
                identities.of(user, door, address, null),
                () -> database.transaction(connection -> {
                    users.signedIn(connection, user.id(), clock.instant());
                    T welcomed = welcome.to(connection, user);
                    auditLog.record("session.create", "user/" + user.user().name(), null, null, null);
                    return welcomed;
                }));
        metrics.count(METRIC, 1, "outcome", "success", "door", door);
        if (user.user().name().equals(FirstAdmin.NAME)) {
            initialPassword.delete();
        }
        return result;
    }

    private UserRow check(String typed, char[] password, @Nullable String code, String door, @Nullable String address) {
        String normal = UserNames.normal(typed);
        // what cannot be a name is counted under one key: the table of counts is no place for anything that was typed
        String name = UserNames.possible(normal) ? normal : "?";
        try {
            throttle.begin(name, address);
        } catch (Problem refused) {
            metrics.count(METRIC, 1, "outcome", "throttled", "door", door);
            throw refused;
        }
        Optional<UserRow> found = database.read(connection -> users.find(connection, name));
        if (!fits(found, password)) {
            access.as(Identity.anonymous(door, address), () -> {
                // people type passwords into the wrong field: only names that exist go into the trail
                auditLog.record(
                        "session.refuse",
                        "user/" + (found.isPresent() ? name : "unknown"),
                        null,
                        null,
                        IdentityJson.of(Map.of("reason", reason(found))));
                return Boolean.TRUE;
            });
            metrics.count(METRIC, 1, "outcome", "refused", "door", door);
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "User name and password do not fit.")
                    .withRemedy("Check both; ask an administrator for a new password if it is lost.");
        }
        UserRow user = found.orElseThrow();
        checkCode(user, code, door, address);
        throttle.succeeded(name, address);
        if (hashes.outdated(user.passwordHash())) {
            String stronger = hashes.hash(password);
            database.transact(connection -> users.rehash(connection, user.id(), user.passwordHash(), stronger));
        }
        return user;
    }

    /** A try with the right password counts until a code fits, so that codes cannot be guessed either. */
    private void checkCode(UserRow user, @Nullable String code, String door, @Nullable String address) {
        if (!factors.isActive(user.id())) {
            return;
        }
        if (code == null || code.isBlank()) {
            metrics.count(METRIC, 1, "outcome", "code", "door", door);
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The code of the second factor is missing.")
                    .withField("code")
                    .withRemedy(
                            "Send the code that the app shows, or a recovery code, as \"code\"; over SSH type it behind"
                                    + " the password and a blank.");
        }
        if (!database.transaction(connection -> factors.use(connection, user.id(), code))) {
            access.as(Identity.anonymous(door, address), () -> {
                noteWrongCode(user);
                return Boolean.TRUE;
            });
            metrics.count(METRIC, 1, "outcome", "refused", "door", door);
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The code does not fit.")
                    .withField("code")
                    .withRemedy("Send the code that the app shows now, or a recovery code; each is good once.");
        }
    }

    private void noteWrongCode(UserRow user) {
        auditLog.record(
                "session.refuse",
                "user/" + user.user().name(),
                user.user().accountId(),
                null,
                IdentityJson.of(Map.of("reason", "wrong code")));
    }

    /** Counts a try of somebody who is signed in; see {@link #succeeded}. */
    void begin(Caller caller) {
        throttle.begin(caller.name(), caller.address());
    }

    void succeeded(Caller caller) {
        throttle.succeeded(caller.name(), caller.address());
    }

    private static String reason(Optional<UserRow> found) {
        if (found.isEmpty()) {
            return "unknown user";
        }
        return found.get().user().disabled() ? "user is disabled or wrong password" : "wrong password";
    }

    /** Takes equally long whether the user exists, is disabled, or the password is wrong. */
    private boolean fits(Optional<UserRow> found, char[] password) {
        if (password.length > PasswordPolicy.MAX_LENGTH || found.isEmpty()) {
            hashes.pretend(password.length > PasswordPolicy.MAX_LENGTH ? new char[0] : password);
            return false;
        }
        return hashes.matches(password, found.get().passwordHash())
                && !found.get().user().disabled();
    }

    /**
     * Asks a user who is signed in for the password again, within the limits on guessing.
     *
     * @throws Problem FORBIDDEN when it is wrong
     */
    UserRow confirm(String name, char[] password, @Nullable String address) {
        throttle.begin(name, address);
        UserRow user = known(name, password);
        throttle.forgiven(name, address);
        return user;
    }

    /**
     * Asks a user who is signed in for both factors again. It is one try for both: whoever has one of them cannot guess the other
     * at leisure.
     *
     * @throws Problem FORBIDDEN when one of them is wrong
     */
    UserRow confirm(String name, char[] password, String code, @Nullable String address) {
        throttle.begin(name, address);
        UserRow user = known(name, password);
        if (!database.transaction(connection -> factors.use(connection, user.id(), code))) {
            noteWrongCode(user);
            throw Problem.of(Problem.Kind.FORBIDDEN, "The code does not fit.")
                    .withField("code")
                    .withRemedy("Type the code that the app shows now, or a recovery code; each is good once.");
        }
        throttle.succeeded(name, address);
        return user;
    }

    private UserRow known(String name, char[] password) {
        Optional<UserRow> found = database.read(connection -> users.find(connection, name));
        if (!fits(found, password)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "The current password is wrong.")
                    .withField("currentPassword")
                    .withRemedy("Type the password you signed in with.");
        }
        return found.orElseThrow();
    }

    @Override
    public Optional<String> standing(String user) {
        return database.read(connection -> users.standing(connection, UserNames.normal(user)));
    }

    @Override
    public <T> T asUser(String user, String door, @Nullable String address, Callable<T> work) {
        String name = UserNames.normal(user);
        UserRow row = database.read(connection -> users.find(connection, name))
                .filter(found -> !found.user().disabled())
                .orElseThrow(() -> Problem.of(
                                Problem.Kind.UNAUTHENTICATED,
                                "The user \"" + name + "\" was removed or disabled meanwhile.")
                        .withRemedy("Sign in as somebody else."));
        return access.as(identities.of(row, door, address, null), work);
    }
}
