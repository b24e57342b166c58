package org.rostrum.shell.command;

import java.io.IOException;
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
        String current = ask("Current password: ");
        String wanted = ask("New password: ");
        if (!wanted.equals(ask("New password again: "))) {
            throw Problem.invalid("new password", "The two are not the same.", "Try again.");
        }
        services.get(UserService.class).changeOwnPassword(current.toCharArray(), wanted.toCharArray());
        out().println("The password is changed; your other sessions have ended.");
    }

    private String ask(String prompt) throws IOException {
        String answer = session().readLine(prompt, '*');
        if (answer == null || answer.isEmpty()) {
            throw Problem.invalid("password", "Nothing was typed.", "Use a terminal: ssh -t.");
        }
        return answer;
    }
}
