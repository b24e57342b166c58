package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Services;

/** The account tree. */
@Service
@Command(scope = "rostrum", name = "accounts", description = "Lists the accounts")
public final class AccountsCommand extends ListCommand<Account> {
    @Override
    protected CursorPage<Account> page(Services services, @Nullable String cursor, int most) {
        return services.get(AccountService.class).list(cursor, most);
    }

    @Override
    Table<Account> table() {
        return new Table<Account>()
                .column("Account", Account::id)
                .column("Below", Account::parentId)
                .column("Name", Account::name)
                .column("Time zone", Account::zone);
    }
}
