package org.rostrum.shell.command;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.shell.Services;

/** What becomes of which activity. */
@Service
@Command(
        scope = "rostrum",
        name = "routing-rules",
        description = "Lists the routing rules in the order in which they are tried")
public final class RoutingRulesCommand extends RostrumCommand {
    @Override
    protected void work(Services services) {
        List<RoutingRule> rules = services.get(RoutingService.class).rules();
        print(Map.of("items", rules), () -> new Table<RoutingRule>()
                .column("Rule", RoutingRule::id)
                .column("Position", RoutingRule::position)
                .column("Name", RoutingRule::name)
                .column("Enabled", RoutingRule::enabled)
                .column("Any of", rule -> rule.conditions().anyWords())
                .column("Makes", RoutingRule::action)
                .column("Owner", RoutingRule::owner)
                .column("Adapter", RoutingRule::adapter)
                .print(out(), rules));
    }
}
