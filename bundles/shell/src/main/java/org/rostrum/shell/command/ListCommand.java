package org.rostrum.shell.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Option;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Services;

/** A command that shows a page of a longer list. */
public abstract class ListCommand<T> extends RostrumCommand {
    @Option(name = "--limit", description = "How many to show, 1 to 500")
    private int limit = 20;

    @Option(name = "--after", description = "Where to go on: what the page before said")
    private @Nullable String after;

    protected abstract CursorPage<T> page(Services services, @Nullable String cursor, int most);

    /** What people see of each. */
    abstract Table<T> table();

    @Override
    protected final void work(Services services) {
        CursorPage<T> page = page(services, after, limit);
        Object shown = page.nextCursor() == null
                ? Map.of("items", page.items())
                : Map.of("items", page.items(), "nextCursor", page.nextCursor());
        print(shown, () -> {
            table().print(out(), page.items());
            if (page.nextCursor() != null) {
                out().println("There is more: --after " + page.nextCursor());
            }
        });
    }
}
