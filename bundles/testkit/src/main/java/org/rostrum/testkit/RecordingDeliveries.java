package org.rostrum.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFigures;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;

/** Takes deliveries in and keeps them, without sending anything. */
public class RecordingDeliveries implements DeliveryService {
    private final Map<String, Delivery> byKey = new LinkedHashMap<>();

    /** What was asked for so far, in order, each idempotency key once. */
    public synchronized List<DeliveryRequest> requests() {
        return byKey.values().stream().map(Delivery::request).toList();
    }

    @Override
    public synchronized Delivery enqueue(DeliveryRequest request) {
        return byKey.computeIfAbsent(
                request.idempotencyKey(),
                key -> new Delivery(
                        byKey.size() + 1L,
                        request,
                        Delivery.State.PENDING,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Override
    public List<Delivery> enqueueAll(List<DeliveryRequest> requests) {
        return requests.stream().map(this::enqueue).toList();
    }

    @Override
    public synchronized Optional<Delivery> find(long id) {
        return byKey.values().stream().filter(delivery -> delivery.id() == id).findFirst();
    }

    @Override
    public synchronized CursorPage<Delivery> list(DeliveryFilter filter, @Nullable String cursor, int limit) {
        return new CursorPage<>(new ArrayList<>(byKey.values()), null);
    }

    @Override
    public Delivery replay(long id) {
        return find(id).orElseThrow(() -> Problem.notFound("delivery", id));
    }

    @Override
    public BulkReplay replayAll(DeliveryFilter filter, int limit) {
        return new BulkReplay(0, 0);
    }

    @Override
    public synchronized DeliveryFigures figures() {
        return new DeliveryFigures(byKey.size(), 0, 0, null, null, List.of());
    }

    @Override
    public Delivery edit(long id, String payload, long expectedVersion) {
        return find(id).orElseThrow(() -> Problem.notFound("delivery", id));
    }

    @Override
    public Delivery discard(long id, String reason) {
        return find(id).orElseThrow(() -> Problem.notFound("delivery", id));
    }

    @Override
    public InputStream open(DeliveryRequest.AttachmentReference attachment) throws IOException {
        throw new java.io.FileNotFoundException(attachment.reference());
    }
}
