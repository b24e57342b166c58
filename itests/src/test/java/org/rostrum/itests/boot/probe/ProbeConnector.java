package org.rostrum.itests.boot.probe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/** Takes what it is called with for what somebody said, and what it is to publish for published. */
public final class ProbeConnector implements Connector {
    private volatile Map<String, Object> settings = Map.of();

    /** Called by declarative services. */
    public void activate(Map<String, Object> properties) {
        settings = Map.copyOf(properties);
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.LISTEN, Ability.PUBLISH, Ability.WEBHOOK);
    }

    @Override
    public String network() {
        return "probe";
    }

    @Override
    public String check() {
        String password = String.valueOf(settings.get(".password"));
        Object words = settings.get("words");
        return password.length() + " characters, " + (words instanceof String[] list ? list.length : 0) + " words";
    }

    @Override
    public Fetched fetch(@Nullable String cursor) {
        return new Fetched(List.of(), "0", false, Duration.ZERO);
    }

    @Override
    public Receipt publish(Post post) {
        return new Receipt("posted: " + post.text(), null);
    }

    @Override
    public Received receive(WebhookCall call) {
        String said = new String(call.body().bytes(), StandardCharsets.UTF_8);
        return said.isEmpty()
                ? Received.answer(200, call.parameter("challenge").orElse(""))
                : Received.of(List.of(
                        Activity.builder(said, Direction.INBOUND, new Actor("joe", null, null, null), Instant.EPOCH)
                                .content(said)
                                .build()));
    }
}
