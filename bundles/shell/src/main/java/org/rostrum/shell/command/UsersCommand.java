package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Services;

/** Who can sign in. */
@Service
@Command(scope = "rostrum", name = "users", description = "Lists the users")
public final class UsersCommand extends ListCommand<User> {
    @Override
    protected CursorPage<User> page(Services services, @Nullable String cursor, int most) {
        return services.get(UserService.class).list(cursor, most);
    }

    @Override
    Table<User> table() {
        return describe();
    }

    static Table<User> describe() {
        return new Table<User>()
                .column("User", User::name)
                .column("Name", User::displayName)
                .column("Roles", User::roles)
                .column("Disabled", User::disabled)
                .column("One-time password", User::mustChangePassword)
                .column("Last sign-in", User::lastSignIn);
    }
}
