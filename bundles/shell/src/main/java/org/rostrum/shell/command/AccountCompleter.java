package org.rostrum.shell.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Desk;

/** Ids of the accounts that the user may see. */
@Service
@SuppressWarnings("NullAway.Init") // Karaf sets the field
public final class AccountCompleter implements Completer {
    @Reference
    private Desk desk;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = Suggestions.of(
                desk, services -> services.get(AccountService.class).list(null, CursorPage.MAX_LIMIT).items().stream()
                        .map(Account::id)
                        .toList());
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
