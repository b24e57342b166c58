package org.rostrum.testkit.adapter;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Endpoint;
import org.apache.camel.RoutesBuilder;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.integration.ContextFactory;
import org.rostrum.integration.FileRoutes;
import org.rostrum.integration.Plugin;
import org.rostrum.integration.component.Platform;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.RecordingMetrics;

/** Routes of a plugin in a Camel context as the server makes it, with the real {@code rostrum:} component. */
public final class RoutesUnderTest implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(2);

    private final List<DeliveryTarget> targets = new CopyOnWriteArrayList<>();
    private final Outbox outbox = new Outbox();
    private final ContextFactory.Started started;

    /** What routes send, and what attachments hold. */
    private static final class Outbox extends RecordingDeliveries {
        private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

        @Override
        public InputStream open(AttachmentReference attachment) throws IOException {
            byte[] content = contents.get(attachment.reference());
            if (content == null) {
                throw new FileNotFoundException(attachment.reference());
            }
            return new ByteArrayInputStream(content);
        }
    }

    /** Starts them; throws what kept them from starting. */
    public RoutesUnderTest(RoutesBuilder... routes) throws Exception {
        Platform platform = new Platform(
                FixedAccess.anonymous(), outbox, new RecordingMetrics(), Clock.systemUTC(), (plugin, target) -> {
                    targets.add(target);
                    return () -> targets.remove(target);
                });
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        started = new ContextFactory(platform, List::of, STOP, false).start(new Plugin("contract", "contract", loader));
        try {
            // as on the server: nothing is seen before the route that looks up is there
            started.component().targets().hold();
            for (RoutesBuilder builder : routes) {
                started.context().addRoutes(builder);
            }
            started.component().targets().release();
        } catch (Exception failed) {
            close();
            throw failed;
        }
    }

    /** The routes of a file that is put into the folder {@code deploy}. */
    public static RoutesBuilder file(String name, byte[] content) {
        return new FileRoutes(name, content);
    }

    /** What the routes take. */
    public List<DeliveryTarget> targets() {
        return List.copyOf(targets);
    }

    /** The addresses at which the routes begin and end. */
    public Collection<Endpoint> endpoints() {
        return started.context().getEndpoints();
    }

    /** Deliveries that the routes have sent. */
    public RecordingDeliveries sent() {
        return outbox;
    }

    /** Gives content to attachments of this reference; others cannot be opened. */
    public void attach(String reference, byte[] content) {
        outbox.contents.put(reference, content.clone());
    }

    @Override
    public void close() {
        started.end();
    }
}
