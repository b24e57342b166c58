package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.connector.CountedNews;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.http.TestHttpClients;

/** A page and a channel for each test. */
abstract class FacebookGround {
    static final byte[] PIXEL = {1, 2, 3, 4};

    final ManualClock clock = new ManualClock(Instant.now());
    final MemoryOfChannels memory = new MemoryOfChannels();
    final CountedNews news = new CountedNews();
    private final TestHttpClients clients = new TestHttpClients();
    private final List<FacebookConnector> opened = new ArrayList<>();

    FacebookSimulator network;
    FacebookConnector connector;

    @Nullable
    String cursor;

    @BeforeEach
    void begin() throws IOException {
        network = new FacebookSimulator();
        connector = connect(Map.of());
    }

    @AfterEach
    void end() {
        opened.forEach(FacebookConnector::close);
        network.close();
        clients.close();
    }

    final FacebookConnector connect(Map<String, ?> others) {
        return connect(others, clock);
    }

    final FacebookConnector connect(Map<String, ?> others, Clock time) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("page", GraphSimulator.PAGE);
        settings.put("appId", GraphSimulator.APP);
        settings.put("appSecret", GraphSimulator.APP_SECRET);
        settings.put("accessToken", GraphSimulator.TOKEN);
        settings.put("verifyToken", GraphSimulator.VERIFY);
        settings.put("messages", true);
        settings.put("api", network.address().toString());
        settings.put("uploads", network.address().toString());
        settings.putAll(others);
        FacebookConnector connected = new FacebookConnector(
                Configs.of(FacebookConfig.class, settings),
                Map.of("rostrum.channel", "acme.fb"),
                clients,
                memory,
                news,
                time);
        opened.add(connected);
        return connected;
    }

    /** All that is new. */
    final List<Activity> read() throws DeliveryException {
        List<Activity> all = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            Fetched fetched = connector.fetch(cursor);
            all.addAll(fetched.activities());
            cursor = fetched.cursor();
            assertThat(fetched.cursor().length()).isLessThan(16_000);
            if (!fetched.more()) {
                return all;
            }
        }
        throw new AssertionError("There is more for ever.");
    }

    static DeliveryException failure(ThrowingCallable call) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage())
                .doesNotContain(GraphSimulator.TOKEN)
                .doesNotContain(GraphSimulator.PAGE_TOKEN)
                .doesNotContain(GraphSimulator.APP_SECRET);
        return failure;
    }

    static DeliveryException assertFails(FailureCategory category, ThrowingCallable call) {
        DeliveryException failure = failure(call);
        assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
        return failure;
    }

    final Post post(String text) {
        return Post.of("key of " + Marks.of(text, 20), clock.instant(), text);
    }

    static Post about(Post post, String link) {
        return new Post(
                post.idempotencyKey(),
                post.decided(),
                post.text(),
                null,
                null,
                Post.Visibility.PUBLIC,
                post.inReplyTo(),
                null,
                URI.create(link),
                post.media());
    }

    final Post direct(String text, String person) {
        return new Post(
                "dm " + Marks.of(text, 20),
                clock.instant(),
                text,
                null,
                null,
                Post.Visibility.DIRECT,
                null,
                person,
                null,
                List.of());
    }

    static Media picture(String alternative) {
        return new Media("cup.png", "image/png", PIXEL.length, alternative, () -> new ByteArrayInputStream(PIXEL));
    }

    final WebhookCall call(String changes) {
        return call(
                "page",
                "{\"id\":\"" + GraphSimulator.PAGE + "\",\"time\":"
                        + clock.instant().getEpochSecond() + "," + changes + "}");
    }

    static WebhookCall call(String object, String entries) {
        byte[] body = ("{\"object\":\"" + object + "\",\"entry\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8);
        return new WebhookCall(
                "POST",
                Map.of(),
                Map.of(Webhook.HEADER, List.of("sha256=" + GraphSimulator.sign(GraphSimulator.APP_SECRET, body))),
                new WebhookCall.Body(body));
    }
}
