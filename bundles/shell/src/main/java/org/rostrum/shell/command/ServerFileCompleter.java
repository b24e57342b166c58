package org.rostrum.shell.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.rostrum.api.security.Access;
import org.rostrum.shell.Desk;

/** Names of files on the server, for those who may use them. */
@Service
@SuppressWarnings("NullAway.Init") // Karaf sets the field
public final class ServerFileCompleter implements Completer {
    @Reference
    private Desk desk;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> allowed = Suggestions.of(
                desk,
                services -> services.get(Access.class).permits(Waiting.SERVER_FILES) ? List.of("yes") : List.of());
        return allowed.isEmpty() ? -1 : new FileCompleter().complete(session, line, candidates);
    }
}
