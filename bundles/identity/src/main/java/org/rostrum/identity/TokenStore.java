package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
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
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.Token;

/** The table of tokens; of their secrets it holds only hashes. */
@Component(service = TokenStore.class)
public final class TokenStore {
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);
    private static final String SELECT = "select t.id, t.user_id, u.name as user_name, t.name, t.permissions, t.roles,"
            + " t.created, t.expires, t.last_used from identity_token t join identity_user u on u.id = t.user_id";

    private final Database database;
    private final UserStore users;
    private final Clock clock;

    @Activate
    public TokenStore(@Reference UserStore users, @Reference Clock clock) {
        this.database = users.database();
        this.users = users;
        this.clock = clock;
    }

    Database database() {
        return database;
    }

    record TokenRow(Token token, long userId) {}

    /** A token that can be used now, with its user. */
    record Usable(Token token, UserRow user) {}

    /** The token of this secret, if it has not expired and its user may sign in; notes that it was used. */
    Optional<Usable> use(String secret) {
        Instant now = clock.instant();
        Optional<TokenRow> found = database.read(connection ->
                Sql.first(connection, SELECT + " where t.secret_hash = ?", TokenStore::row, Secrets.hash(secret)));
        if (found.isEmpty() || !now.isBefore(found.get().token().expires())) {
            return Optional.empty();
        }
        Token token = found.get().token();
        long userId = found.get().userId();
        Optional<UserRow> user = database.read(connection -> users.find(connection, userId))
                .filter(row -> !row.user().disabled());
        Instant lastUsed = token.lastUsed();
        if (user.isPresent() && (lastUsed == null || lastUsed.plus(NOTE_EVERY).isBefore(now))) {
            database.transact(connection ->
                    Sql.update(connection, "update identity_token set last_used = ? where id = ?", now, token.id()));
        }
        return user.map(row -> new Usable(token, row));
    }

    long insert(Connection connection, long userId, Token token, String secret) throws SQLException {
        return Sql.insert(
                connection,
                "insert into identity_token (user_id, name, secret_hash, permissions, roles, created, expires)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                userId,
                token.name(),
                Secrets.hash(secret),
                String.join(" ", token.permissions()),
                String.join(" ", token.roles()),
                token.created(),
                token.expires());
    }

    Optional<Token> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where t.id = ?", TokenStore::row, id)
                .map(TokenRow::token);
    }

    /** @param user null for the tokens of all */
    List<Token> list(Connection connection, @Nullable String user, @Nullable Long before, int limit)
            throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        if (user != null) {
            conditions.add("u.name = ?");
            parameters.add(user);
        }
        if (before != null) {
            conditions.add("t.id < ?");
            parameters.add(before);
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return Sql.list(
                connection,
                SELECT + where + " order by t.id desc fetch first " + limit + " rows only",
                row -> row(row).token(),
                parameters.toArray());
    }

    long count(Connection connection, long userId) throws SQLException {
        return Sql.number(connection, "select count(*) from identity_token where user_id = ?", userId);
    }

    /** @return whether there was one */
    boolean delete(Connection connection, long id) throws SQLException {
        return Sql.update(connection, "delete from identity_token where id = ?", id) > 0;
    }

    private static TokenRow row(ResultSet row) throws SQLException {
        return new TokenRow(
                new Token(
                        row.getLong("id"),
                        row.getString("user_name"),
                        row.getString("name"),
                        words(row.getString("permissions")),
                        words(row.getString("roles")),
                        Sql.instant(row, "created"),
                        Sql.instant(row, "expires"),
                        Sql.optionalInstant(row, "last_used")),
                row.getLong("user_id"));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
