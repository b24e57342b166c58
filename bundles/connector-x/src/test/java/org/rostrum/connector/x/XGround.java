package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Post.Visibility;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.http.TestHttpClients;

/** A simulated X and a channel of it for each test. */
abstract class XGround {
    static final String CHANNEL = "acme.x";

    private @Nullable XSimulator simulator;
    private @Nullable XConnector connector;
    private final TestHttpClients clients = new TestHttpClients();
    private final MemoryOfChannels memory = new MemoryOfChannels();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Clock clock = Clock.systemUTC();

    @BeforeEach
    final void begin() throws Exception {
        simulator = new XSimulator();
        settings.put("clientId", XSimulator.CLIENT_ID);
        settings.put("clientSecret", XSimulator.CLIENT_SECRET);
        settings.put("refreshToken", XSimulator.REFRESH_TOKEN);
        settings.put("api", simulator.address().toString());
    }

    @AfterEach
    final void end() {
        if (connector != null) {
            connector.close();
        }
        clients.close();
        if (simulator != null) {
            simulator.close();
        }
    }

    final XSimulator network() {
        if (simulator == null) {
            throw new IllegalStateException("There is a network within a test.");
        }
        return simulator;
    }

    final MemoryOfChannels memory() {
        return memory;
    }

    final void set(String name, String value) {
        settings.put(name, value);
        reconnect();
    }

    final void clock(Clock other) {
        clock = other;
        reconnect();
    }

    /** The channel, made when it is first asked for. */
    final XConnector connector() {
        XConnector known = connector;
        if (known == null) {
            known = another();
            connector = known;
        }
        return known;
    }

    /** The same channel on another server with the same database. */
    final XConnector another() {
        return another(memory);
    }

    /** Settings that are tried before there is a channel. */
    final XConnector trial() {
        return Connecting.connect(settings, new Platform(clients, memory, clock), "~check-1");
    }

    final XConnector another(ChannelMemory other) {
        return Connecting.connect(settings, new Platform(clients, other, clock), CHANNEL);
    }

    final void reconnect() {
        if (connector != null) {
            connector.close();
            connector = null;
        }
    }

    final List<String> calls() {
        return network().requests().stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
    }

    final List<NetworkSimulator.Request> calls(String path) {
        return network().requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    static DeliveryException failure(FailureCategory category, ThrowingCallable call) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
        return failure;
    }

    static Post post(String key, String text) {
        return Post.of(key, Instant.now(), text);
    }

    static Post with(Post post, @Nullable URI link, Visibility visibility, @Nullable String recipient) {
        return new Post(
                post.idempotencyKey(),
                post.decided(),
                post.text(),
                null,
                "en",
                visibility,
                post.inReplyTo(),
                recipient,
                link,
                post.media());
    }

    static Post direct(String key, String text, String recipient) {
        return with(post(key, text), null, Visibility.DIRECT, recipient);
    }

    static Post linking(String key, String text, String link) {
        return with(post(key, text), URI.create(link), Visibility.PUBLIC, null);
    }

    static Media file(String type, int bytes, String description) {
        byte[] content = new byte[bytes];
        return new Media("a \"file\"", type, bytes, description, () -> new ByteArrayInputStream(content));
    }
}
