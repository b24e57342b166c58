package org.rostrum.channels.posting;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.channels.polling.Budgets;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the outbox a target for each channel whose connector is there. Each channel is an adapter of its own to the outbox, with
 * its own pauses: what is wrong with one keeps no other waiting. Without its connector, its deliveries wait.
 */
@Component(service = PostTargets.class, immediate = true)
public final class PostTargets implements RunningConnectors.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PostTargets.class);

    private final BundleContext context;
    private final ChannelService channels;
    private final DeliveryService deliveries;
    private final ConnectorCalls calls;
    private final Budgets budgets;
    private final AbilityLog log;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final Map<Connector, ServiceRegistration<DeliveryTarget>> registered = new ConcurrentHashMap<>();
    private final Runnable forget;

    @Activate
    public PostTargets(
            BundleContext context,
            @Reference RunningConnectors running,
            @Reference ChannelService channels,
            @Reference DeliveryService deliveries,
            @Reference ConnectorCalls calls,
            @Reference Budgets budgets,
            @Reference AbilityLog log,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.context = context;
        this.channels = channels;
        this.deliveries = deliveries;
        this.calls = calls;
        this.budgets = budgets;
        this.log = log;
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        metrics.describe("rostrum.channels.posts", "Posts handed to networks, by connector, ability and outcome");
        this.forget = running.tell(this);
    }

    @Deactivate
    void close() {
        forget.run();
        registered.keySet().forEach(connector -> went("", connector));
    }

    @Override
    public void came(String channelId, Connector connector) {
        Optional<Channel> channel = access.asSystem("channels", () -> channels.find(channelId));
        channel.ifPresent(found -> registered.computeIfAbsent(
                connector, any -> context.registerService(DeliveryTarget.class, target(found, connector), null)));
    }

    @Override
    public void went(String channelId, Connector connector) {
        ServiceRegistration<DeliveryTarget> gone = registered.remove(connector);
        if (gone != null) {
            try {
                gone.unregister();
            } catch (IllegalStateException already) {
                LOG.debug("The bundle stops", already);
            }
        }
    }

    DeliveryTarget target(Channel channel, Connector connector) {
        return new PostTarget(channel, connector, new PostReader(this::open), calls, budgets, log, metrics, clock);
    }

    /** On a thread of a connector, too, on which nobody calls. */
    private InputStream open(AttachmentReference attachment) throws IOException {
        try {
            return access.asSystem("channels", () -> deliveries.open(attachment));
        } catch (RuntimeException failure) {
            if (failure.getCause() instanceof IOException lost) {
                throw lost;
            }
            throw failure;
        }
    }
}
