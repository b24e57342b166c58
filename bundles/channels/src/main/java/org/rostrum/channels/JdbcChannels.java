package org.rostrum.channels;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;

/** The channels in the database; tells the connectors of each change once it is committed. */
@Component(service = ChannelService.class)
public final class JdbcChannels implements ChannelService {
    private final Database database;
    private final AccountService accounts;
    private final ConnectorKinds kinds;
    private final ConnectorConfigurations configurations;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final ChannelStore store = new ChannelStore();

    @Activate
    public JdbcChannels(
            @Reference ChannelTables tables,
            @Reference AccountService accounts,
            @Reference ConnectorKinds kinds,
            @Reference ConnectorConfigurations configurations,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = tables.database();
        this.accounts = accounts;
        this.kinds = kinds;
        this.configurations = configurations;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Channel create(
            @Nullable String id, String accountId, String connector, String name, Map<String, String> settings) {
        access.require("channels:write");
        ChannelDraft draft = ChannelDraft.of(id, accountId, connector, name, settings);
        kinds.check(draft.connector(), draft.settings());
        if (access.asSystem("channels", () -> accounts.find(accountId)).isEmpty()) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + accountId + "\".", "Name an account that exists.");
        }
        try {
            return insert(draft);
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
        access.require("channels:write");
        Optional<Channel> existing = database.read(connection -> store.find(connection, id));
        if (existing.isPresent()) {
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

    private Channel insert(ChannelDraft draft) {
        return database.transaction(connection -> {
            Channel channel = new Channel(
                    draft.id(),
                    draft.accountId(),
                    draft.connector(),
                    draft.name(),
                    draft.settings(),
                    Channel.State.ACTIVE,
                    clock.instant(),
                    1);
            store.insert(connection, channel);
            audit.record("channel.create", subject(channel), channel.accountId(), null, json(channel));
            database.afterCommit(() -> configurations.apply(channel));
            return channel;
        });
    }

    @Override
    public Channel setState(String id, Channel.State state, long expectedVersion) {
        access.require("channels:write");
        return database.transaction(connection -> {
            Channel before = existing(connection, id);
            if (!store.setState(connection, id, state, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            Channel after = existing(connection, id);
            audit.record("channel.update", subject(after), after.accountId(), json(before), json(after));
            database.afterCommit(() -> configurations.apply(after));
            return after;
        });
    }

    @Override
    public void remove(String id, long expectedVersion) {
        access.require("channels:write");
        database.transact(connection -> {
            Channel before = existing(connection, id);
            if (!store.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record("channel.remove", subject(before), before.accountId(), json(before), null);
            database.afterCommit(() -> configurations.remove(before));
        });
    }

    private Channel existing(Connection connection, String id) throws SQLException {
        return store.find(connection, id).orElseThrow(() -> Problem.notFound("channel", id));
    }

    private static String subject(Channel channel) {
        return "channel/" + channel.id();
    }

    private static String json(Channel channel) {
        return SettingsJson.write(Map.of(
                "id", channel.id(),
                "accountId", channel.accountId(),
                "connector", channel.connector(),
                "name", channel.name(),
                "settings", channel.settings(),
                "state", channel.state()));
    }

    @Override
    public Optional<Channel> find(String id) {
        access.require("channels:read");
        return database.read(connection -> store.find(connection, id));
    }

    @Override
    public CursorPage<Channel> list(@Nullable String accountId, @Nullable String cursor, int limit) {
        access.require("channels:read");
        return database.read(connection -> store.page(connection, accountId, cursor, limit));
    }
}
