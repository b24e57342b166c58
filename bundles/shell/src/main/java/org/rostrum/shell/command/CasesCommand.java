package org.rostrum.shell.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Services;

/** Leads and tickets. */
@Service
@Command(scope = "rostrum", name = "cases", description = "Lists leads or tickets, newest first")
@SuppressWarnings("NullAway.Init") // Karaf sets the arguments
public final class CasesCommand extends ListCommand<CaseRecord> {
    @Argument(name = "kind", description = "LEAD or TICKET", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"LEAD", "TICKET"})
    private String kind;

    @Option(name = "--account", description = "Only of this account")
    @Completion(AccountCompleter.class)
    private @Nullable String account;

    @Override
    protected CursorPage<CaseRecord> page(Services services, @Nullable String cursor, int most) {
        RuleAction wanted =
                switch (kind.toUpperCase(Locale.ROOT)) {
                    case "LEAD" -> RuleAction.LEAD;
                    case "TICKET" -> RuleAction.TICKET;
                    default -> throw Problem.invalid(
                            "kind", "\"" + kind + "\" is no kind of case.", "Use LEAD or TICKET.");
                };
        return services.get(RoutingService.class).cases(wanted, account, cursor, most);
    }

    @Override
    Table<CaseRecord> table() {
        return new Table<CaseRecord>()
                .column("Case", CaseRecord::id)
                .column("Kind", CaseRecord::kind)
                .column("Account", CaseRecord::accountId)
                .column("Contact", CaseRecord::contactHandle)
                .column("Owner", CaseRecord::owner)
                .column("Rule", CaseRecord::ruleName)
                .column("Created", CaseRecord::created)
                .column("Delivery", CaseRecord::deliveryId)
                .column("Summary", found -> Words.line(found.summary(), 60));
    }
}
