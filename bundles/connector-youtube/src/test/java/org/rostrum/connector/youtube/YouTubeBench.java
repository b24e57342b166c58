package org.rostrum.connector.youtube;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.http.TestHttpClients;

/** A channel at a simulated network, with a clock that can be moved; reads as the platform does. */
final class YouTubeBench implements AutoCloseable {
    static final String CHANNEL = "acme.bench";

    final YouTubeSimulator network = new YouTubeSimulator();
    final ManualClock clock = new ManualClock(Instant.now());
    final MemoryOfChannels memory = new MemoryOfChannels();
    final Map<String, Object> settings = new LinkedHashMap<>(YouTubeGround.settings(network));

    private final TestHttpClients clients = new TestHttpClients();
    private @Nullable YouTubeConnector connector;
    private @Nullable String cursor;
    private int fetches;
    private int longest;

    YouTubeBench() throws Exception {}

    YouTubeBench with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    YouTubeConnector connector() {
        YouTubeConnector known = connector;
        if (known == null) {
            known = YouTubeGround.connect(settings, new Platform(clients, memory, clock), CHANNEL);
            connector = known;
        }
        return known;
    }

    void reconnect() {
        if (connector != null) {
            connector.close();
            connector = null;
        }
    }

    /** What is new, until nothing more is there. */
    List<Activity> look() throws DeliveryException {
        List<Activity> activities = new ArrayList<>();
        boolean more = true;
        fetches = 0;
        while (more) {
            if (++fetches > 1_000) {
                throw new AssertionError("fetch says for ever that there is more");
            }
            Fetched fetched = connector().fetch(cursor);
            activities.addAll(fetched.activities());
            cursor = fetched.cursor();
            longest = Math.max(longest, fetched.cursor().length());
            more = fetched.more();
        }
        return activities;
    }

    /** The words of what is new. */
    List<String> words() throws DeliveryException {
        return look().stream().map(Activity::content).toList();
    }

    /** How many calls to fetch the last look was. */
    int fetches() {
        return fetches;
    }

    /** Of all cursors so far. */
    int longestCursor() {
        return longest;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        reconnect();
        network.close();
        clients.close();
    }
}
