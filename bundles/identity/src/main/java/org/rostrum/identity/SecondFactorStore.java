package org.rostrum.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.SecondFactor;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SealedValues;
import org.rostrum.api.secret.SecretBox;

/** The tables of second factors, and the one place where codes are looked at. */
@Component(service = {SecondFactorStore.class, SealedValues.class})
public final class SecondFactorStore implements SealedValues {
    static final int RECOVERY_CODES = 10;

    private static final String NAME = "second-factors";
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("\\d{6}");
    private static final int RECOVERY_LENGTH = 16;

    private final Database database;
    private final Clock clock;
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP, 6);

    /** Null while the vault is not there. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable SecretBox box;

    @Activate
    public SecondFactorStore(@Reference UserStore users, @Reference Clock clock) {
        this.database = users.database();
        this.clock = clock;
    }

    Database database() {
        return database;
    }

    private record Row(long userId, String sealed, boolean confirmed, long lastStep, Instant created) {}

    private static Optional<Row> find(Connection connection, long userId) throws SQLException {
        return Sql.first(
                connection,
                "select user_id, sealed, confirmed, last_step, created from identity_second_factor where user_id = ?",
                row -> new Row(
                        row.getLong("user_id"),
                        row.getString("sealed"),
                        row.getBoolean("confirmed"),
                        row.getLong("last_step"),
                        Sql.instant(row, "created")),
                userId);
    }

    SecondFactor status(Connection connection, long userId) throws SQLException {
        Optional<Row> row = find(connection, userId).filter(Row::confirmed);
        return row.isEmpty()
                ? new SecondFactor(false, null, 0)
                : new SecondFactor(true, row.get().created(), (int) Sql.number(
                        connection, "select count(*) from identity_recovery_code where user_id = ?", userId));
    }

    boolean isActive(long userId) {
        return database.read(connection -> isActive(connection, userId));
    }

    boolean isActive(Connection connection, long userId) throws SQLException {
        return find(connection, userId).filter(Row::confirmed).isPresent();
    }

    /** Keeps a secret that is not asked for yet. */
    void begin(Connection connection, long userId, String secret) throws SQLException {
        remove(connection, userId);
        Sql.update(
                connection,
                "insert into identity_second_factor (user_id, sealed, confirmed, last_step, created) values (?, ?, ?, ?, ?)",
                userId,
                box().seal(context(userId), secret),
                false,
                0L,
                clock.instant());
    }

    /** Asks for codes from now on when this is one. Empty when nothing was begun. */
    Optional<Boolean> confirm(Connection connection, long userId, String code) throws SQLException {
        Optional<Row> row = find(connection, userId).filter(found -> !found.confirmed());
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (!takesStep(connection, row.get(), plain(code))) {
            return Optional.of(false);
        }
        Sql.update(connection, "update identity_second_factor set confirmed = ? where user_id = ?", true, userId);
        return Optional.of(true);
    }

    /** People type blanks and hyphens where codes are shown in groups. */
    private static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    /** Uses up a code of the app or a recovery code. Whether it was one. */
    boolean use(Connection connection, long userId, String typed) throws SQLException {
        String code = plain(typed);
        Optional<Row> row = find(connection, userId).filter(Row::confirmed);
        if (row.isEmpty()) {
            return false;
        }
        if (code.length() == RECOVERY_LENGTH) {
            return Sql.update(
                            connection,
                            "delete from identity_recovery_code where user_id = ? and code_hash = ?",
                            userId,
                            Secrets.hash(code))
                    > 0;
        }
        return takesStep(connection, row.get(), code);
    }

    /** The step of a code that fits is used up in the database, where only one of several can do so. */
    private boolean takesStep(Connection connection, Row row, String code) throws SQLException {
        if (!CODE.matcher(code).matches()) {
            return false;
        }
        byte[] key = Base32.decode(box().open(context(row.userId()), row.sealed()));
        long now = clock.instant().getEpochSecond() / STEP.toSeconds();
        for (long step = now - 1; step <= now + 1; step++) {
            if (step > row.lastStep() && Secrets.same(code(key, step), code)) {
                return Sql.update(
                                connection,
                                "update identity_second_factor set last_step = ? where user_id = ? and last_step < ?",
                                step,
                                row.userId(),
                                step)
                        > 0;
            }
        }
        return false;
    }

    /** The code of a step of 30 seconds since 1970. */
    String code(byte[] key, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(key, generator.getAlgorithm()), Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("every key fits HmacSHA1", impossible);
        }
    }

    /** New recovery codes in place of those before, as they are shown. */
    List<String> renew(Connection connection, long userId) throws SQLException {
        Sql.update(connection, "delete from identity_recovery_code where user_id = ?", userId);
        List<String> shown = new ArrayList<>();
        while (shown.size() < RECOVERY_CODES) {
            String code = Secrets.recoveryCode(RECOVERY_LENGTH);
            Sql.update(
                    connection,
                    "insert into identity_recovery_code (user_id, code_hash) values (?, ?)",
                    userId,
                    Secrets.hash(code));
            shown.add(code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8, 12) + "-"
                    + code.substring(12));
        }
        return shown;
    }

    void remove(Connection connection, long userId) throws SQLException {
        Sql.update(connection, "delete from identity_second_factor where user_id = ?", userId);
        Sql.update(connection, "delete from identity_recovery_code where user_id = ?", userId);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int resealAll() {
        int resealed = 0;
        for (Long user : database.read(connection ->
                Sql.list(connection, "select user_id from identity_second_factor", row -> row.getLong("user_id")))) {
            resealed += database.transaction(connection -> reseal(connection, user));
        }
        return resealed;
    }

    private int reseal(Connection connection, long userId) throws SQLException {
        Optional<Row> row = find(connection, userId).filter(found -> box().isStale(found.sealed()));
        if (row.isEmpty()) {
            return 0;
        }
        String old = row.get().sealed();
        return Sql.update(
                connection,
                "update identity_second_factor set sealed = ? where user_id = ? and sealed = ?",
                box().seal(context(userId), box().open(context(userId), old)),
                userId,
                old);
    }

    private SecretBox box() {
        SecretBox known = box;
        if (known == null) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "The keys of secrets are not at hand.")
                    .withRemedy("Try again in a moment; GET /health says what is missing.")
                    .withRetryAfter(5);
        }
        return known;
    }

    private static String context(long userId) {
        return NAME + "/" + userId;
    }
}
