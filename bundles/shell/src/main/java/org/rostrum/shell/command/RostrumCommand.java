package org.rostrum.shell.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Desk;
import org.rostrum.shell.Services;

/**
 * A command: served with the rights of who sits at the shell; what goes wrong is told in words, and a script sees it by the
 * exit status 1.
 */
@SuppressWarnings("NullAway.Init") // Karaf sets the fields between making the command and executing it
public abstract class RostrumCommand implements Action {
    @Reference
    private Desk desk;

    @Reference
    private Session session;

    @Option(name = "--json", description = "Prints JSON instead of text")
    private boolean json;

    @Override
    public final @Nullable Object execute() throws CommandException {
        try {
            desk.serve(services -> {
                work(services);
                return Boolean.TRUE;
            });
            return null;
        } catch (Problem problem) {
            throw new CommandException(Words.of(problem), problem);
        } catch (UncheckedIOException failure) {
            throw new CommandException(Words.of(failure.getCause()), failure);
        } catch (IllegalStateException wrapped) {
            if (wrapped.getCause() instanceof IOException failure) {
                throw new CommandException(Words.of(failure), failure);
            }
            throw wrapped;
        }
    }

    /** Does what the command is for. */
    protected abstract void work(Services services) throws IOException;

    protected final PrintStream out() {
        return session.getConsole();
    }

    protected final Session session() {
        return session;
    }

    /** Whether the output is for programs. */
    protected final boolean json() {
        return json;
    }

    /** Prints the value as JSON, or has it printed for people. */
    protected final void print(Object value, Runnable forPeople) {
        if (json) {
            out().println(Json.of(value));
        } else {
            forPeople.run();
        }
    }
}
