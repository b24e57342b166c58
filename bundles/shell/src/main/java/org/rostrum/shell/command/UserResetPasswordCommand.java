package org.rostrum.shell.command;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.identity.IssuedPassword;
import org.rostrum.api.identity.UserService;
import org.rostrum.shell.Services;

/** Helps a user who has lost the password. */
@Service
@Command(
        scope = "rostrum",
        name = "user-reset-password",
        description = "Gives a user a new one-time password and ends the user's sessions")
@SuppressWarnings("NullAway.Init") // Karaf sets the arguments
public final class UserResetPasswordCommand extends RostrumCommand {
    @Argument(name = "user", description = "Whose password", required = true)
    private String name;

    @Override
    protected void work(Services services) {
        IssuedPassword issued = services.get(UserService.class).resetPassword(name, null);
        print(issued, () -> tell(out(), issued));
    }

    static void tell(PrintStream out, IssuedPassword issued) {
        out.println("One-time password of " + issued.user().name() + ": " + issued.oneTimePassword());
        out.println("It is shown this once, and must be replaced at the first sign-in.");
    }
}
