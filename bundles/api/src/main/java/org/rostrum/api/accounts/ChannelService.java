package org.rostrum.api.accounts;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** The channels of the accounts. */
public interface ChannelService {
    /**
     * Makes a channel. Its connector is configured and started at once if its bundle is installed, and as soon as it is
     * installed otherwise.
     *
     * @param id wished id; null to derive it from account, connector and name
     */
    @RequiresPermission("channels:write")
    Channel create(@Nullable String id, String accountId, String connector, String name, Map<String, String> settings);

    /** The channel of this id, made if it does not exist yet; safe when called twice at once. */
    @RequiresPermission("channels:write")
    Channel ensure(String id, String accountId, String connector, String name, Map<String, String> settings);

    @RequiresPermission("channels:write")
    Channel setState(String id, Channel.State state, long expectedVersion);

    /** Removes the channel and its cursor; what it archived stays. */
    @RequiresPermission("channels:write")
    void remove(String id, long expectedVersion);

    @RequiresPermission("channels:read")
    Optional<Channel> find(String id);

    /** Ordered by id. */
    @RequiresPermission("channels:read")
    CursorPage<Channel> list(@Nullable String accountId, @Nullable String cursor, int limit);
}
