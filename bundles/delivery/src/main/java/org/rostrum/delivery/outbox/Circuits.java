package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.rostrum.api.delivery.DeliveryFigures;

/** The circuit of each adapter, as this node knows it. */
final class Circuits {
    private final Map<String, Circuit> byAdapter = new ConcurrentSkipListMap<>();
    private final RetryPolicy policy;
    private final Clock clock;

    Circuits(RetryPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    Circuit of(String adapter) {
        return byAdapter.computeIfAbsent(adapter, name -> new Circuit(name, policy, clock));
    }

    List<DeliveryFigures.Pause> pauses() {
        return byAdapter.values().stream()
                .map(Circuit::pause)
                .flatMap(Optional::stream)
                .toList();
    }
}
