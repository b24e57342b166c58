package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.shell.Services;

/** What the archive holds. */
@Service
@Command(scope = "rostrum", name = "activities", description = "Lists archived activities, newest first")
public final class ActivitiesCommand extends ListCommand<ArchivedActivity> {
    @Option(name = "--account", description = "Only of this account")
    @Completion(AccountCompleter.class)
    private @Nullable String account;

    @Option(name = "--channel", description = "Only of this channel")
    private @Nullable String channel;

    @Option(name = "--conversation", description = "Only of this conversation")
    private @Nullable Long conversation;

    @Option(name = "--direction", description = "INBOUND or OUTBOUND")
    @Completion(
            value = StringsCompleter.class,
            values = {"INBOUND", "OUTBOUND"})
    private @Nullable String direction;

    @Option(name = "--from", description = "Published at or after this time, such as 2026-11-01T00:00:00Z")
    private @Nullable String from;

    @Option(name = "--to", description = "Published before this time")
    private @Nullable String to;

    @Override
    protected CursorPage<ArchivedActivity> page(Services services, @Nullable String cursor, int most) {
        ActivityFilter filter = new ActivityFilter(
                account,
                channel,
                conversation,
                Inputs.constant("--direction", Direction.class, direction),
                Inputs.instant("--from", from),
                Inputs.instant("--to", to));
        return services.get(Archive.class).list(filter, cursor, most);
    }

    @Override
    Table<ArchivedActivity> table() {
        return new Table<ArchivedActivity>()
                .column("Sequence", ArchivedActivity::sequence)
                .column("Published", archived -> archived.activity().published())
                .column("Account", ArchivedActivity::accountId)
                .column("Conversation", ArchivedActivity::conversationId)
                .column("Direction", archived -> archived.activity().direction())
                .column("By", archived -> archived.activity().actor().handle())
                .column("Content", archived -> Words.line(archived.activity().content(), 60));
    }
}
