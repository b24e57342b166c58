package org.rostrum.testkit;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;

/** Channels in memory that everybody may use. */
public final class MemoryChannels implements ChannelService {
    private final Map<String, Channel> channels = new TreeMap<>();

    @Override
    public synchronized Channel create(
            @Nullable String id, String accountId, String connector, String name, Map<String, String> settings) {
        String key = Objects.requireNonNullElse(id, accountId + "." + connector);
        if (channels.containsKey(key)) {
            throw Problem.of(Problem.Kind.CONFLICT, "There is a channel \"" + key + "\" already.");
        }
        Channel channel =
                new Channel(key, accountId, connector, name, settings, Channel.State.ACTIVE, Instant.EPOCH, 1);
        channels.put(key, channel);
        return channel;
    }

    @Override
    public synchronized Channel ensure(
            String id, String accountId, String connector, String name, Map<String, String> settings) {
        Channel existing = channels.get(id);
        return existing == null ? create(id, accountId, connector, name, settings) : existing;
    }

    @Override
    public synchronized Channel setState(String id, Channel.State state, long expectedVersion) {
        Channel before = find(id).orElseThrow(() -> Problem.notFound("channel", id));
        Channel after = new Channel(
                id,
                before.accountId(),
                before.connector(),
                before.name(),
                before.settings(),
                state,
                before.created(),
                before.version() + 1);
        channels.put(id, after);
        return after;
    }

    @Override
    public synchronized void remove(String id, long expectedVersion) {
        channels.remove(id);
    }

    @Override
    public synchronized Optional<Channel> find(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    @Override
    public synchronized CursorPage<Channel> list(@Nullable String accountId, @Nullable String cursor, int limit) {
        return new CursorPage<>(
                channels.values().stream()
                        .filter(channel ->
                                accountId == null || channel.accountId().equals(accountId))
                        .toList(),
                null);
    }
}
