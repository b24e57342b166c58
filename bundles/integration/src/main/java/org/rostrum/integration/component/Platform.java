package org.rostrum.integration.component;

import java.time.Clock;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;

/** What the component asks of the platform. */
public record Platform(
        Access access, DeliveryService deliveries, Metrics metrics, Clock clock, TargetPublisher publisher) {}
