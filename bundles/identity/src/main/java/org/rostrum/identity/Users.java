package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.identity.IssuedPassword;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Caller;

/** The users, with the rules that keep the installation governable: see {@link UserService}. */
@Component(service = UserService.class)
public final class Users implements UserService {
    private static final String READ = "users:read";
    private static final String WRITE = "users:write";
    private static final int MAX_DISPLAY_NAME = 200;

    private final Database database;
    private final UserStore store;
    private final SessionStore sessions;
    private final SignIns signIns;
    private final PasswordHashes hashes;
    private final BuiltInRoles roles;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Users(
            @Reference UserStore store,
            @Reference SessionStore sessions,
            @Reference SignIns signIns,
            @Reference PasswordHashes hashes,
            @Reference BuiltInRoles roles,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = store.database();
        this.store = store;
        this.sessions = sessions;
        this.signIns = signIns;
        this.hashes = hashes;
        this.roles = roles;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public IssuedPassword create(String name, String displayName, Set<String> wantedRoles, char @Nullable [] password) {
        access.require(WRITE);
        String checked = UserNames.check(name);
        Inputs.name("displayName", displayName, MAX_DISPLAY_NAME);
        checkRoles(wantedRoles);
        String generated = password == null ? Secrets.password() : null;
        String hash = hash(checked, password, generated);
        User user = new User(checked, displayName.strip(), false, wantedRoles, true, clock.instant(), null, 1);
        try {
            database.transact(connection -> {
                store.lock(connection);
                store.insert(connection, user, hash);
                auditLog.record("user.create", "user/" + checked, null, null, IdentityJson.of(user));
            });
        } catch (DatabaseException failure) {
            if (failure.isDuplicateKey()) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is a user \"" + checked + "\" already.")
                        .withField("name")
                        .withRemedy("Choose another name.")
                        .withCause(failure);
            }
            throw failure;
        }
        return new IssuedPassword(user, generated);
    }

    @Override
    public Optional<User> find(String name) {
        access.require(READ);
        return database.read(connection -> store.find(connection, UserNames.normal(name)))
                .map(UserRow::user);
    }

    @Override
    public CursorPage<User> list(@Nullable String cursor, int limit) {
        access.require(READ);
        int most = Inputs.limit(limit);
        List<User> found = database.read(connection -> store.list(connection, cursor, most + 1));
        return CursorPage.of(found, most, User::name);
    }

    @Override
    public User update(String name, UserChange change, long expectedVersion) {
        access.require(WRITE);
        String displayName = change.displayName();
        if (displayName != null) {
            Inputs.name("displayName", displayName, MAX_DISPLAY_NAME);
        }
        Set<String> wantedRoles = change.roles();
        if (wantedRoles != null) {
            checkRoles(wantedRoles);
        }
        return database.transaction(connection -> {
            UserRow row = lockedAt(connection, name, expectedVersion);
            User before = row.user();
            Boolean disabled = change.disabled();
            User after = new User(
                    before.name(),
                    displayName == null ? before.displayName() : displayName.strip(),
                    disabled == null ? before.disabled() : disabled,
                    wantedRoles == null ? before.roles() : wantedRoles,
                    before.mustChangePassword(),
                    before.created(),
                    before.lastSignIn(),
                    before.version() + 1);
            store.update(connection, row.id(), after);
            checkGovernable(connection, before);
            if (after.disabled()) {
                sessions.endAll(connection, row.id(), null);
            }
            auditLog.record(
                    "user.update", "user/" + after.name(), null, IdentityJson.of(before), IdentityJson.of(after));
            return after;
        });
    }

    @Override
    public void remove(String name, long expectedVersion) {
        access.require(WRITE);
        database.transact(connection -> {
            UserRow row = lockedAt(connection, name, expectedVersion);
            store.delete(connection, row.id());
            checkGovernable(connection, row.user());
            auditLog.record("user.remove", "user/" + row.user().name(), null, IdentityJson.of(row.user()), null);
        });
    }

    @Override
    public IssuedPassword resetPassword(String name, char @Nullable [] password) {
        access.require(WRITE);
        String normal = UserNames.normal(name);
        if (access.caller().name().equals(normal)) {
            // also by a token: whoever finds one must not be able to lock its owner out
            throw Problem.of(Problem.Kind.FORBIDDEN, "One's own password is changed, not reset.")
                    .withRemedy("Sign in with the password, and give the current one and the new one.");
        }
        String generated = password == null ? Secrets.password() : null;
        String hash = hash(normal, password, generated);
        User user = database.transaction(connection -> {
            UserRow row = locked(connection, normal);
            store.setPassword(connection, row.id(), hash, true);
            sessions.endAll(connection, row.id(), null);
            auditLog.record("user.reset-password", "user/" + normal, null, null, null);
            return locked(connection, normal).user();
        });
        return new IssuedPassword(user, generated);
    }

    @Override
    public void changeOwnPassword(char[] currentPassword, char[] newPassword) {
        Identity identity = access.identity();
        Caller caller = identity.caller();
        if (!caller.authenticated()) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Nobody is signed in.")
                    .withRemedy("Sign in with the current password first.");
        }
        if (caller.type() != Caller.Type.USER) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "Only a person can change their password.")
                    .withRemedy("Sign in with the password; a token cannot do this.");
        }
        UserRow row = signIns.confirm(caller.name(), currentPassword, caller.address());
        PasswordPolicy.check("newPassword", caller.name(), newPassword);
        if (hashes.matches(newPassword, row.passwordHash())) {
            throw Problem.invalid("newPassword", "The new password is the old one.", "Choose another one.");
        }
        String hash = hashes.hash(newPassword);
        database.transact(connection -> {
            store.setPassword(connection, row.id(), hash, false);
            sessions.endAll(connection, row.id(), identity.session());
            auditLog.record("user.change-password", "user/" + caller.name(), null, null, null);
        });
    }

    private String hash(String user, char @Nullable [] password, @Nullable String generated) {
        if (password != null) {
            PasswordPolicy.check("password", user, password);
            return hashes.hash(password);
        }
        return hashes.hash(generated == null ? new char[0] : generated.toCharArray());
    }

    private UserRow locked(Connection connection, String name) throws SQLException {
        store.lock(connection);
        UserRow row = store.find(connection, UserNames.normal(name)).orElseThrow(() -> Problem.notFound("user", name));
        for (String permission : roles.permissions(row.user().roles())) {
            if (!access.permits(permission)) {
                throw Problem.of(
                                Problem.Kind.FORBIDDEN,
                                "The user \"" + row.user().name() + "\" may do more than you.")
                        .withRemedy("Ask somebody who holds the permission \"" + permission + "\".");
            }
        }
        return row;
    }

    private UserRow lockedAt(Connection connection, String name, long expectedVersion) throws SQLException {
        UserRow row = locked(connection, name);
        if (row.user().version() != expectedVersion) {
            throw EntityTags.stale(expectedVersion, row.user().version());
        }
        return row;
    }

    /** Undoes a change, by failing, that would leave nobody to govern the installation. */
    private void checkGovernable(Connection connection, User changed) throws SQLException {
        if (changed.roles().contains(BuiltInRoles.ADMINISTRATOR)
                && store.enabledHolders(connection, BuiltInRoles.ADMINISTRATOR) == 0) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "\"" + changed.name() + "\" is the last administrator who can sign in.")
                    .withRemedy("Make somebody else administrator first.");
        }
    }

    private void checkRoles(Set<String> wanted) {
        roles.check("roles", wanted);
        for (String permission : roles.permissions(wanted)) {
            if (!access.permits(permission)) {
                throw Problem.of(Problem.Kind.FORBIDDEN, "Nobody can give away rights they do not have.")
                        .withField("roles")
                        .withRemedy("Ask somebody who holds the permission \"" + permission + "\".");
            }
        }
    }
}
