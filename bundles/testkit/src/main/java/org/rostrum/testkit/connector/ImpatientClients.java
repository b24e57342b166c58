package org.rostrum.testkit.connector;

import java.time.Duration;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;
import org.rostrum.testkit.http.TestHttpClients;

/** The platform's clients, but they wait for six seconds at most, so that tests of silence are quick, and real servers have time. */
final class ImpatientClients implements HttpClients {
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private final HttpClients clients = new TestHttpClients();

    @Override
    public HttpClient open(HttpPolicy policy) {
        return clients.open(new HttpPolicy(
                policy.agent(),
                shorter(policy.wholeTime(), LONGEST.multipliedBy(2)),
                shorter(policy.silence(), LONGEST),
                policy.maxBytes(),
                policy.redirects()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
