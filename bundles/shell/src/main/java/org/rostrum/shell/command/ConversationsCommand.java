package org.rostrum.shell.command;

import java.time.Duration;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Services;

/** Activities that answer one another. */
@Service
@Command(scope = "rostrum", name = "conversations", description = "Lists conversations, newest activity first")
public final class ConversationsCommand extends ListCommand<Conversation> {
    @Option(name = "--account", description = "Only of this account")
    @Completion(AccountCompleter.class)
    private @Nullable String account;

    @Option(name = "--channel", description = "Only of this channel")
    private @Nullable String channel;

    @Option(name = "--open", description = "Only those in which somebody waits for an answer")
    private boolean open;

    @Override
    protected CursorPage<Conversation> page(Services services, @Nullable String cursor, int most) {
        ConversationFilter filter = new ConversationFilter(account, channel, open ? Boolean.TRUE : null);
        return services.get(Archive.class).conversations(filter, cursor, most);
    }

    @Override
    Table<Conversation> table() {
        return new Table<Conversation>()
                .column("Conversation", Conversation::id)
                .column("Account", Conversation::accountId)
                .column("Started", Conversation::started)
                .column("Last activity", Conversation::lastActivity)
                .column("In", Conversation::inbound)
                .column("Out", Conversation::outbound)
                .column("First response (s)", ConversationsCommand::firstResponse)
                .column("Open", Conversation::open);
    }

    private static @Nullable Long firstResponse(Conversation conversation) {
        Duration taken = conversation.firstResponseTime();
        return taken == null ? null : taken.toSeconds();
    }
}
