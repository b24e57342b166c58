package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Services;

/** The connected channels. */
@Service
@Command(scope = "rostrum", name = "channels", description = "Lists the channels")
public final class ChannelsCommand extends ListCommand<Channel> {
    @Option(name = "--account", description = "Only of this account")
    @Completion(AccountCompleter.class)
    private @Nullable String account;

    @Override
    protected CursorPage<Channel> page(Services services, @Nullable String cursor, int most) {
        return services.get(ChannelService.class).list(account, cursor, most);
    }

    @Override
    Table<Channel> table() {
        return new Table<Channel>()
                .column("Channel", Channel::id)
                .column("Account", Channel::accountId)
                .column("Connector", Channel::connector)
                .column("Name", Channel::name)
                .column("State", Channel::state);
    }
}
