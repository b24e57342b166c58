package org.rostrum.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.connector.Failing;
import org.rostrum.testkit.connector.Outlet;
import org.rostrum.testkit.connector.SimulatedNetwork;

/**
 * What {@link AdapterContract} stands on: another system and an adapter for each test.
 *
 * @param <S> the other system
 */
abstract class AdapterGround<S extends SimulatedNetwork> {
    /** The account of all deliveries. */
    protected static final String ACCOUNT = "acme";

    private @Nullable S system;
    private @Nullable RoutesUnderTest running;
    private @Nullable Outlet outlet;
    private Path folder = Path.of("set by JUnit");

    /** Starts the other system, or something that behaves like it. */
    protected abstract S simulate(Path folder) throws Exception;

    /**
     * Starts the adapter, configured for that system.
     *
     * @param changed settings that differ from the right ones; by name
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    protected abstract RoutesUnderTest start(S other, Map<String, Object> changed) throws Exception;

    /** Name of the adapter. */
    protected abstract String adapter();

    /** The kinds that it takes; the first is what most tests deliver. */
    protected abstract List<String> kinds();

    /**
     * A payload as the platform makes it, complete and right.
     *
     * @param number no two of a test have the same
     * @param words what a person on the other side must be able to read
     */
    protected abstract String payload(String kind, int number, String words);

    @BeforeEach
    final void begin(@TempDir Path temporary) throws Exception {
        folder = temporary;
        outlet = new Outlet();
        system = simulate(folder);
        running = start(system, Map.of());
    }

    @AfterEach
    final void end() throws Exception {
        try {
            stop();
            if (outlet != null && system != null) {
                assertNoSecret("the log", outlet.text());
            }
        } finally {
            if (system != null) {
                system.close();
            }
            if (outlet != null) {
                outlet.close();
            }
        }
    }

    final void stop() {
        RoutesUnderTest ended = running;
        running = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** Ends the adapter and starts it anew, as after a restart of the server. */
    protected final void restart() throws Exception {
        stop();
        running = start(system(), Map.of());
    }

    protected final S system() {
        if (system == null) {
            throw new IllegalStateException("There is another system within a test.");
        }
        return system;
    }

    protected final RoutesUnderTest running() {
        if (running == null) {
            throw new IllegalStateException("The adapter is stopped.");
        }
        return running;
    }

    protected final DeliveryTarget target(String kind) {
        return target(running(), kind);
    }

    static DeliveryTarget target(RoutesUnderTest routes, String kind) {
        return routes.targets().stream()
                .filter(target -> target.kinds().contains(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody takes " + kind));
    }

    protected final String kind() {
        return kinds().get(0);
    }

    /** A delivery of the first kind; what is equal in number is the same delivery. */
    protected final Delivery delivery(int number, String words) {
        return delivery(kind(), number, payload(kind(), number, words));
    }

    protected final Delivery delivery(
            String kind, int number, String payload, DeliveryRequest.AttachmentReference... attachments) {
        DeliveryRequest request = new DeliveryRequest(
                kind,
                adapter(),
                ACCOUNT,
                kind + "/" + number,
                kind + "/" + number + "/contract",
                payload,
                List.of(attachments));
        return new Delivery(
                number, request, Delivery.State.SENDING, 1, Instant.EPOCH, null, null, null, null, null, null);
    }

    protected final DeliveryReceipt deliver(Delivery delivery) throws DeliveryException {
        return target(delivery.request().kind()).deliver(delivery);
    }

    final List<String> arrived() {
        return system().said().stream().map(SimulatedNetwork.Said::networkId).toList();
    }

    /** Runs what must fail in the way of the contract, and gives how. */
    protected final DeliveryException failure(ThrowingCallable call) {
        return Failing.failure(call, system().secrets());
    }

    protected final void assertFails(FailureCategory category, ThrowingCallable call) {
        DeliveryException failure = failure(call);
        assertThat(failure.category())
                .as("category of: %s", failure.getMessage())
                .isEqualTo(category);
    }

    final void assertNoSecret(String where, String text) {
        Failing.assertNoSecret(where, text, system().secrets());
    }
}
