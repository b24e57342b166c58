package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.shell.Services;

/** How much the archive holds. */
@Service
@Command(scope = "rostrum", name = "archive-totals", description = "Tells how much the archive holds")
public final class ArchiveTotalsCommand extends RostrumCommand {
    @Override
    protected void work(Services services) {
        ArchiveTotals totals = services.get(Archive.class).totals();
        print(totals, () -> {
            out().println("Activities:     " + totals.activities() + " (" + totals.inbound() + " in, "
                    + totals.outbound() + " out)");
            out().println("Conversations:  " + totals.conversations());
            out().println("Contacts:       " + totals.contacts());
            if (totals.first() != null) {
                out().println("Published:      " + Words.cell(totals.first()) + " to " + Words.cell(totals.last()));
                out().println("Last archived:  " + Words.cell(totals.lastArchived()));
            }
        });
    }
}
