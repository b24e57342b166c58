package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;

/**
 * Slows guessing down, per user name and per network address. A try counts as failed when it begins and is forgiven when
 * it succeeds: a thousand tries at once are a thousand tries. Names that nobody has are counted like others, so that the
 * limits do not tell who exists.
 */
@Component(service = SignInThrottle.class, configurationPid = "org.rostrum.identity.throttle")
@Designate(ocd = ThrottleConfig.class)
public final class SignInThrottle {
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;
    private final ThrottleConfig config;
    private volatile Instant tidied = Instant.EPOCH;

    @Activate
    public SignInThrottle(@Reference UserStore store, @Reference Clock clock, ThrottleConfig config) {
        this.database = store.database();
        this.clock = clock;
        this.config = config;
    }

    private static final int MOST_ATTEMPTS = 10;

    private record Limit(String key, int tries, int longestPause) {}

    private record Count(int failures, Instant blockedUntil, Instant lastFailure) {}

    private List<Limit> limits(String user, @Nullable String address) {
        List<Limit> limits = new ArrayList<>();
        // always in this order, so that two sign-ins cannot lock each other out
        if (address != null) {
            limits.add(new Limit(
                    "address:" + Addresses.network(address), config.addressTries(), config.addressLongestPause()));
        }
        limits.add(new Limit("user:" + user, config.userTries(), config.userLongestPause()));
        return limits;
    }

    /**
     * Counts a try.
     *
     * @param user name as typed, shortened by the caller to what can be a name
     * @throws Problem TOO_MANY_REQUESTS with the time to wait
     */
    void begin(String user, @Nullable String address) {
        tidy();
        List<Limit> limits = limits(user, address);
        Instant now = clock.instant();
        Optional<Instant> counted = Optional.empty();
        // a row may go between the two, with a sign-in that succeeded or because it was old
        for (int i = 0; i < MOST_ATTEMPTS && counted.isEmpty(); i++) {
            for (Limit limit : limits) {
                ensure(limit.key(), now);
            }
            counted = database.transaction(connection -> count(connection, limits, now));
        }
        Instant blocked = counted.orElse(now.plusSeconds(1));
        if (blocked.isAfter(now)) {
            long seconds =
                    Math.max(1, Duration.between(now, blocked).plusMillis(999).toSeconds());
            throw Problem.of(Problem.Kind.TOO_MANY_REQUESTS, "There were too many failed sign-ins.")
                    .withRemedy("Wait " + seconds + " seconds and try again.")
                    .withRetryAfter(seconds);
        }
    }

    /** @return until when tries are refused, not after now when this one was counted; empty when there is nothing to count on */
    private Optional<Instant> count(Connection connection, List<Limit> limits, Instant now) throws SQLException {
        Instant blocked = Instant.EPOCH;
        List<Count> counts = new ArrayList<>();
        for (Limit limit : limits) {
            // locks the row until the end of the transaction
            if (Sql.update(connection, "update identity_throttle set failures = failures where id = ?", limit.key())
                    == 0) {
                return Optional.empty();
            }
            Count count = Sql.first(
                            connection,
                            "select failures, blocked_until, last_failure from identity_throttle where id = ?",
                            row -> new Count(
                                    row.getInt("failures"),
                                    Sql.instant(row, "blocked_until"),
                                    Sql.instant(row, "last_failure")),
                            limit.key())
                    .orElse(new Count(0, Instant.EPOCH, now));
            counts.add(count);
            if (count.blockedUntil().isAfter(blocked)) {
                blocked = count.blockedUntil();
            }
        }
        if (blocked.isAfter(now)) {
            return Optional.of(blocked);
        }
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            Count count = counts.get(i);
            boolean forgotten = count.lastFailure()
                    .plus(Duration.ofMinutes(config.forgetAfter()))
                    .isBefore(now);
            int failures = forgotten ? 1 : count.failures() + 1;
            Sql.update(
                    connection,
                    "update identity_throttle set failures = ?, blocked_until = ?, last_failure = ? where id = ?",
                    failures,
                    now.plusSeconds(pause(limit, failures)),
                    now,
                    limit.key());
        }
        return Optional.of(blocked);
    }

    private static long pause(Limit limit, int failures) {
        int beyond = failures - limit.tries();
        return beyond < 0 ? 0 : Math.min(limit.longestPause(), 1L << Math.min(beyond, 30));
    }

    /** Forgives the try: the user's count begins anew, the address is as before. */
    void succeeded(String user, @Nullable String address) {
        forgive(user, address, true);
    }

    /** Forgives this one try alone: what proves one of two things must not allow the other to be guessed for ever. */
    void forgiven(String user, @Nullable String address) {
        forgive(user, address, false);
    }

    private void forgive(String name, @Nullable String address, boolean all) {
        Instant now = clock.instant();
        database.transact(connection -> {
            for (Limit limit : limits(name, address)) {
                boolean user = limit.key().startsWith("user:");
                if (user && all) {
                    Sql.update(connection, "delete from identity_throttle where id = ?", limit.key());
                } else if (user) {
                    // a pause that another try has brought on meanwhile stays
                    Sql.update(
                            connection,
                            "update identity_throttle set failures = failures - 1 where id = ? and failures > 0",
                            limit.key());
                } else {
                    Sql.update(
                            connection,
                            "update identity_throttle set failures = failures - 1, blocked_until = ?"
                                    + " where id = ? and failures > 0",
                            now,
                            limit.key());
                }
            }
        });
    }

    private void ensure(String key, Instant now) {
        long known = database.read(
                connection -> Sql.number(connection, "select count(*) from identity_throttle where id = ?", key));
        if (known > 0) {
            return;
        }
        try {
            database.transact(connection -> Sql.update(
                    connection,
                    "insert into identity_throttle (id, failures, blocked_until, last_failure) values (?, 0, ?, ?)",
                    key,
                    Instant.EPOCH,
                    // else it is old before it is used
                    now));
        } catch (DatabaseException failure) {
            if (!failure.isDuplicateKey()) {
                throw failure;
            }
            // another try of the same user or address made it first
        }
    }

    private void tidy() {
        Instant now = clock.instant();
        if (tidied.plus(TIDY_EVERY).isAfter(now)) {
            return;
        }
        tidied = now;
        Instant old = now.minus(Duration.ofMinutes(config.forgetAfter()));
        database.transact(connection -> Sql.update(
                connection, "delete from identity_throttle where last_failure < ? and blocked_until < ?", old, now));
    }
}
