package org.rostrum.testkit.http;

import java.time.Clock;
import java.util.Map;
import org.rostrum.http.CallWatch;
import org.rostrum.http.GuardedHttpClients;
import org.rostrum.http.HttpConfig;
import org.rostrum.http.NetworkRules;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.RecordingMetrics;

/** What a server gives to plugins, for their tests: the real thing, with figures that can be looked at. Close it. */
public final class TestHttpClients implements HttpClients, AutoCloseable {
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final CallWatch watch = new CallWatch();
    private final GuardedHttpClients clients;

    /** Servers on this machine may be asked, such as simulators. */
    public TestHttpClients() {
        this(Clock.systemUTC());
    }

    /** Servers on this machine may be asked, such as simulators. */
    public TestHttpClients(Clock clock) {
        this(Map.of("allowPrivateAddresses", true), clock);
    }

    private TestHttpClients(Map<String, ?> config, Clock clock) {
        this.clients =
                new GuardedHttpClients(new NetworkRules(Configs.of(HttpConfig.class, config)), watch, metrics, clock);
    }

    /** As shipped: only public addresses. */
    public static TestHttpClients asShipped() {
        return new TestHttpClients(Map.of(), Clock.systemUTC());
    }

    @Override
    public HttpClient open(HttpPolicy policy) {
        return clients.open(policy);
    }

    /** What the clients count. */
    public RecordingMetrics metrics() {
        return metrics;
    }

    /** Closes the clients that are still open, too. */
    @Override
    public void close() {
        clients.close();
        watch.close();
    }
}
