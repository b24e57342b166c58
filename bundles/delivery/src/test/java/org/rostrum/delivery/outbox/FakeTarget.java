package org.rostrum.delivery.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;

/** Another system that remembers what arrived, by idempotency key, and fails as the test says. */
class FakeTarget implements DeliveryTarget {
    /** What happens instead of, before or after the arrival. */
    @FunctionalInterface
    interface Script {
        void call(Delivery delivery, Runnable arrive) throws Exception;
    }

    final Map<String, AtomicInteger> arrivals = new ConcurrentHashMap<>();
    final List<String> order = new CopyOnWriteArrayList<>();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger lookUps = new AtomicInteger();
    volatile boolean canFind = true;
    volatile Script script = (delivery, arrive) -> arrive.run();
    volatile Script findScript = (delivery, nothing) -> {};
    private final String adapter;
    private final Set<String> kinds;

    FakeTarget(String adapter, String... kinds) {
        this.adapter = adapter;
        this.kinds = Set.of(kinds);
    }

    @Override
    public String adapter() {
        return adapter;
    }

    @Override
    public Set<String> kinds() {
        return kinds;
    }

    @Override
    public DeliveryReceipt deliver(Delivery delivery) throws DeliveryException {
        calls.incrementAndGet();
        String key = delivery.request().idempotencyKey();
        run(script, delivery, () -> {
            arrivals.computeIfAbsent(key, one -> new AtomicInteger()).incrementAndGet();
            order.add(key);
        });
        return receipt(key);
    }

    private static void run(Script script, Delivery delivery, Runnable arrive) throws DeliveryException {
        try {
            script.call(delivery, arrive);
        } catch (DeliveryException | RuntimeException foreseen) {
            throw foreseen;
        } catch (Exception other) {
            throw new IllegalStateException(other);
        }
    }

    static DeliveryReceipt receipt(String key) {
        return new DeliveryReceipt("there-" + key, "https://there.test/" + key);
    }

    static DeliveryException failure(FailureCategory category) {
        return new DeliveryException(category, "it said " + category, null);
    }

    @Override
    public boolean canFind() {
        return canFind;
    }

    @Override
    public Optional<DeliveryReceipt> find(Delivery delivery) throws DeliveryException {
        lookUps.incrementAndGet();
        run(findScript, delivery, () -> {});
        String key = delivery.request().idempotencyKey();
        return arrivals.containsKey(key) ? Optional.of(receipt(key)) : Optional.empty();
    }

    /** How many deliveries arrived, and that none did twice. */
    int arrivedOnce() {
        arrivals.forEach((key, times) -> {
            if (times.get() != 1) {
                throw new AssertionError(key + " arrived " + times + " times");
            }
        });
        return arrivals.size();
    }
}
