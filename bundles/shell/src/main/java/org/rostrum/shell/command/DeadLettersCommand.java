package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Services;

/** Deliveries that wait for a person. */
@Service
@Command(
        scope = "rostrum",
        name = "dead-letters",
        description = "Lists deliveries that were given up and wait for a decision")
public final class DeadLettersCommand extends ListCommand<Delivery> {
    @Option(name = "--kind", description = "Only of this kind, such as lead or mail")
    private @Nullable String kind;

    @Option(name = "--adapter", description = "Only through this adapter")
    private @Nullable String adapter;

    @Override
    protected CursorPage<Delivery> page(Services services, @Nullable String cursor, int most) {
        DeliveryFilter filter = new DeliveryFilter(Delivery.State.DEAD, kind, adapter, null);
        return services.get(DeliveryService.class).list(filter, cursor, most);
    }

    @Override
    Table<Delivery> table() {
        return Deliveries.table();
    }
}
