package org.rostrum.shell.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Services;

/** Sends dead letters once more. */
@Service
@Command(scope = "rostrum", name = "dead-letter-replay", description = "Sends a dead letter once more, or all that fit")
public final class DeadLetterReplayCommand extends RostrumCommand {
    private static final int MOST = 10_000;

    @Argument(name = "delivery", description = "Number of the delivery", required = false)
    private @Nullable Long id;

    @Option(name = "--all", description = "All dead letters, or those that --kind and --adapter name; 10,000 at most")
    private boolean all;

    @Option(name = "--kind", description = "Only of this kind, such as lead or mail")
    private @Nullable String kind;

    @Option(name = "--adapter", description = "Only through this adapter")
    private @Nullable String adapter;

    @Override
    protected void work(Services services) {
        DeliveryService deliveries = services.get(DeliveryService.class);
        Long one = id;
        if ((one == null) != all) {
            throw Problem.invalid(
                    "delivery", "One delivery is sent once more, or all of them.", "Give its number, or --all.");
        }
        if (one != null) {
            if (kind != null || adapter != null) {
                throw Problem.invalid("--kind", "Kind and adapter choose among many.", "Give them with --all.");
            }
            Delivery replayed = deliveries.replay(one);
            print(replayed, () -> Deliveries.table().print(out(), List.of(replayed)));
            return;
        }
        BulkReplay replay = deliveries.replayAll(new DeliveryFilter(null, kind, adapter, null), MOST);
        print(replay, () -> out().println(
                        replay.replayed() + " are sent once more, " + replay.remaining() + " are left on the desk."));
    }
}
