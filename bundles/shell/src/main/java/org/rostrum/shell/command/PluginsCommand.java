package org.rostrum.shell.command;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.plugin.Plugins;
import org.rostrum.shell.Services;

/** What was dropped into the server, or uploaded. */
@Service
@Command(
        scope = "rostrum",
        name = "plugins",
        description = "Lists the files of the deploy folder, and says why those do not run that do not")
public final class PluginsCommand extends RostrumCommand {
    @Override
    protected void work(Services services) {
        List<Plugin> plugins = services.get(Plugins.class).list();
        print(Map.of("items", plugins), () -> {
            table().print(out(), plugins);
            for (Plugin plugin : plugins) {
                if (plugin.reason() != null) {
                    out().println(Words.line(plugin.name() + ": " + plugin.reason()));
                }
                plugin.waiting().forEach(part -> out().println(
                                Words.line(plugin.name() + ": " + part.name() + ": " + part.reason())));
            }
        });
    }

    static Table<Plugin> table() {
        return new Table<Plugin>()
                .column("File", Plugin::name)
                .column("Kind", Plugin::kind)
                .column("Bundle", Plugin::symbolicName)
                .column("Version", Plugin::version)
                .column("Id", Plugin::bundleId)
                .column("State", Plugin::state)
                .column("Since", Plugin::since)
                .column("Brings", plugin -> String.join(", ", plugin.brings()));
    }
}
