package org.rostrum.identity;

import jakarta.servlet.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.GroupProvisioning;
import org.rostrum.api.identity.GroupService;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserProvisioning;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

/**
 * The real identity on an empty database: admin, the program bridge (everything) and the program north (what it is given). The
 * tree: acme over north (over north-shop) and south.
 */
public final class RealIdentity implements AutoCloseable {
    public final RecordingAuditLog auditLog;
    public final UserProvisioning users;
    public final GroupProvisioning groupProvisioning;
    public final GroupService groups;

    private final TestDatabase testDatabase;
    public final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final ShiroAccess access = new ShiroAccess();
    private final UserStore userStore;
    private final SessionStore sessions;
    private final TokenStore tokenStore;
    private final Identities identities;
    private final Grants grants;
    private final Roles roles;
    private final Tokens tokens;

    public RealIdentity(Database.Engine engine) {
        testDatabase = TestDatabase.open(engine);
        auditLog = new RecordingAuditLog(access);
        access.tree = new MemoryAccountTree()
                .with("acme", null)
                .with("north", "acme")
                .with("north-shop", "north")
                .with("south", "acme");
        userStore = new UserStore(testDatabase.database(), clock);
        RoleStore roleStore = new RoleStore(userStore);
        GrantStore grantStore = new GrantStore(roleStore);
        GroupStore groupStore = new GroupStore(userStore);
        Delegation delegation = new Delegation(access);
        Duties duties = new Duties(grantStore, access, clock);
        SecondFactorPolicyStore policyStore = new SecondFactorPolicyStore(new SecondFactorStore(userStore, clock));
        identities = new Identities(grantStore, policyStore, access, clock);
        roles = new Roles(roleStore, userStore, grantStore, duties, policyStore, delegation, access, auditLog, clock);
        grants = new Grants(userStore, grantStore, groupStore, roles, duties, delegation, access, auditLog, clock);
        sessions = new SessionStore(userStore, clock, Configs.of(SessionConfig.class, Map.of()));
        tokenStore = new TokenStore(userStore, clock);
        tokens = new Tokens(tokenStore, userStore, roles, grantStore, delegation, identities, access, auditLog, clock);
        Memberships memberships = new Memberships(groupStore, grantStore, duties, delegation, access, clock);
        groups = new Groups(groupStore, userStore, memberships, access, auditLog, clock);
        ProvisioningStore store = new ProvisioningStore(userStore);
        Provisioning provisioning = new Provisioning(access);
        users = new ProvisionedUsers(store, provisioning, sessions, grantStore, delegation, access, auditLog, clock);
        groupProvisioning =
                new ProvisionedGroups(groupStore, store, provisioning, memberships, access, auditLog, clock);
        add("admin", null, false, Set.of(BuiltInRoles.ADMINISTRATOR));
        add("bridge", null, true, Set.of(BuiltInRoles.ADMINISTRATOR));
        add("north", "north", true, Set.of());
    }

    public void add(String name, @Nullable String accountId, boolean service, Set<String> granted) {
        testDatabase
                .database()
                .transact(connection -> userStore.insert(
                        connection,
                        new User(name, name, accountId, service, false, granted, false, clock.instant(), null, 1),
                        PasswordHashes.NONE,
                        "system"));
    }

    public Access access() {
        return access;
    }

    public Filter filter() {
        return new AccessFilter(access, sessions, tokenStore, identities, Configs.of(HttpConfig.class, Map.of()));
    }

    private UserRow row(String name) {
        return testDatabase
                .database()
                .read(connection -> userStore.find(connection, name))
                .orElseThrow();
    }

    public User user(String name) {
        return row(name).user();
    }

    /** A token of a program's user, made by the administrator. */
    public String token(String user, String... permissions) {
        return asAdmin(() -> tokens.createFor(user, "scim", List.of(permissions), List.of(), null)
                .secret());
    }

    public void role(String name, String... permissions) {
        asAdmin(() -> roles.create(name, name, List.of(permissions)));
    }

    public void grant(@Nullable String user, @Nullable String group, String role, @Nullable String accountId) {
        asAdmin(() -> grants.give(new NewGrant(user, group, role, accountId, null, null, null)));
    }

    public <T> T asAdmin(Callable<T> work) {
        return access.as(identities.of(row("admin"), "rest", null, null), work);
    }

    public Reach reach(String user, String permission) {
        return access.as(identities.of(row(user), "rest", null, null), () -> access.reach(permission));
    }

    /** Signs the user in. */
    public String session(String user) {
        return testDatabase
                .database()
                .transaction(connection -> sessions.create(connection, row(user).id(), null, null));
    }

    public boolean isOpen(String session) {
        return sessions.find(session).isPresent();
    }

    @Override
    public void close() {
        testDatabase.close();
    }
}
