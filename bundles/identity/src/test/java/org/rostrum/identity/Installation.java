package org.rostrum.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.User;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.NumberedBox;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** The whole of this capability on an empty database, with quick hashes; the users admin, vera (viewer) and norbert. */
final class Installation implements AutoCloseable {
    static final String PASSWORD = "blue tractor seven lamps";

    final TestDatabase testDatabase;
    final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    final ShiroAccess access = new ShiroAccess();
    final RecordingAuditLog auditLog = new RecordingAuditLog(access);
    final RecordingMetrics metrics = new RecordingMetrics();
    final PasswordHashes hashes = new PasswordHashes(64);
    final MemoryAccountTree tree = new MemoryAccountTree()
            .with("acme", null)
            .with("north", "acme")
            .with("north-shop", "north")
            .with("south", "acme");
    final UserStore users;
    final RoleStore roleStore;
    final GrantStore grantStore;
    final GroupStore groupStore;
    final Identities identities;
    final Delegation delegation = new Delegation(access);
    final Duties duties;
    final Roles roles;
    final Grants grants;
    final Groups groups;
    final Explanations explanations;
    final Exclusions exclusions;
    final StandIns standIns;
    final Sessions sessionService;
    final SessionStore sessions;
    final ExternalSignOns externalSignOns;
    final TokenStore tokenStore;
    final SignInThrottle throttle;
    final InitialPasswordFile initialPassword;
    final SignIns signIns;
    final NumberedBox box = new NumberedBox();
    final SecondFactorStore factorStore;
    final SecondFactors factors;
    final SecondFactorPolicyStore policyStore;
    final SecondFactorPolicies policies;
    final IdentityLinks links;
    final UserPreferences preferences;
    final Users userService;
    final Tokens tokens;
    final SessionDoor door;

    Installation(Database.Engine engine) {
        this(TestDatabase.open(engine));
    }

    /** A node on a database; a second one makes a cluster. */
    Installation(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
        access.tree = tree;
        users = new UserStore(testDatabase.database(), clock);
        roleStore = new RoleStore(users);
        grantStore = new GrantStore(roleStore);
        groupStore = new GroupStore(users);
        factorStore = new SecondFactorStore(users, clock);
        factorStore.box = box;
        policyStore = new SecondFactorPolicyStore(factorStore);
        identities = new Identities(grantStore, policyStore, access, clock);
        duties = new Duties(grantStore, access, clock);
        roles = new Roles(roleStore, users, grantStore, duties, policyStore, delegation, access, auditLog, clock);
        grants = new Grants(users, grantStore, groupStore, roles, duties, delegation, access, auditLog, clock);
        Memberships memberships = new Memberships(groupStore, grantStore, duties, delegation, access, clock);
        groups = new Groups(groupStore, users, memberships, access, auditLog, clock);
        sessions = new SessionStore(users, clock, Configs.of(SessionConfig.class, Map.of()));
        externalSignOns = new ExternalSignOns(
                users,
                new ExternalUsers(users, grantStore, delegation, auditLog, clock),
                sessions,
                groupStore,
                groups,
                memberships,
                identities,
                access,
                auditLog,
                clock);
        explanations = new Explanations(users, grantStore, policyStore, access, clock);
        exclusions = new Exclusions(users, duties, access, auditLog, clock);
        standIns = new StandIns(users, grantStore, duties, delegation, access, auditLog, clock);
        sessionService = new Sessions(sessions, users, access, auditLog);
        tokenStore = new TokenStore(users, clock);
        throttle = new SignInThrottle(users, clock, Configs.of(ThrottleConfig.class, Map.of()));
        initialPassword = new InitialPasswordFile(temporary().resolve(InitialPasswordFile.NAME));
        signIns = new SignIns(
                users,
                hashes,
                throttle,
                sessions,
                factorStore,
                identities,
                initialPassword,
                access,
                auditLog,
                metrics,
                clock);
        factors = new SecondFactors(
                factorStore, users, sessions, signIns, grantStore, delegation, access, auditLog, clock);
        preferences = new UserPreferences(users, access, auditLog);
        links = new IdentityLinks(
                users,
                new ExternalUsers(users, grantStore, delegation, auditLog, clock),
                sessions,
                groupStore,
                access,
                auditLog);
        policies = new SecondFactorPolicies(policyStore, users, roles, access, auditLog);
        userService = new Users(
                users, sessions, signIns, hashes, roles, grantStore, duties, delegation, access, auditLog, clock);
        tokens = new Tokens(tokenStore, users, roles, grantStore, delegation, identities, access, auditLog, clock);
        door = new SessionDoor(users, signIns, sessions, identities, access, auditLog);
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("rostrum-identity");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Installation withUsers() {
        add("admin", Set.of(BuiltInRoles.ADMINISTRATOR));
        add("vera", Set.of(BuiltInRoles.VIEWER));
        add("norbert", Set.of());
        return this;
    }

    /** Makes a user who need not change the password. */
    void add(String name, Set<String> granted) {
        testDatabase
                .database()
                .transact(connection -> users.insert(
                        connection,
                        new User(name, name, null, false, false, granted, false, clock.instant(), null, 1),
                        hashes.hash(PASSWORD.toCharArray()),
                        "system"));
    }

    UserRow user(String name) {
        return testDatabase
                .database()
                .read(connection -> users.find(connection, name))
                .orElseThrow();
    }

    <T> T as(String name, Callable<T> work) {
        return access.as(identities.of(user(name), "rest", "192.0.2.1", null), work);
    }

    void as(String name, Runnable work) {
        as(name, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    String session(String name) {
        return testDatabase
                .database()
                .transaction(
                        connection -> sessions.create(connection, user(name).id(), "192.0.2.1", "Test/1"));
    }

    @Nullable
    String whose(String session) {
        return sessions.find(session).map(found -> found.user().user().name()).orElse(null);
    }

    @Override
    public void close() {
        testDatabase.close();
    }
}
