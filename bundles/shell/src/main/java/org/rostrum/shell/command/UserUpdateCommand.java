package org.rostrum.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Services;

/** Changes a user. */
@Service
@Command(
        scope = "rostrum",
        name = "user-update",
        description = "Changes name or roles of a user, or locks the user out")
@SuppressWarnings("NullAway.Init") // Karaf sets the arguments
public final class UserUpdateCommand extends RostrumCommand {
    @Argument(name = "user", description = "Whom", required = true)
    private String name;

    @Option(name = "--name", description = "Name for people")
    private @Nullable String displayName;

    @Option(
            name = "--role",
            description = "Role that the user shall have, instead of those there are; can be repeated",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"administrator", "viewer"})
    private List<String> roles = new ArrayList<>();

    @Option(name = "--no-roles", description = "Takes all roles away")
    private boolean noRoles;

    @Option(name = "--disable", description = "Locks the user out at once")
    private boolean disable;

    @Option(name = "--enable", description = "Lets the user in again")
    private boolean enable;

    @Override
    protected void work(Services services) {
        if ((disable && enable) || (noRoles && !roles.isEmpty())) {
            throw Problem.invalid("options", "These options exclude each other.", "Leave one of them out.");
        }
        if (!disable && !enable && !noRoles && roles.isEmpty() && displayName == null) {
            throw Problem.invalid("options", "There is nothing to change.", "See --help.");
        }
        UserService users = services.get(UserService.class);
        User before = users.find(name).orElseThrow(() -> Problem.notFound("user", name));
        Set<String> newRoles = noRoles ? Set.of() : roles.isEmpty() ? null : Set.copyOf(roles);
        User after = users.update(
                before.name(),
                new UserChange(displayName, null, (disable || enable) ? disable : null, newRoles),
                before.version());
        print(after, () -> UsersCommand.describe().print(out(), List.of(after)));
    }
}
