package org.rostrum.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.IssuedPassword;
import org.rostrum.api.identity.NewUser;
import org.rostrum.api.identity.UserService;
import org.rostrum.shell.Services;

/** Makes a user. */
@Service
@Command(scope = "rostrum", name = "user-add", description = "Makes a user and shows a one-time password")
@SuppressWarnings("NullAway.Init") // Karaf sets the arguments
public final class UserAddCommand extends RostrumCommand {
    @Argument(name = "user", description = "Name with which the user will sign in", required = true)
    private String name;

    @Option(name = "--name", description = "Name for people; the user name if absent")
    private @Nullable String displayName;

    @Option(name = "--role", description = "Role that the user shall have; can be repeated", multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"administrator", "viewer"})
    private List<String> roles = new ArrayList<>();

    @Override
    protected void work(Services services) {
        IssuedPassword issued = services.get(UserService.class)
                .create(
                        new NewUser(
                                name, Objects.requireNonNullElse(displayName, name), null, false, Set.copyOf(roles)),
                        null);
        print(issued, () -> UserResetPasswordCommand.tell(out(), issued));
    }
}
