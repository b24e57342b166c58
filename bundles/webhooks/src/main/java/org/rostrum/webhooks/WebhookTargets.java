package org.rostrum.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.delivery.DeliveryTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the end of each webhook, so that the outbox finds it. Those of removed ones stay to refuse what still waits. Each node
 * looks for itself every few seconds, as timed work is done by one node of all.
 */
@Component(service = WebhookTargets.class)
public final class WebhookTargets {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookTargets.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final WebhookStore store;
    private final Receiver receiver;
    private final SwitchOff switchOff;
    private final Registrar registrar;
    private final Map<Long, Runnable> registered = new HashMap<>();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-webhooks"));
    private final Future<?> looking;

    /** Makes a target known. */
    @FunctionalInterface
    interface Registrar {
        /** @return what takes it away again */
        Runnable register(DeliveryTarget target);
    }

    @Activate
    public WebhookTargets(
            BundleContext context,
            @Reference WebhookStore store,
            @Reference Receiver receiver,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this(store, receiver, new SwitchOff(store, audit, clock), BETWEEN, target -> {
            ServiceRegistration<DeliveryTarget> service = context.registerService(DeliveryTarget.class, target, null);
            return service::unregister;
        });
    }

    WebhookTargets(WebhookStore store, Receiver receiver, SwitchOff switchOff, Duration between, Registrar registrar) {
        this.store = store;
        this.receiver = receiver;
        this.switchOff = switchOff;
        this.registrar = registrar;
        refresh();
        looking = looks.scheduleWithFixedDelay(
                this::lookAgain, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAgain() {
        try {
            refresh();
        } catch (RuntimeException failure) {
            LOG.debug("Webhooks that other nodes made could not be looked for; it is tried again", failure);
        }
    }

    /** Looks which there are; other nodes may have made some. */
    synchronized void refresh() {
        if (looks.isShutdown()) {
            return;
        }
        Set<Long> present = store.database().read(store::all).stream()
                .map(stored -> stored.webhook().id())
                .collect(Collectors.toSet());
        for (Long id : present) {
            registered.computeIfAbsent(
                    id, made -> registrar.register(new WebhookTarget(made, store, receiver, switchOff)));
        }
        registered.entrySet().removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone) {
                entry.getValue().run();
            }
            return gone;
        });
    }

    @Deactivate
    public synchronized void close() {
        looking.cancel(false);
        looks.shutdown();
        registered.values().forEach(Runnable::run);
        registered.clear();
    }
}
