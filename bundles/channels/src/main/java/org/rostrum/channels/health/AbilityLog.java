package org.rostrum.channels.health;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.ChannelTables;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.text.PlainText;

/** How each ability of each channel fares: the table {@code channels_ability}. Quiet about channels that are not there. */
@Component(service = AbilityLog.class)
public final class AbilityLog {
    private static final String SELECT = "select channel_id, ability, last_success, last_failure, failures, category,"
            + " message, retry_at from channels_ability ";
    private static final int MOST_MESSAGE = 2000;

    private final Database database;

    @Activate
    public AbilityLog(@Reference ChannelTables tables) {
        this.database = tables.database();
    }

    /**
     * @param failures in a row
     * @param category why the last one failed; null after a success
     * @param retryAt before when it is not tried again by itself; null after a success
     */
    public record Entry(
            String channelId,
            Ability ability,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            int failures,
            @Nullable FailureCategory category,
            @Nullable String message,
            @Nullable Instant retryAt) {}

    public void succeeded(String channelId, Ability ability, Instant now) {
        write(connection -> {
            change(
                    connection,
                    channelId,
                    ability,
                    "last_success = ?, failures = 0, category = null, message = null, retry_at = null",
                    now);
            return 0;
        });
    }

    /**
     * @param retryAt gives, for the number of failures in a row, when it is tried again; null when that is not said
     * @return how many have failed in a row now
     */
    public int failed(
            String channelId,
            Ability ability,
            Instant now,
            FailureCategory category,
            String message,
            IntFunction<@Nullable Instant> retryAt) {
        // networks may say anything
        String cut = PlainText.clean(message.length() > MOST_MESSAGE ? message.substring(0, MOST_MESSAGE) : message);
        return write(connection -> {
            change(
                    connection,
                    channelId,
                    ability,
                    "last_failure = ?, failures = failures + 1, category = ?, message = ?",
                    now,
                    category,
                    cut);
            int failures = (int) Sql.number(
                    connection,
                    "select failures from channels_ability where channel_id = ? and ability = ?",
                    channelId,
                    ability);
            Instant retry = retryAt.apply(failures);
            if (retry == null) {
                change(connection, channelId, ability, "retry_at = null");
            } else {
                change(connection, channelId, ability, "retry_at = ?", retry);
            }
            return failures;
        });
    }

    /** Two may write the first row of an ability at once: the one who comes second finds it. */
    private int write(Database.Work<Integer> work) {
        try {
            return database.transaction(work);
        } catch (DatabaseException failure) {
            if (failure.isDuplicateKey() && !database.inTransaction()) {
                return database.transaction(work);
            }
            throw failure;
        }
    }

    private static void change(
            Connection connection, String channelId, Ability ability, String set, @Nullable Object... values)
            throws SQLException {
        @Nullable Object[] parameters = new Object[values.length + 2];
        System.arraycopy(values, 0, parameters, 0, values.length);
        parameters[values.length] = channelId;
        parameters[values.length + 1] = ability;
        String update = "update channels_ability set " + set + " where channel_id = ? and ability = ?";
        if (Sql.update(connection, update, parameters) == 0) {
            Sql.update(
                    connection,
                    "insert into channels_ability (channel_id, ability, failures)"
                            + " select id, cast(? as varchar(32)), 0 from channels_channel where id = ?",
                    ability,
                    channelId);
            Sql.update(connection, update, parameters);
        }
    }

    /** Of one channel, ordered by ability. */
    public List<Entry> of(String channelId) {
        return database.read(connection ->
                Sql.list(connection, SELECT + "where channel_id = ? order by ability", AbilityLog::row, channelId));
    }

    /** Of all channels whose ids lie between two, both included. */
    public List<Entry> between(String first, String last) {
        return database.read(connection -> Sql.list(
                connection,
                SELECT + "where channel_id between ? and ? order by channel_id, ability",
                AbilityLog::row,
                first,
                last));
    }

    public Optional<Entry> find(String channelId, Ability ability) {
        return of(channelId).stream()
                .filter(entry -> entry.ability() == ability)
                .findFirst();
    }

    /** What failed when it was last tried. */
    public List<Entry> failing() {
        return database.read(connection ->
                Sql.list(connection, SELECT + "where failures > 0 order by channel_id, ability", AbilityLog::row));
    }

    /** When any channel last did what it can. */
    public Optional<Instant> lastSuccess() {
        return database.read(connection -> Sql.first(
                        connection,
                        "select max(last_success) as newest from channels_ability",
                        row -> Optional.ofNullable(Sql.optionalInstant(row, "newest"))))
                .flatMap(newest -> newest);
    }

    private static Entry row(ResultSet row) throws SQLException {
        String category = row.getString("category");
        return new Entry(
                row.getString("channel_id"),
                Ability.valueOf(row.getString("ability")),
                Sql.optionalInstant(row, "last_success"),
                Sql.optionalInstant(row, "last_failure"),
                row.getInt("failures"),
                category == null ? null : FailureCategory.valueOf(category),
                row.getString("message"),
                Sql.optionalInstant(row, "retry_at"));
    }
}
