package org.rostrum.channels;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.Definition;
import org.rostrum.channels.secret.ChannelSecrets;

/** The channels in the database; tells the connectors of each change once it is committed. */
@Component(service = {ChannelService.class, JdbcChannels.class})
public final class JdbcChannels implements ChannelService {
    private static final String READ = "channels:read";
    private static final String WRITE = "channels:write";

    private final Database database;
    private final AccountService accounts;
    private final ConnectorKinds kinds;
    private final ConnectorConfigurations configurations;
    private final ChannelSecrets secrets;
    private final Access access;
    private final ChannelAudit audit;
    private final Clock clock;
    private final ChannelStore store = new ChannelStore();
    private final List<Consumer<String>> intervalListeners = new CopyOnWriteArrayList<>();

    @Activate
    public JdbcChannels(
            @Reference ChannelTables tables,
            @Reference AccountService accounts,
            @Reference ConnectorKinds kinds,
            @Reference ConnectorConfigurations configurations,
            @Reference ChannelSecrets secrets,
            @Reference Access access,
            @Reference ChannelAudit audit,
            @Reference Clock clock) {
        this.database = tables.database();
        this.accounts = accounts;
        this.kinds = kinds;
        this.configurations = configurations;
        this.secrets = secrets;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Channel create(
            @Nullable String id, String accountId, String connector, String name, Map<String, String> settings) {
        access.require(WRITE, accountId);
        return create(id, accountId, connector, name, settings, null);
    }

    /** @param pollSeconds null or 0 for what holds for all */
    public Channel create(
            @Nullable String id,
            String accountId,
            String connector,
            String name,
            Map<String, ? extends @Nullable String> settings,
            @Nullable Integer pollSeconds) {
        access.require(WRITE, accountId);
        Definition definition = kinds.definition(connector);
        SplitSettings given = SplitSettings.of(definition, settings);
        ChannelDraft draft = ChannelDraft.of(id, accountId, connector, name, given.together());
        SplitSettings read = SplitSettings.of(definition, kinds.check(draft.connector(), draft.settings()));
        if (access.asSystem("channels", () -> accounts.find(accountId)).isEmpty()) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + accountId + "\".", "Name an account that exists.");
        }
        try {
            return insert(draft, read, new ChannelChange(null, null, Channel.State.ACTIVE, pollSeconds));
        } catch (DatabaseException failure) {
            if (failure.isDuplicateKey()) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is a channel \"" + draft.id() + "\" already.")
                        .withField("id")
                        .withRemedy("Choose another id, or use the channel that exists.");
            }
            throw failure;
        }
    }

    @Override
    public Channel ensure(String id, String accountId, String connector, String name, Map<String, String> settings) {
        access.require(WRITE, accountId);
        Optional<Channel> existing = database.read(connection -> store.find(connection, id));
        if (existing.isPresent()) {
            access.require(WRITE, existing.get().accountId());
            return existing.get();
        }
        try {
            return create(id, accountId, connector, name, settings);
        } catch (Problem problem) {
            // somebody else made it in the meantime: theirs is as good as ours
            if (problem.kind() != Problem.Kind.CONFLICT || database.inTransaction()) {
                throw problem;
            }
            return database.read(connection -> store.find(connection, id)).orElseThrow(() -> problem);
        }
    }

    private Channel insert(ChannelDraft draft, SplitSettings settings, ChannelChange first) {
        return database.transaction(connection -> {
            Channel channel = new Channel(
                    draft.id(),
                    draft.accountId(),
                    draft.connector(),
                    draft.name(),
                    settings.plain(),
                    Channel.State.ACTIVE,
                    clock.instant(),
                    1);
            store.insert(connection, channel);
            setPollSeconds(connection, channel.id(), first);
            if (!settings.secrets().isEmpty()) {
                secrets.keep(connection, channel.id(), settings.secrets());
            }
            audit.created(channel, settings.secrets().keySet());
            database.afterCommit(() -> configurations.apply(channel));
            return channel;
        });
    }

    private void setPollSeconds(Connection connection, String id, ChannelChange change) throws SQLException {
        Integer seconds = change.pollSeconds();
        if (seconds != null) {
            store.setPollSeconds(connection, id, seconds == 0 ? null : seconds);
        }
    }

    @Override
    public Channel setState(String id, Channel.State state, long expectedVersion) {
        access.requireSomewhere(WRITE);
        return update(id, ChannelChange.of(state), expectedVersion);
    }

    /**
     * Changes a channel; its connector is started anew when its settings become others.
     *
     * @throws Problem INVALID when the connector refuses the settings; PRECONDITION_FAILED when it has another version
     */
    public Channel update(String id, ChannelChange change, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        return database.transaction(connection -> {
            Channel before = existing(connection, id, reach);
            if (before.version() != expectedVersion) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            Set<String> secretsBefore = secrets.names(connection, id);
            Map<String, @Nullable String> given = change.settings();
            SplitSettings settings = given == null
                    ? new SplitSettings(before.settings(), Map.of(), Set.of())
                    : keepSecrets(connection, before, given);
            Channel wanted = new Channel(
                    id,
                    before.accountId(),
                    before.connector(),
                    change.name() == null ? before.name() : change.name(),
                    settings.plain(),
                    change.state() == null ? before.state() : change.state(),
                    before.created(),
                    before.version());
            if (!store.update(connection, wanted, expectedVersion)) {
                throw EntityTags.stale(
                        expectedVersion, existing(connection, id, reach).version());
            }
            setPollSeconds(connection, id, change);
            Channel after = existing(connection, id, reach);
            audit.updated(before, secretsBefore, after, secrets.names(connection, id), settings, change.pollSeconds());
            database.afterCommit(() -> configurations.apply(after));
            if (change.pollSeconds() != null) {
                database.afterCommit(() -> intervalListeners.forEach(listener -> listener.accept(id)));
            }
            return after;
        });
    }

    /** Looked through with the secrets that the channel then has; what is refused undoes the transaction. */
    private SplitSettings keepSecrets(
            Connection connection, Channel channel, Map<String, ? extends @Nullable String> given) throws SQLException {
        Definition definition = kinds.installed(channel.connector()).definition();
        SplitSettings split = SplitSettings.of(definition, given);
        ChannelDraft.of(channel.id(), channel.accountId(), channel.connector(), channel.name(), split.together());
        if (!split.removed().isEmpty()) {
            secrets.remove(connection, channel.id(), split.removed());
        }
        if (!split.secrets().isEmpty()) {
            secrets.keep(connection, channel.id(), split.secrets());
        }
        Map<String, String> all = new HashMap<>(secrets.open(connection, channel.id()));
        // of an earlier version of the plugin, say: nobody can set it any more
        all.keySet().retainAll(definition.secrets());
        all.putAll(split.plain());
        SplitSettings read = SplitSettings.of(definition, kinds.check(channel.connector(), all));
        return new SplitSettings(read.plain(), split.secrets(), split.removed());
    }

    @Override
    public void remove(String id, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        database.transact(connection -> {
            Channel before = existing(connection, id, reach);
            Set<String> names = secrets.names(connection, id);
            if (!store.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.removed(before, names);
            database.afterCommit(() -> configurations.remove(before.id()));
        });
    }

    private Channel existing(Connection connection, String id, Reach reach) throws SQLException {
        return store.find(connection, id)
                .filter(channel -> reach.covers(channel.accountId()))
                .orElseThrow(() -> Problem.notFound("channel", id));
    }

    @Override
    public Optional<Channel> find(String id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.find(connection, id))
                .filter(channel -> reach.covers(channel.accountId()));
    }

    @Override
    public CursorPage<Channel> list(@Nullable String accountId, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.page(connection, accountId, reach, cursor, limit));
    }

    /** Names of the secrets that are set; for those who were given the channel. */
    public Set<String> secrets(String id) {
        return database.read(connection -> secrets.names(connection, id));
    }

    /** Tells the listener the channels whose {@code pollSeconds} are changed, until the returned action is run. */
    public Runnable whenIntervalChanged(Consumer<String> listener) {
        intervalListeners.add(listener);
        return () -> intervalListeners.remove(listener);
    }

    /** How often the channel is asked; empty when nothing is said for it alone; for those who were given the channel. */
    public Optional<Integer> pollSeconds(String id) {
        return database.read(connection -> store.pollSeconds(connection, id));
    }
}
