package org.rostrum.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.identity.User;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the user {@value #NAME} when there is no user at all: with a random password that only the owner of the server
 * process can read ({@link InitialPasswordFile}) and that must be changed before anything else, or with the one in the file
 * that the environment variable {@value #VARIABLE} (or the property {@value #PROPERTY}) names, which is the owner's own and
 * stays. Of nodes that start at once one makes it.
 */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=identity", "hc.tags=ready"})
public final class FirstAdmin implements HealthCheck {
    static final String NAME = "admin";
    static final String VARIABLE = "ROSTRUM_ADMIN_PASSWORD_FILE";
    static final String PROPERTY = "rostrum.admin.password.file";
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    private final Database database;
    private final UserStore users;
    private final PasswordHashes hashes;
    private final InitialPasswordFile initialPassword;
    private final AuditLog auditLog;
    private final Clock clock;
    private final @Nullable Path givenPassword;
    private final ShiroAccess access;
    private volatile @Nullable String failure;

    @Activate
    public FirstAdmin(
            @Reference UserStore users,
            @Reference PasswordHashes hashes,
            @Reference InitialPasswordFile initialPassword,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock,
            BundleContext context) {
        this(users, hashes, initialPassword, access, auditLog, clock, given(context));
    }

    FirstAdmin(
            UserStore users,
            PasswordHashes hashes,
            InitialPasswordFile initialPassword,
            ShiroAccess access,
            AuditLog auditLog,
            Clock clock,
            @Nullable Path givenPassword) {
        this.database = users.database();
        this.users = users;
        this.hashes = hashes;
        this.initialPassword = initialPassword;
        this.auditLog = auditLog;
        this.clock = clock;
        this.access = access;
        this.givenPassword = givenPassword;
        ensure();
    }

    private static @Nullable Path given(BundleContext context) {
        String property = context.getProperty(PROPERTY);
        String file = property == null ? System.getenv(VARIABLE) : property;
        return file == null || file.isBlank() ? null : Path.of(file);
    }

    /** Makes sure that somebody can sign in, or notes why nobody can. */
    private synchronized void ensure() {
        try {
            access.runAsSystem("identity", this::makeIfNeeded);
            failure = null;
        } catch (UncheckedIOException | DatabaseException | Problem wrong) {
            String remedy = wrong instanceof Problem problem ? " " + problem.remedy() : "";
            String message = "Nobody can sign in. " + wrong.getMessage() + remedy;
            if (!message.equals(failure)) {
                LOG.error("{}", message);
            }
            failure = message;
        }
    }

    private void makeIfNeeded() {
        if (database.read(users::any)) {
            deleteUsedFile();
            return;
        }
        Path given = givenPassword;
        String password = given == null ? Secrets.password() : read(given);
        String hash = hashes.hash(password.toCharArray());
        database.transact(connection -> make(connection, hash, given == null ? password : null));
    }

    private static String read(Path file) {
        String password;
        try {
            password = Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The file " + file + ", named by " + VARIABLE + ", cannot be read: " + unreadable, unreadable);
        }
        PasswordPolicy.check(VARIABLE, NAME, password.toCharArray());
        return password;
    }

    /** @param toBeShown the generated password; null when the owner knows it already */
    private void make(Connection connection, String hash, @Nullable String toBeShown) throws SQLException {
        users.lock(connection);
        if (users.any(connection)) {
            return;
        }
        User admin = new User(
                NAME,
                "Administrator",
                null,
                false,
                false,
                Set.of(BuiltInRoles.ADMINISTRATOR),
                toBeShown != null,
                clock.instant(),
                null,
                1);
        users.insert(connection, admin, hash, "system");
        auditLog.record("user.create", "user/" + NAME, null, null, IdentityJson.of(admin));
        if (toBeShown == null) {
            LOG.info("The first user is \"{}\", with the password in the file that {} names", NAME, VARIABLE);
            return;
        }
        // before the commit: a user whose password nobody knows would be worse than a password without its user
        try {
            initialPassword.write(toBeShown);
        } catch (IOException unwritable) {
            throw new SQLException(
                    "The password of the first user cannot be written to " + initialPassword.path() + ": " + unwritable,
                    unwritable);
        }
        database.afterCommit(() -> LOG.info(
                "The first user is \"{}\"; the password is in {}, which is deleted at the first sign-in",
                NAME,
                initialPassword.path()));
    }

    /** Where another node let the administrator in, the file of this one is left over. */
    private void deleteUsedFile() {
        if (initialPassword.exists()
                && database.read(connection -> users.find(connection, NAME))
                        .map(row -> row.user().lastSignIn() != null)
                        .orElse(true)) {
            initialPassword.delete();
        }
    }

    @Override
    public Result execute() {
        if (failure != null) {
            ensure();
        }
        String wrong = failure;
        if (wrong != null) {
            return new Result(Result.Status.CRITICAL, wrong);
        }
        deleteUsedFile();
        String hint = initialPassword.exists() ? "; the first password waits in " + initialPassword.path() : "";
        return new Result(Result.Status.OK, "Users can sign in" + hint);
    }
}
