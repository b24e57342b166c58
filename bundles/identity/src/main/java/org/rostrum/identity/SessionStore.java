package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.SessionInfo;

/**
 * Sessions in the database: they survive a restart, are known to all nodes, and end on all of them at once. What the
 * browser holds is kept only as a hash.
 */
@Component(service = SessionStore.class, configurationPid = "org.rostrum.identity.sessions")
@Designate(ocd = SessionConfig.class)
public final class SessionStore {
    /** How exactly the last use is known; each note of it is a write. */
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    private static final int PUBLIC_LENGTH = 16;
    private static final String SHOWN =
            "select id_hash, created, last_seen, address, agent from identity_session where ";

    private final Database database;
    private final UserStore users;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    @Activate
    public SessionStore(@Reference UserStore users, @Reference Clock clock, SessionConfig config) {
        this.database = users.database();
        this.users = users;
        this.clock = clock;
        this.idle = Duration.ofMinutes(config.idleMinutes());
        this.longest = Duration.ofHours(config.longestHours());
    }

    /**
     * A living session.
     *
     * @param hash of its secret
     * @param expires when it ends at the latest, used or not
     * @param provider id of the identity provider that vouched for it; null when it was opened by a password
     */
    record Session(String hash, UserRow user, Instant expires, @Nullable String provider) {
        /** Names it and is no secret. */
        String id() {
            return publicId(hash);
        }
    }

    /**
     * Who vouched for a session.
     *
     * @param provider id of the identity provider
     * @param subject what it calls the person
     * @param session what it calls the sign-in; null when it does not say
     */
    record Voucher(String provider, String subject, @Nullable String session) {}

    static String publicId(String hash) {
        return hash.substring(0, PUBLIC_LENGTH);
    }

    /** @return the secret, which is stored nowhere */
    String create(Connection connection, long userId, @Nullable String address, @Nullable String agent)
            throws SQLException {
        return create(connection, userId, address, agent, null);
    }

    /** @return the secret, which is stored nowhere */
    String create(
            Connection connection,
            long userId,
            @Nullable String address,
            @Nullable String agent,
            @Nullable Voucher voucher)
            throws SQLException {
        Instant now = clock.instant();
        Sql.update(
                connection,
                "delete from identity_session where last_seen < ? or created < ?",
                now.minus(idle),
                now.minus(longest));
        String secret = Secrets.random();
        Sql.update(
                connection,
                "insert into identity_session (id_hash, user_id, created, last_seen, address, agent, provider, subject,"
                        + " provider_session) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Secrets.hash(secret),
                userId,
                now,
                now,
                address,
                agent,
                voucher == null ? null : voucher.provider(),
                voucher == null ? null : voucher.subject(),
                voucher == null ? null : voucher.session());
        return secret;
    }

    private record Found(long userId, Instant created, Instant lastSeen, @Nullable String provider) {}

    /** The session of this secret, if it lives and its user may sign in; notes that it was used. */
    Optional<Session> find(String secret) {
        String hash = Secrets.hash(secret);
        Instant now = clock.instant();
        Optional<Found> found = database.read(connection -> Sql.first(
                connection,
                "select user_id, created, last_seen, provider from identity_session where id_hash = ?",
                row -> new Found(
                        row.getLong("user_id"),
                        Sql.instant(row, "created"),
                        Sql.instant(row, "last_seen"),
                        row.getString("provider")),
                hash));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Found session = found.get();
        Instant expires = session.created().plus(longest);
        if (!now.isBefore(expires) || !now.isBefore(session.lastSeen().plus(idle))) {
            database.transact(connection -> end(connection, hash));
            return Optional.empty();
        }
        Optional<UserRow> user = database.read(connection -> users.find(connection, session.userId()))
                .filter(row -> !row.user().disabled());
        if (user.isPresent() && session.lastSeen().plus(NOTE_EVERY).isBefore(now)) {
            database.transact(connection ->
                    Sql.update(connection, "update identity_session set last_seen = ? where id_hash = ?", now, hash));
        }
        return user.map(row -> new Session(hash, row, expires, session.provider()));
    }

    /**
     * A session as it is shown.
     *
     * @param hash of its secret; the beginning of it is its public id
     */
    record Shown(
            String hash,
            UserRow user,
            Instant created,
            Instant lastSeen,
            Instant expires,
            @Nullable String address,
            @Nullable String agent) {
        SessionInfo info(@Nullable String current) {
            return new SessionInfo(
                    publicId(hash),
                    user.user().name(),
                    created,
                    lastSeen,
                    expires,
                    address,
                    agent,
                    hash.equals(current));
        }
    }

    /** The living sessions of the user, the latest used first. */
    List<Shown> list(Connection connection, UserRow user) throws SQLException {
        Instant now = clock.instant();
        return Sql.list(
                connection,
                SHOWN + "user_id = ? and last_seen > ? and created > ? order by last_seen desc, id_hash",
                row -> shown(row, user),
                user.id(),
                now.minus(idle),
                now.minus(longest));
    }

    /** The living session of this public id. */
    Optional<Shown> find(Connection connection, String id) throws SQLException {
        if (id.length() != PUBLIC_LENGTH || !id.chars().allMatch(one -> Character.digit(one, 16) >= 0)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Long> owner = Sql.first(
                connection,
                "select user_id from identity_session where id_hash like ?",
                row -> row.getLong("user_id"),
                id + "%");
        Optional<UserRow> user = owner.isEmpty() ? Optional.empty() : users.find(connection, owner.get());
        return user.isEmpty()
                ? Optional.empty()
                : Sql.first(
                        connection,
                        SHOWN + "id_hash like ? and last_seen > ? and created > ?",
                        row -> shown(row, user.get()),
                        id + "%",
                        now.minus(idle),
                        now.minus(longest));
    }

    private Shown shown(ResultSet row, UserRow user) throws SQLException {
        Instant created = Sql.instant(row, "created");
        return new Shown(
                row.getString("id_hash"),
                user,
                created,
                Sql.instant(row, "last_seen"),
                created.plus(longest),
                row.getString("address"),
                row.getString("agent"));
    }

    void end(Connection connection, String hash) throws SQLException {
        Sql.update(connection, "delete from identity_session where id_hash = ?", hash);
    }

    /** Whose sessions a provider has vouched for, by the names it has for sign-in and person; null for any. */
    List<Long> vouched(
            Connection connection, String provider, @Nullable String providerSession, @Nullable String subject)
            throws SQLException {
        Conditions of = vouchedFor(provider, providerSession, subject);
        return Sql.list(
                connection,
                "select user_id from identity_session" + of.where() + " order by user_id",
                row -> row.getLong("user_id"),
                of.values());
    }

    /** @return how many ended */
    int endVouched(Connection connection, String provider, @Nullable String providerSession, @Nullable String subject)
            throws SQLException {
        Conditions of = vouchedFor(provider, providerSession, subject);
        return Sql.update(connection, "delete from identity_session" + of.where(), of.values());
    }

    private static Conditions vouchedFor(String provider, @Nullable String providerSession, @Nullable String subject) {
        return new Conditions()
                .and("provider = ?", provider)
                .andIfGiven("provider_session = ?", providerSession)
                .andIfGiven("subject = ?", subject);
    }

    /**
     * Ends what the user has signed in to, also at other doors than HTTP.
     *
     * @param except hash of a session that goes on; null to end all
     */
    void endAll(Connection connection, long userId, @Nullable String except) throws SQLException {
        Sql.update(
                connection,
                "delete from identity_session where user_id = ? and id_hash <> ?",
                userId,
                except == null ? "" : except);
        users.endSignIns(connection, userId);
    }
}
