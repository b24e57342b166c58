package org.rostrum.delivery.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.delivery.Delivery;

/** Tells the audit trail what people decided about dead letters; what is in them stays out of it, but for what they changed. */
final class DeliveryAudit {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AuditLog audit;

    DeliveryAudit(AuditLog audit) {
        this.audit = audit;
    }

    void replayed(StoredDelivery before, StoredDelivery after) {
        record("delivery.replay", before, state(before), state(after));
    }

    void discarded(StoredDelivery before, StoredDelivery after, String reason) {
        record("delivery.discard", before, state(before), state(after).put("reason", reason));
    }

    /** With the parts of the payload that are others now, as they were and as they are. */
    void edited(StoredDelivery before, StoredDelivery after) {
        JsonNode old = tree(before);
        JsonNode now = tree(after);
        record("delivery.edit", before, changed(before, old, now), changed(after, now, old));
    }

    private static ObjectNode changed(StoredDelivery row, JsonNode payload, JsonNode other) {
        ObjectNode json = state(row);
        if (!payload.isObject() || !other.isObject()) {
            return json.set("payload", payload);
        }
        ObjectNode parts = json.putObject("payload");
        payload.properties().stream()
                .filter(part -> !part.getValue().equals(other.get(part.getKey())))
                .forEach(part -> parts.set(part.getKey(), part.getValue()));
        return json;
    }

    private static JsonNode tree(StoredDelivery row) {
        try {
            return JSON.readTree(row.request().payload());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Delivery " + row.id() + " was accepted without being JSON", impossible);
        }
    }

    private void record(String action, StoredDelivery row, ObjectNode before, ObjectNode after) {
        audit.record(action, "delivery/" + row.id(), row.request().accountId(), before.toString(), after.toString());
    }

    private static ObjectNode state(StoredDelivery row) {
        Delivery delivery = row.delivery();
        ObjectNode json = JSON.createObjectNode();
        json.put("state", delivery.state().name());
        json.put("kind", row.request().kind());
        json.put("subject", row.request().subject());
        json.put("attempts", delivery.attempts());
        json.put("mayHaveArrived", row.inDoubt());
        if (delivery.category() != null) {
            json.put("category", delivery.category().name());
        }
        return json;
    }
}
