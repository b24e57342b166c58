package org.rostrum.shell.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.shell.Services;

/** Gives a dead letter up. */
@Service
@Command(scope = "rostrum", name = "dead-letter-discard", description = "Decides that a dead letter shall not be sent")
@SuppressWarnings("NullAway.Init") // Karaf sets the arguments
public final class DeadLetterDiscardCommand extends RostrumCommand {
    @Argument(index = 0, name = "delivery", description = "Number of the delivery", required = true)
    private long id;

    @Argument(
            index = 1,
            name = "reason",
            description = "Why, in quotation marks; kept with the delivery",
            required = true)
    private String reason;

    @Override
    protected void work(Services services) {
        Delivery discarded = services.get(DeliveryService.class).discard(id, reason);
        print(discarded, () -> Deliveries.table().print(out(), List.of(discarded)));
    }
}
