package org.rostrum.shell.command;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.shell.Services;

/** Names the commands of the product; Karaf's own help is for administrators. */
@Service
@org.apache.karaf.shell.api.action.Command(
        scope = "rostrum",
        name = "help",
        description = "Lists the commands of Rostrum; each explains itself with --help")
public final class HelpCommand extends RostrumCommand {
    /**
     * @param name with its scope
     */
    public record Entry(String name, String description) {}

    @Override
    protected void work(Services services) {
        List<Entry> commands = session().getRegistry().getCommands().stream()
                .filter(command -> command.getScope().equals("rostrum"))
                .map(command -> new Entry("rostrum:" + command.getName(), command.getDescription()))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
        print(Map.of("items", commands), () -> new Table<Entry>()
                .column("Command", Entry::name)
                .column("What it does", Entry::description)
                .print(out(), commands));
    }
}
