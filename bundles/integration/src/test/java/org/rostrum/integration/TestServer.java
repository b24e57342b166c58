package org.rostrum.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.RoutesBuilder;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.integration.component.Platform;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.RecordingMetrics;

/** Everything around plugins' contexts, in memory. Nobody is signed in: what works, works in the name of a plugin. */
final class TestServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    final FixedAccess access = FixedAccess.anonymous();
    final Outbox outbox = new Outbox();
    final RecordingMetrics metrics = new RecordingMetrics();
    final ManualClock clock = new ManualClock(NOW);
    final List<DeliveryTarget> published = new CopyOnWriteArrayList<>();
    final PluginContexts contexts;

    TestServer() {
        this(Duration.ofSeconds(5));
    }

    TestServer(Duration stopTimeout) {
        Platform platform = new Platform(access, outbox, metrics, clock, (plugin, target) -> {
            published.add(target);
            return () -> published.remove(target);
        });
        contexts = new PluginContexts(new ContextFactory(platform, List::of, stopTimeout, false));
    }

    static Plugin plugin(String name) {
        return new Plugin("1@" + name, name, TestServer.class.getClassLoader());
    }

    /** Adds routes and waits until they run or have failed. */
    void install(String plugin, RoutesBuilder builder) {
        contexts.add(plugin(plugin), builder);
        await().until(() -> settled(plugin));
    }

    private boolean settled(String plugin) {
        RoutesReport report = report(plugin);
        return !report.starting()
                && !(report.failures().isEmpty() && report.routes().isEmpty());
    }

    RoutesReport report(String plugin) {
        return contexts.reports().stream()
                .filter(report -> report.plugin().equals(plugin))
                .findFirst()
                .orElseThrow();
    }

    DeliveryTarget target(String kind) {
        return published.stream()
                .filter(target -> target.kinds().contains(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no target for " + kind + " among " + published));
    }

    static Delivery delivery(String kind, String payload, DeliveryRequest.AttachmentReference... attachments) {
        DeliveryRequest request =
                new DeliveryRequest(kind, null, "acme", kind + "/7", "key-7", payload, List.of(attachments));
        return new Delivery(7, request, Delivery.State.SENDING, 2, NOW, null, null, null, null, null, null);
    }

    @Override
    public void close() {
        contexts.close();
        assertThat(published).as("targets left behind").isEmpty();
    }

    /** Keeps what is enqueued; opens attachments of the scheme {@code text}. */
    final class Outbox extends RecordingDeliveries {
        final List<String> callers = new CopyOnWriteArrayList<>();
        final Map<String, Integer> opened = new ConcurrentHashMap<>();

        @Override
        public synchronized Delivery enqueue(DeliveryRequest request) {
            access.require("deliveries:write");
            callers.add(access.caller().name());
            return super.enqueue(request);
        }

        @Override
        public InputStream open(DeliveryRequest.AttachmentReference attachment) throws IOException {
            access.require("deliveries:read");
            callers.add(access.caller().name());
            opened.merge(attachment.reference(), 1, Integer::sum);
            if (!attachment.reference().startsWith("text:")) {
                throw new FileNotFoundException(attachment.reference());
            }
            return new ByteArrayInputStream(
                    attachment.reference().substring("text:".length()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
