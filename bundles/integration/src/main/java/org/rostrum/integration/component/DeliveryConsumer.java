package org.rostrum.integration.component;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;

/** The beginning of a route that takes deliveries; runs the route on the thread that delivers. */
final class DeliveryConsumer extends DefaultConsumer implements Suspendable {
    private final RostrumEndpoint endpoint;
    private final Platform platform;
    private @Nullable RouteTarget target;
    private volatile boolean open;

    DeliveryConsumer(RostrumEndpoint endpoint, Processor processor, Platform platform) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.platform = platform;
    }

    Operation operation() {
        return endpoint.operation();
    }

    /** Whether it has been started and not been stopped since. */
    boolean open() {
        return open;
    }

    Instant now() {
        return platform.clock().instant();
    }

    DeliveryReceipt deliver(Delivery delivery) throws DeliveryException {
        return measured(delivery, exchange -> Receipts.required(getRouteId(), exchange), receipt -> "delivered");
    }

    Optional<DeliveryReceipt> find(Delivery delivery) throws DeliveryException {
        return measured(delivery, Receipts::found, receipt -> receipt.isPresent() ? "found" : "absent");
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Exchange exchange) throws DeliveryException;
    }

    private <T> T measured(Delivery delivery, Reader<T> reader, java.util.function.Function<T, String> outcome)
            throws DeliveryException {
        Instant begin = now();
        String result = "failed";
        try {
            T read = run(delivery, reader);
            result = outcome.apply(read);
            return read;
        } catch (DeliveryException failure) {
            result = failure.category().name().toLowerCase(Locale.ROOT);
            throw failure;
        } finally {
            platform.metrics()
                    .time(
                            "rostrum.integration.exchanges",
                            Duration.between(begin, now()),
                            "adapter",
                            endpoint.adapter(),
                            "kind",
                            endpoint.kind(),
                            "outcome",
                            result);
        }
    }

    private <T> T run(Delivery delivery, Reader<T> reader) throws DeliveryException {
        Exchange exchange = createExchange(false);
        try {
            DeliveryMessages.fill(exchange, delivery, endpoint.attachments());
            process(exchange);
            Throwable thrown = exchange.getException();
            if (thrown != null) {
                throw Failures.of(getRouteId(), thrown, now());
            }
            if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
                throw new DeliveryException(
                        FailureCategory.UNKNOWN_OUTCOME,
                        "The route \"" + getRouteId()
                                + "\" was rolled back and it is not known whether the delivery arrived.",
                        null);
            }
            return reader.read(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void process(Exchange exchange) {
        platform.access().runAsSystem(endpoint.plugin(), () -> {
            try {
                Threads.under(endpoint.getCamelContext().getApplicationContextClassLoader(), () -> {
                    getProcessor().process(exchange);
                    return Boolean.TRUE;
                });
            } catch (Exception thrown) {
                exchange.setException(thrown);
            }
        });
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        target = endpoint.targets().attach(this, endpoint.adapter(), endpoint.kind());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        open = true;
        if (operation() == Operation.DELIVER) {
            endpoint.targets().publishAll();
        }
    }

    @Override
    protected void doStop() throws Exception {
        open = false;
        if (target != null && operation() == Operation.DELIVER) {
            endpoint.targets().withdraw(target);
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (target != null) {
            endpoint.targets().detach(this, target);
        }
        super.doShutdown();
    }
}
