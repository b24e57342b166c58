package org.rostrum.shell.command;

import java.util.List;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Desk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What completers suggest; nothing, where it cannot be found out or the user may not know it. */
final class Suggestions {
    private static final Logger LOG = LoggerFactory.getLogger(Suggestions.class);

    private Suggestions() {}

    static List<String> of(Desk desk, Desk.Work<List<String>> work) {
        try {
            return desk.serve(work);
        } catch (Problem | DatabaseException | IllegalStateException nothing) {
            LOG.debug("Nothing to suggest", nothing);
            return List.of();
        }
    }
}
