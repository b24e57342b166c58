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
    final BuiltInRoles roles = new BuiltInRoles(access);
    final Identities identities = new Identities(roles);
    final UserStore users;
    final SessionStore sessions;
    final TokenStore tokenStore;
    final SignInThrottle throttle;
    final InitialPasswordFile initialPassword;
    final SignIns signIns;
    final Users userService;
    final Tokens tokens;
    final SessionDoor door;

    Installation(Database.Engine engine) {
        this(TestDatabase.open(engine));
    }

    /** A node on a database; a second one makes a cluster. */
    Installation(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
        users = new UserStore(testDatabase.database());
        sessions = new SessionStore(users, clock, Configs.of(SessionConfig.class, Map.of()));
        tokenStore = new TokenStore(users, clock);
        throttle = new SignInThrottle(users, clock, Configs.of(ThrottleConfig.class, Map.of()));
        initialPassword = new InitialPasswordFile(temporary().resolve(InitialPasswordFile.NAME));
        signIns = new SignIns(
                users, hashes, throttle, sessions, identities, initialPassword, access, auditLog, metrics, clock);
        userService = new Users(users, sessions, signIns, hashes, roles, access, auditLog, clock);
        tokens = new Tokens(tokenStore, users, roles, access, auditLog, clock);
        door = new SessionDoor(users, signIns, sessions, roles, access, auditLog);
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
                        new User(name, name, false, granted, false, clock.instant(), null, 1),
                        hashes.hash(PASSWORD.toCharArray())));
    }

    UserRow user(String name) {
        return testDatabase
                .database()
                .read(connection -> users.find(connection, name))
                .orElseThrow();
    }

    <T> T as(String name, Callable<T> work) {
        return access.as(identities.of(user(name).user(), "rest", "192.0.2.1", null), work);
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
                        connection -> sessions.create(connection, user(name).id(), "192.0.2.1"));
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
