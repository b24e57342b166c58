package org.rostrum.http;

import java.time.Duration;
import java.util.Locale;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.spi.http.HttpAnswer;

/** Counts and times the calls of a client. */
final class CallFigures {
    private static final int LONGEST_NAME = 64;

    private final Metrics metrics;
    private final String agent;

    /** A call to be counted. */
    interface Call {
        HttpAnswer make() throws DeliveryException;
    }

    /** @param agent as the policy names it; its version is left out */
    CallFigures(Metrics metrics, String agent) {
        this.metrics = metrics;
        metrics.describe("rostrum.http.calls", "Calls of plugins to other servers, by plugin and outcome");
        metrics.describe("rostrum.http.time", "How long calls of plugins to other servers took, by plugin");
        String name = agent.split("[/ ]", 2)[0];
        this.agent = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    HttpAnswer of(Call call) throws DeliveryException {
        long began = System.nanoTime();
        String outcome = "error";
        try {
            HttpAnswer answer = call.make();
            outcome = answer.status() / 100 + "xx";
            return answer;
        } catch (DeliveryException failure) {
            outcome = failure.category().name().toLowerCase(Locale.ROOT);
            throw failure;
        } finally {
            metrics.count("rostrum.http.calls", 1, "agent", agent, "outcome", outcome);
            metrics.time("rostrum.http.time", Duration.ofNanos(System.nanoTime() - began), "agent", agent);
        }
    }
}
