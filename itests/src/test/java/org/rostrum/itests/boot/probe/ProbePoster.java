package org.rostrum.itests.boot.probe;

import java.util.List;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.security.Access;

/** Has something posted to a channel, whether it is there yet or not. */
public final class ProbePoster {
    /** The channel. */
    public static final String CHANNEL = "acme.probe";

    /** Called by declarative services. */
    public ProbePoster(DeliveryService deliveries, Access access) {
        access.runAsSystem(
                "probe",
                () -> deliveries.enqueue(new DeliveryRequest(
                        "post",
                        "channel." + CHANNEL,
                        null,
                        "publication/1",
                        "probe-publication-1",
                        "{\"channelId\":\"" + CHANNEL + "\",\"text\":\"Hello\"}",
                        List.of())));
    }
}
