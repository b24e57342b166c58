package org.rostrum.channels.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SecretBox;

/**
 * The secret settings of channels. They are sealed here and opened for connectors by a configuration plugin; whoever changes the
 * settings of a channel calls these methods in the same transaction, as {@link SecretBox#seal} demands one, and has
 * {@code ConnectorConfigurations} apply the channel after its commit. Names are those by which the connector reads them.
 */
@Component(service = ChannelSecrets.class)
public final class ChannelSecrets {
    /** First part of the context of every sealed value of this bundle. */
    static final String OWNER = "channels";

    private final SecretBox box;
    private final Clock clock;
    private final SecretStore store = new SecretStore();

    @Activate
    public ChannelSecrets(@Reference SecretBox box, @Reference Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /**
     * Adds and replaces the secrets that are named; the others stay. One that is null stays, too. When one becomes another,
     * what the connector had to remember is forgotten: it belongs to other credentials.
     *
     * @return whether anything is another now
     * @throws Problem NOT_FOUND when there is no such channel; UNAVAILABLE when the keys cannot be had
     */
    public boolean keep(Connection connection, String channelId, Map<String, ? extends @Nullable String> secrets)
            throws SQLException {
        locked(connection, channelId);
        boolean changed = false;
        for (Map.Entry<String, ? extends @Nullable String> secret : new TreeMap<>(secrets).entrySet()) {
            String value = secret.getValue();
            if (value != null && !value.equals(known(connection, channelId, secret.getKey()))) {
                String context = SecretStore.Row.context(channelId, SecretKind.SETTING, secret.getKey());
                store.put(
                        connection,
                        channelId,
                        SecretKind.SETTING,
                        secret.getKey(),
                        box.seal(context, value),
                        clock.instant());
                changed = true;
            }
        }
        return forgetMemory(connection, channelId, changed);
    }

    /** What is kept; null when there is nothing or nobody can open it any more: a new value mends that. */
    private @Nullable String known(Connection connection, String channelId, String name) throws SQLException {
        Optional<SecretStore.Row> row = store.find(connection, channelId, SecretKind.SETTING, name);
        if (row.isEmpty()) {
            return null;
        }
        try {
            return box.open(row.get().context(), row.get().sealed());
        } catch (Problem lost) {
            return null;
        }
    }

    /**
     * Removes the secrets that are named; quiet about those that are not there.
     *
     * @return whether one was there
     */
    public boolean remove(Connection connection, String channelId, Collection<String> names) throws SQLException {
        locked(connection, channelId);
        boolean changed = false;
        for (String name : new TreeSet<>(names)) {
            changed |= store.remove(connection, channelId, SecretKind.SETTING, name);
        }
        return forgetMemory(connection, channelId, changed);
    }

    private void locked(Connection connection, String channelId) throws SQLException {
        if (!store.lock(connection, channelId)) {
            throw Problem.notFound("channel", channelId);
        }
    }

    private boolean forgetMemory(Connection connection, String channelId, boolean changed) throws SQLException {
        if (changed) {
            store.removeAll(connection, channelId, SecretKind.MEMORY);
        }
        return changed;
    }

    /** Which secrets the channel has, in order. */
    public Set<String> names(Connection connection, String channelId) throws SQLException {
        return new TreeSet<>(store.names(connection, channelId, SecretKind.SETTING));
    }

    /**
     * All secrets of the channel in clear: never to be shown, logged or written anywhere.
     *
     * @throws Problem UNAVAILABLE or UNPROCESSABLE when one cannot be opened, with its name as field and what to do
     */
    public Map<String, String> open(Connection connection, String channelId) throws SQLException {
        Map<String, String> opened = new TreeMap<>();
        for (SecretStore.Row row : store.ofChannel(connection, channelId, SecretKind.SETTING)) {
            try {
                opened.put(row.name(), box.open(row.context(), row.sealed()));
            } catch (Problem shut) {
                throw shut.withField("settings." + row.name());
            }
        }
        return opened;
    }

    /**
     * A short text for each channel that has secret settings; becomes another one when these change, and only then. Tells
     * nothing about the values.
     */
    public Map<String, String> revisions(Connection connection) throws SQLException {
        Map<String, StringBuilder> parts = new TreeMap<>();
        Sql.stream(
                connection,
                500,
                "select channel_id, name, version, changed from channels_secret where kind = ?"
                        + " order by channel_id, name",
                row -> new String[] {
                    row.getString(1), row.getString(2) + ":" + row.getLong(3) + ":" + Sql.instant(row, "changed") + "\n"
                },
                row -> parts.computeIfAbsent(row[0], id -> new StringBuilder()).append(row[1]),
                SecretKind.SETTING);
        Map<String, String> revisions = new TreeMap<>();
        parts.forEach((id, part) -> revisions.put(id, digest(part.toString())));
        return revisions;
    }

    /** {@link #revisions} of one channel; empty when it has no secret settings. */
    public Optional<String> revision(Connection connection, String channelId) throws SQLException {
        List<String> parts = Sql.list(
                connection,
                "select name, version, changed from channels_secret where channel_id = ? and kind = ? order by name",
                row -> row.getString(1) + ":" + row.getLong(2) + ":" + Sql.instant(row, "changed") + "\n",
                channelId,
                SecretKind.SETTING);
        return parts.isEmpty() ? Optional.empty() : Optional.of(digest(String.join("", parts)));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
