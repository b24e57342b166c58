package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.identity.IssuedPassword;
import org.rostrum.api.identity.NewUser;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/** The users, with the rules that keep the installation governable: see {@link UserService}. */
@Component(service = UserService.class)
public final class Users implements UserService {
    private static final String READ = "users:read";
    private static final String WRITE = "users:write";
    private static final int MAX_SEARCH = 100;
    private static final int MAX_DISPLAY_NAME = 200;

    private final Database database;
    private final UserStore store;
    private final SessionStore sessions;
    private final SignIns signIns;
    private final PasswordHashes hashes;
    private final Roles roles;
    private final GrantStore grants;
    private final Duties duties;
    private final Delegation delegation;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Users(
            @Reference UserStore store,
            @Reference SessionStore sessions,
            @Reference SignIns signIns,
            @Reference PasswordHashes hashes,
            @Reference Roles roles,
            @Reference GrantStore grants,
            @Reference Duties duties,
            @Reference Delegation delegation,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = store.database();
        this.store = store;
        this.sessions = sessions;
        this.signIns = signIns;
        this.hashes = hashes;
        this.roles = roles;
        this.grants = grants;
        this.duties = duties;
        this.delegation = delegation;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public IssuedPassword create(NewUser wanted, char @Nullable [] password) {
        String accountId = wanted.accountId();
        if (accountId == null) {
            access.require(WRITE);
        } else {
            access.require(WRITE, accountId);
            checkAccount(accountId);
        }
        String checked = UserNames.check(wanted.name());
        String displayName = Inputs.name("displayName", wanted.displayName(), MAX_DISPLAY_NAME);
        checkRoles(wanted.roles());
        if (wanted.service() && password != null) {
            throw Problem.invalid("password", "A program's user has no password.", "Make a token for it instead.");
        }
        String generated = password == null && !wanted.service() ? Secrets.password() : null;
        String hash = wanted.service() ? PasswordHashes.NONE : hash(checked, password, generated);
        User user = new User(
                checked,
                displayName,
                accountId,
                wanted.service(),
                false,
                wanted.roles(),
                !wanted.service(),
                clock.instant(),
                null,
                1);
        try {
            database.transact(connection -> {
                store.lock(connection);
                long id = store.insert(connection, user, hash, access.caller().name());
                duties.checkUser(connection, id, checked);
                auditLog.record("user.create", "user/" + checked, accountId, null, IdentityJson.of(user));
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
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.find(connection, UserNames.normal(name)))
                .map(UserRow::user)
                .filter(user -> reach.covers(user.accountId()));
    }

    @Override
    public CursorPage<User> list(@Nullable String cursor, int limit) {
        return page(access.requireSomewhere(READ), null, cursor, limit);
    }

    @Override
    public CursorPage<User> search(String text, @Nullable String cursor, int limit) {
        return page(access.requireSomewhere(READ), Inputs.name("text", text, MAX_SEARCH), cursor, limit);
    }

    private CursorPage<User> page(Reach reach, @Nullable String text, @Nullable String cursor, int limit) {
        int most = Inputs.limit(limit);
        List<User> found = database.read(connection -> store.list(connection, reach, text, cursor, most + 1));
        return CursorPage.of(found, most, User::name);
    }

    @Override
    public User update(String name, UserChange change, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        String displayName = change.displayName() == null
                ? null
                : Inputs.name("displayName", change.displayName(), MAX_DISPLAY_NAME);
        String accountId = change.accountId();
        if (accountId != null) {
            checkMove(accountId);
        }
        return database.transaction(connection -> {
            UserRow row = lockedAt(connection, name, reach, expectedVersion);
            User before = row.user();
            Set<String> wantedRoles = change.roles();
            if (wantedRoles != null) {
                checkRoles(added(wantedRoles, before.roles()));
            }
            Boolean disabled = change.disabled();
            User after = new User(
                    before.name(),
                    displayName == null ? before.displayName() : displayName,
                    accountId == null ? before.accountId() : accountId.isEmpty() ? null : accountId,
                    before.service(),
                    disabled == null ? before.disabled() : disabled,
                    wantedRoles == null ? before.roles() : wantedRoles,
                    before.mustChangePassword(),
                    before.created(),
                    before.lastSignIn(),
                    before.version() + 1);
            store.update(connection, row.id(), after, access.caller().name());
            LastAdministrator.check(store, connection, before);
            duties.checkUser(connection, row.id(), after.name());
            if (after.disabled()) {
                sessions.endAll(connection, row.id(), null);
            }
            auditLog.record(
                    "user.update",
                    "user/" + after.name(),
                    after.accountId(),
                    IdentityJson.of(before),
                    IdentityJson.of(after));
            return after;
        });
    }

    private static Set<String> added(Set<String> wanted, Set<String> before) {
        Set<String> added = new TreeSet<>(wanted);
        added.removeAll(before);
        return added;
    }

    private void checkMove(String accountId) {
        if (accountId.isEmpty()) {
            access.require(WRITE);
        } else {
            access.require(WRITE, accountId);
            checkAccount(accountId);
        }
    }

    private void checkAccount(String accountId) {
        AccountTree tree = access.tree;
        if (tree != null
                && (tree.lineage(accountId).isEmpty()
                        || tree.mergedInto(accountId).isPresent())) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + accountId + "\".", "Name an account that exists.");
        }
    }

    @Override
    public void remove(String name, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        database.transact(connection -> {
            UserRow row = lockedAt(connection, name, reach, expectedVersion);
            store.delete(connection, row.id());
            LastAdministrator.check(store, connection, row.user());
            auditLog.record(
                    "user.remove",
                    "user/" + row.user().name(),
                    row.user().accountId(),
                    IdentityJson.of(row.user()),
                    null);
        });
    }

    @Override
    public IssuedPassword resetPassword(String name, char @Nullable [] password) {
        Reach reach = access.requireSomewhere(WRITE);
        String normal = UserNames.normal(name);
        if (access.caller().name().equals(normal)) {
            // also by a token: whoever finds one must not be able to lock its owner out
            throw Problem.of(Problem.Kind.FORBIDDEN, "One's own password is changed, not reset.")
                    .withRemedy("Sign in with the password, and give the current one and the new one.");
        }
        String generated = password == null ? Secrets.password() : null;
        String hash = hash(normal, password, generated);
        User user = database.transaction(connection -> {
            UserRow row = locked(connection, normal, reach);
            if (row.user().service()) {
                throw Problem.of(Problem.Kind.CONFLICT, "\"" + normal + "\" is a program's user and has no password.")
                        .withRemedy("Make a token for it.");
            }
            store.setPassword(connection, row.id(), hash, true);
            sessions.endAll(connection, row.id(), null);
            auditLog.record("user.reset-password", "user/" + normal, row.user().accountId(), null, null);
            return store.find(connection, row.id()).orElseThrow().user();
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

    private UserRow locked(Connection connection, String name, Reach reach) throws SQLException {
        store.lock(connection);
        UserRow row = store.find(connection, UserNames.normal(name))
                .filter(found -> reach.covers(found.user().accountId()))
                .orElseThrow(() -> Problem.notFound("user", name));
        delegation.checkSuperior(row.user().name(), grants.everything(connection, row.id(), clock.instant()));
        return row;
    }

    private UserRow lockedAt(Connection connection, String name, Reach reach, long expectedVersion)
            throws SQLException {
        UserRow row = locked(connection, name, reach);
        if (row.user().version() != expectedVersion) {
            throw EntityTags.stale(expectedVersion, row.user().version());
        }
        return row;
    }

    private void checkRoles(Set<String> wanted) {
        delegation.checkGiven("roles", roles.permissions("roles", wanted), null);
    }
}
