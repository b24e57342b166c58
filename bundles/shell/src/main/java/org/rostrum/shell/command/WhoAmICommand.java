package org.rostrum.shell.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.shell.Services;

/** Whom the commands act for. */
@Service
@Command(scope = "rostrum", name = "whoami", description = "Tells for whom the commands act")
public final class WhoAmICommand extends RostrumCommand {
    @Override
    protected void work(Services services) {
        Caller caller = services.get(Access.class).caller();
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("user", caller.name());
        shown.put("type", caller.type().name());
        print(shown, () -> out().println(
                        caller.type() == Caller.Type.SYSTEM
                                ? "The owner of the server process, who may do everything"
                                : caller.name()));
    }
}
