package org.rostrum.shell.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.shell.Desk;

/** Names of the installed reports. */
@Service
@SuppressWarnings("NullAway.Init") // Karaf sets the field
public final class ReportCompleter implements Completer {
    @Reference
    private Desk desk;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names =
                Suggestions.of(desk, services -> services.get(ReportService.class).reports(Locale.ENGLISH).stream()
                        .map(ReportDescription::name)
                        .toList());
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
