package org.rostrum.webhooks;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.security.Reach;
import org.rostrum.api.webhook.Webhook;

/** The table of webhooks; its activation makes all tables of this capability. */
@Component(service = WebhookStore.class)
public final class WebhookStore {
    private static final String SELECT =
            "select id, account_id, name, url, types, active, off_reason, secret, old_secret,"
                    + " old_until, created, changed, removed, version from webhooks_webhook";

    private final Database database;
    private final String mark;

    @Activate
    public WebhookStore(@Reference Database database) {
        this.database = database;
        database.migrate("webhooks", WebhookStore.class);
        this.mark = database.transaction(WebhookStore::markOf);
    }

    /**
     * A webhook with what only the server sees.
     *
     * @param removed when it was removed; null when it was not
     */
    record Stored(Webhook webhook, String secret, @Nullable String oldSecret, @Nullable Instant removed) {}

    Database database() {
        return database;
    }

    /** Tells this installation from others. */
    String mark() {
        return mark;
    }

    private static String markOf(Connection connection) throws SQLException {
        Optional<String> known =
                Sql.first(connection, "select mark from webhooks_installation where id = 1", row -> row.getString(1));
        if (known.isPresent()) {
            return known.get();
        }
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        Sql.update(connection, "insert into webhooks_installation (id, mark) values (1, ?)", made);
        return made;
    }

    List<Stored> page(Connection connection, Reach reach, @Nullable Long after, int limit) throws SQLException {
        Conditions conditions = new Conditions().andIfGiven("id > ?", after).within(reach, "account_id");
        String where = conditions.where();
        return Sql.list(
                connection,
                SELECT + (where.isEmpty() ? " where" : where + " and") + " removed is null order by id fetch first "
                        + limit + " rows only",
                WebhookStore::row,
                conditions.values());
    }

    /** Those that are told of something. */
    List<Webhook> active(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                SELECT + " where removed is null and active = ? order by id",
                row -> row(row).webhook(),
                true);
    }

    /** All, with those that were removed. */
    List<Stored> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + " order by id", WebhookStore::row);
    }

    /** One that may have been removed. */
    Optional<Stored> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where id = ?", WebhookStore::row, id);
    }

    long count(Connection connection) throws SQLException {
        return Sql.number(connection, "select count(*) from webhooks_webhook where removed is null");
    }

    /** Its secret follows by {@link #secrets}, as its place has to be known to seal it. */
    long insert(Connection connection, Webhook webhook) throws SQLException {
        return Sql.insert(
                connection,
                "insert into webhooks_webhook (account_id, name, url, types, active, secret, replays, created, changed,"
                        + " version) values (?, ?, ?, ?, ?, '', 0, ?, ?, 1)",
                webhook.accountId(),
                webhook.name(),
                webhook.url(),
                String.join(" ", webhook.types()),
                webhook.active(),
                webhook.created(),
                webhook.changed());
    }

    /** @return whether it still had that version */
    boolean update(Connection connection, Webhook webhook, long version) throws SQLException {
        return Sql.update(
                        connection,
                        "update webhooks_webhook set name = ?, url = ?, types = ?, active = ?, off_reason = ?, changed = ?,"
                                + " version = version + 1 where id = ? and version = ? and removed is null",
                        webhook.name(),
                        webhook.url(),
                        String.join(" ", webhook.types()),
                        webhook.active(),
                        webhook.offReason(),
                        webhook.changed(),
                        webhook.id(),
                        version)
                == 1;
    }

    /** @param oldUntil null without an old one */
    void secrets(Connection connection, long id, String secret, @Nullable String old, @Nullable Instant oldUntil)
            throws SQLException {
        Sql.update(
                connection,
                "update webhooks_webhook set secret = ?, old_secret = ?, old_until = ?, version = version + 1 where id = ?",
                secret,
                old,
                oldUntil,
                id);
    }

    /** The same secrets, sealed anew; unless they were changed meanwhile. */
    void resealed(Connection connection, Stored before, String secret, @Nullable String old) throws SQLException {
        Sql.update(
                connection,
                "update webhooks_webhook set secret = ?, old_secret = ? where id = ? and secret = ?",
                secret,
                old,
                before.webhook().id(),
                before.secret());
    }

    boolean remove(Connection connection, long id, long version, Instant now) throws SQLException {
        return Sql.update(
                        connection,
                        "update webhooks_webhook set removed = ?, active = ?, secret = '', old_secret = null,"
                                + " old_until = null, version = version + 1 where id = ? and version = ? and removed is null",
                        now,
                        false,
                        id,
                        version)
                == 1;
    }

    /** The number of this replay of the webhook. */
    long nextReplay(Connection connection, long id) throws SQLException {
        Sql.update(connection, "update webhooks_webhook set replays = replays + 1 where id = ?", id);
        return Sql.number(connection, "select replays from webhooks_webhook where id = ?", id);
    }

    void forgetRemoved(Connection connection, Instant before) throws SQLException {
        Sql.update(connection, "delete from webhooks_webhook where removed < ?", before);
    }

    private static Stored row(ResultSet row) throws SQLException {
        String types = row.getString("types");
        return new Stored(
                new Webhook(
                        row.getLong("id"),
                        row.getString("account_id"),
                        row.getString("name"),
                        row.getString("url"),
                        types.isEmpty() ? List.of() : List.of(types.split(" ", -1)),
                        row.getBoolean("active"),
                        row.getString("off_reason"),
                        Sql.optionalInstant(row, "old_until"),
                        Sql.instant(row, "created"),
                        Sql.instant(row, "changed"),
                        row.getLong("version")),
                row.getString("secret"),
                row.getString("old_secret"),
                Sql.optionalInstant(row, "removed"));
    }
}
