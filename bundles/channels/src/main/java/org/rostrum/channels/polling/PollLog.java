package org.rostrum.channels.polling;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.ChannelTables;

/** How the polling of each channel goes: last success, last failure, and why. */
@Component(
        service = {PollLog.class, HealthCheck.class},
        property = {"hc.name=channels", "hc.tags=operations"})
public final class PollLog implements HealthCheck {
    private final Database database;

    @Activate
    public PollLog(@Reference ChannelTables tables) {
        this.database = tables.database();
    }

    /**
     * @param failures polls that failed in a row
     * @param category why the last one failed; null after a success
     */
    public record Entry(
            String channelId,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            int failures,
            @Nullable String category,
            @Nullable String message) {}

    void succeeded(String channelId, Instant now) {
        database.transact(connection -> {
            if (Sql.update(
                            connection,
                            "update channels_poll set last_success = ?, failures = 0, category = null, message = null"
                                    + " where channel_id = ?",
                            now,
                            channelId)
                    == 0) {
                insert(connection, channelId, now, null, 0, null, null);
            }
        });
    }

    /** Gives how many polls have failed in a row now. */
    int failed(String channelId, Instant now, FailureCategory category, String message) {
        String cut = message.length() > 2000 ? message.substring(0, 2000) : message;
        return database.transaction(connection -> {
            if (Sql.update(
                            connection,
                            "update channels_poll set last_failure = ?, failures = failures + 1, category = ?,"
                                    + " message = ? where channel_id = ?",
                            now,
                            category,
                            cut,
                            channelId)
                    == 0) {
                insert(connection, channelId, null, now, 1, category, cut);
            }
            return (int) Sql.number(connection, "select failures from channels_poll where channel_id = ?", channelId);
        });
    }

    private static void insert(
            Connection connection,
            String channelId,
            @Nullable Instant success,
            @Nullable Instant failure,
            int failures,
            @Nullable FailureCategory category,
            @Nullable String message)
            throws SQLException {
        Sql.update(connection, "insert into channels_poll (channel_id, failures) values (?, ?)", channelId, failures);
        if (success != null) {
            Sql.update(
                    connection, "update channels_poll set last_success = ? where channel_id = ?", success, channelId);
        }
        if (failure != null && category != null && message != null) {
            Sql.update(
                    connection,
                    "update channels_poll set last_failure = ?, category = ?, message = ? where channel_id = ?",
                    failure,
                    category,
                    message,
                    channelId);
        }
    }

    public Optional<Entry> find(String channelId) {
        return database.read(connection ->
                entries(connection, "where channel_id = ?", channelId).stream().findFirst());
    }

    private static List<Entry> entries(Connection connection, String where, Object... parameters) throws SQLException {
        return Sql.list(
                connection,
                "select channel_id, last_success, last_failure, failures, category, message from channels_poll "
                        + where,
                row -> new Entry(
                        row.getString("channel_id"),
                        Sql.optionalInstant(row, "last_success"),
                        Sql.optionalInstant(row, "last_failure"),
                        row.getInt("failures"),
                        row.getString("category"),
                        row.getString("message")),
                parameters);
    }

    @Override
    public Result execute() {
        FormattingResultLog result = new FormattingResultLog();
        List<Entry> failing =
                database.read(connection -> entries(connection, "where failures > 0 order by channel_id"));
        for (Entry entry : failing) {
            result.warn(
                    "Channel {} has failed {} times, last at {}: {} ({})",
                    entry.channelId(),
                    entry.failures(),
                    entry.lastFailure(),
                    entry.message(),
                    entry.category());
        }
        Instant last = database.read(connection -> Sql.first(
                        connection,
                        "select max(last_success) as newest from channels_poll",
                        row -> Optional.ofNullable(Sql.optionalInstant(row, "newest"))))
                .flatMap(newest -> newest)
                .orElse(null);
        result.info("Last successful poll: {}", last == null ? "none yet" : last);
        return new Result(result);
    }
}
