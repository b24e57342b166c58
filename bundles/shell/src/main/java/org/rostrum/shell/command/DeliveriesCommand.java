package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.shell.Services;

/** What left, or is to leave, for other systems. */
@Service
@Command(scope = "rostrum", name = "deliveries", description = "Lists deliveries, newest first")
public final class DeliveriesCommand extends ListCommand<Delivery> {
    @Option(name = "--state", description = "Only in this state")
    @Completion(
            value = StringsCompleter.class,
            values = {"PENDING", "SENDING", "DELIVERED", "DEAD", "DISCARDED"})
    private @Nullable String state;

    @Option(name = "--kind", description = "Only of this kind, such as lead or mail")
    private @Nullable String kind;

    @Option(name = "--adapter", description = "Only through this adapter")
    private @Nullable String adapter;

    @Override
    protected CursorPage<Delivery> page(Services services, @Nullable String cursor, int most) {
        DeliveryFilter filter =
                new DeliveryFilter(Inputs.constant("--state", Delivery.State.class, state), kind, adapter, null);
        return services.get(DeliveryService.class).list(filter, cursor, most);
    }

    @Override
    Table<Delivery> table() {
        return Deliveries.table();
    }
}
