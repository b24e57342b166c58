package org.rostrum.adapter.csv;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;

/** Deliveries as routing makes them. */
final class Deliveries {
    private Deliveries() {}

    static Map<String, @Nullable Object> payload(String id) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("id", id);
        payload.put("kind", "lead");
        payload.put("createdAt", "2026-11-21T10:00:00Z");
        payload.put("account", "acme");
        payload.put("accountName", "Żółta Łódź");
        payload.put("channel", "acme-feed");
        payload.put("contactHandle", "@joe");
        payload.put("contactName", null);
        payload.put("summary", "wants to \"buy\", soon");
        payload.put("text", "first line\nsecond line");
        payload.put("url", "https://example.org/1");
        payload.put("owner", "sales");
        payload.put("rule", "purchase");
        payload.put("conversation", 12);
        payload.put("language", "en");
        return payload;
    }

    static Delivery delivery(String key, Map<String, ?> payload, int attempts) {
        try {
            return delivery(key, new ObjectMapper().writeValueAsString(payload), attempts);
        } catch (IOException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    static Delivery delivery(String key, String payload, int attempts) {
        DeliveryRequest request = new DeliveryRequest("lead", "csv", "acme", "lead/1", key, payload, List.of());
        return new Delivery(
                1, request, Delivery.State.SENDING, attempts, Instant.EPOCH, null, null, null, null, null, null);
    }
}
