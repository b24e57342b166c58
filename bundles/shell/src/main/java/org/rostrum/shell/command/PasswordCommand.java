package org.rostrum.shell.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Services;

/** Changes one's own password. */
@Service
@Command(scope = "rostrum", name = "password", description = "Changes your own password")
public final class PasswordCommand extends RostrumCommand {
    @Override
    protected void work(Services services) throws IOException {
        HiddenInput input = new HiddenInput(session());
        char[] current = input.ask("Current password: ");
        char[] wanted = input.ask("New password: ");
        char[] again = input.ask("New password again: ");
        try {
            if (!Arrays.equals(wanted, again)) {
                throw Problem.of(Problem.Kind.INVALID, "The two new passwords are not the same.")
                        .withRemedy("Try again.");
            }
            services.get(UserService.class).changeOwnPassword(current, wanted);
        } finally {
            for (char[] secret : List.of(current, wanted, again)) {
                Arrays.fill(secret, '\0');
            }
        }
        out().println("The password is changed, and all your sessions have ended, this one too: sign in again.");
    }
}
