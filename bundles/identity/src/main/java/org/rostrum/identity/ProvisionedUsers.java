package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.identity.EmailAddress;
import org.rostrum.api.identity.ProvisionedUser;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserProfile;
import org.rostrum.api.identity.UserProvisioning;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** Persons by provisioning: see {@link UserProvisioning}. */
@Component(
        service = UserProvisioning.class,
        property = {"rostrum.permissions=scim:read", "rostrum.permissions=scim:write"})
public final class ProvisionedUsers implements UserProvisioning {
    private static final int LONGEST = 200;
    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_TYPE = 50;
    private static final int MOST_ADDRESSES = 20;

    /** Also for reading: what Derby ends because of a deadlock is tried again. */
    private final Database database;

    private final UserStore users;
    private final ProvisioningStore store;
    private final Provisioning provisioning;
    private final SessionStore sessions;
    private final GrantStore grants;
    private final Delegation delegation;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public ProvisionedUsers(
            @Reference ProvisioningStore store,
            @Reference Provisioning provisioning,
            @Reference SessionStore sessions,
            @Reference GrantStore grants,
            @Reference Delegation delegation,
            @Reference Access access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.users = store.users();
        this.database = users.database();
        this.store = store;
        this.provisioning = provisioning;
        this.sessions = sessions;
        this.grants = grants;
        this.delegation = delegation;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public ProvisionedUser createUser(UserProfile wanted) {
        Reach reach = access.requireSomewhere(Provisioning.WRITE);
        String home = provisioning.home(reach);
        UserProfile profile = checked(wanted);
        String name = UserNames.check(profile.userName());
        User user = new User(
                name, displayName(profile), home, false, !profile.active(), Set.of(), false, clock.instant(), null, 1);
        try {
            return database.transaction(connection -> {
                users.lock(connection);
                long id = users.insert(connection, user, PasswordHashes.NONE, provisioning.caller());
                store.describe(connection, id, profile);
                ProvisionedUser made = store.user(connection, reach, id).orElseThrow();
                auditLog.record("user.create", "user/" + name, home, null, ProvisioningJson.of(made));
                return made;
            });
        } catch (DatabaseException failure) {
            if (failure.isDuplicateKey()) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is a user \"" + name + "\" already.")
                        .withField("userName")
                        .withRemedy("Choose another name, or change the user that exists.")
                        .withCause(failure);
            }
            throw failure;
        }
    }

    @Override
    public Optional<ProvisionedUser> user(long id) {
        Reach reach = access.requireSomewhere(Provisioning.READ);
        return database.transaction(connection -> store.user(connection, reach, id));
    }

    @Override
    public ProvisioningPage<ProvisionedUser> users(ProvisioningFilter filter, long skip, int limit) {
        Reach reach = access.requireSomewhere(Provisioning.READ);
        return database.transaction(connection -> store.users(connection, reach, filter, skip, limit));
    }

    @Override
    public ProvisionedUser replaceUser(long id, UserProfile wanted, long expectedVersion) {
        Reach reach = access.requireSomewhere(Provisioning.WRITE);
        UserProfile profile = checked(wanted);
        return database.transaction(connection -> {
            UserRow row = lockedAt(connection, reach, id, expectedVersion);
            User before = row.user();
            if (!UserNames.normal(profile.userName()).equals(before.name())) {
                throw Problem.invalid(
                        "userName",
                        "The user name \"" + before.name() + "\" never changes: the audit trail knows the user by it.",
                        "Remove the user and make one with the new name.");
            }
            ProvisionedUser told = store.user(connection, reach, id).orElseThrow();
            users.update(
                    connection,
                    id,
                    new User(
                            before.name(),
                            displayName(profile),
                            before.accountId(),
                            false,
                            !profile.active(),
                            before.roles(),
                            before.mustChangePassword(),
                            before.created(),
                            before.lastSignIn(),
                            before.version() + 1),
                    provisioning.caller());
            store.describe(connection, id, profile);
            LastAdministrator.check(users, connection, before);
            if (!profile.active()) {
                sessions.endAll(connection, id, null);
            }
            ProvisionedUser after = store.user(connection, reach, id).orElseThrow();
            auditLog.record(
                    "user.update",
                    "user/" + before.name(),
                    before.accountId(),
                    ProvisioningJson.of(told),
                    ProvisioningJson.of(after));
            return after;
        });
    }

    @Override
    public void removeUser(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(Provisioning.WRITE);
        database.transact(connection -> {
            UserRow row = lockedAt(connection, reach, id, expectedVersion);
            ProvisionedUser told = store.user(connection, reach, id).orElseThrow();
            users.delete(connection, id);
            LastAdministrator.check(users, connection, row.user());
            auditLog.record(
                    "user.remove",
                    "user/" + row.user().name(),
                    row.user().accountId(),
                    ProvisioningJson.of(told),
                    null);
        });
    }

    private UserRow lockedAt(Connection connection, Reach reach, long id, long expectedVersion) throws SQLException {
        users.lock(connection);
        UserRow row = store.rows(connection, reach, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("user", id));
        if (row.user().version() != expectedVersion) {
            throw EntityTags.stale(expectedVersion, row.user().version());
        }
        List<GrantStore.Held> held = grants.everything(connection, id, clock.instant());
        provisioning.asUser(() -> {
            delegation.checkSuperior(row.user().name(), held);
            return true;
        });
        return row;
    }

    private static UserProfile checked(UserProfile profile) {
        List<EmailAddress> emails = profile.emails();
        if (emails.size() > MOST_ADDRESSES) {
            throw Problem.invalid(
                    "emails", "A user has at most " + MOST_ADDRESSES + " e-mail addresses.", "Send fewer.");
        }
        return new UserProfile(
                Inputs.required("userName", profile.userName()),
                text("externalId", profile.externalId(), LONGEST),
                text("displayName", profile.displayName(), LONGEST),
                text("name.formatted", profile.formattedName(), LONGEST),
                text("name.givenName", profile.givenName(), LONGEST),
                text("name.familyName", profile.familyName(), LONGEST),
                emails.stream()
                        .map(email -> new EmailAddress(
                                Inputs.name("emails.value", email.value(), LONGEST_ADDRESS),
                                text("emails.type", email.type(), LONGEST_TYPE),
                                email.primary()))
                        .toList(),
                profile.active());
    }

    private static @Nullable String text(String field, @Nullable String value, int longest) {
        return value == null || value.isBlank() ? null : Inputs.name(field, value, longest);
    }

    private static String displayName(UserProfile profile) {
        String both = Stream.of(profile.givenName(), profile.familyName())
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return Stream.of(profile.displayName(), profile.formattedName(), both)
                .filter(name -> name != null && !name.isEmpty())
                .map(name -> name.length() > LONGEST ? name.substring(0, LONGEST) : name)
                .findFirst()
                .orElse(UserNames.normal(profile.userName()));
    }
}
