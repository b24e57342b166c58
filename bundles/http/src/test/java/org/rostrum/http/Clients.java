package org.rostrum.http;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpPolicy;

/** Clients as the platform makes them, with what a test sets. */
final class Clients implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final HttpPolicy POLICY =
            new HttpPolicy("rostrum-test/1.0", Duration.ofSeconds(2), Duration.ofSeconds(1), 100_000, 5);

    private final CallWatch watch = new CallWatch();
    private final List<String> figures = new CopyOnWriteArrayList<>();
    private final GuardedHttpClients clients;

    /** Those that may ask servers on this machine. */
    static Clients local() {
        return of(Map.of("allowPrivateAddresses", true), InetAddress::getAllByName);
    }

    /** As shipped. */
    static Clients asShipped() {
        return of(Map.of(), InetAddress::getAllByName);
    }

    static Clients of(Map<String, ?> config, GuardedResolver.Lookup lookup) {
        return new Clients(new NetworkRules(config(config)), lookup);
    }

    private Clients(NetworkRules rules, GuardedResolver.Lookup lookup) {
        this.clients =
                new GuardedHttpClients(rules, watch, new Figures(figures), Clock.fixed(NOW, ZoneOffset.UTC), lookup);
    }

    static HttpConfig config(Map<String, ?> values) {
        return (HttpConfig) Proxy.newProxyInstance(
                HttpConfig.class.getClassLoader(), new Class<?>[] {HttpConfig.class}, (proxy, method, arguments) -> {
                    Object value = values.get(method.getName());
                    return Objects.requireNonNull(value == null ? method.getDefaultValue() : value);
                });
    }

    HttpClient open() {
        return open(POLICY);
    }

    HttpClient open(HttpPolicy policy) {
        return clients.open(policy);
    }

    /** What was counted and timed, in this order. */
    List<String> figures() {
        return figures;
    }

    static DeliveryException failure(HttpClient client, HttpCall call) {
        try {
            HttpAnswer answer = client.send(call);
            throw new AssertionError("an answer: " + answer);
        } catch (DeliveryException failure) {
            return failure;
        }
    }

    @Override
    public void close() {
        clients.close();
        watch.close();
    }

    private record Figures(List<String> list) implements Metrics {
        @Override
        public void count(String name, long amount, String... tags) {
            list.add(name + " " + String.join(" ", tags));
        }

        @Override
        public void time(String name, Duration duration, String... tags) {
            list.add(name + " " + String.join(" ", tags));
        }

        @Override
        public Gauge gauge(String name, DoubleSupplier value, String... tags) {
            throw new AssertionError(name);
        }
    }
}
