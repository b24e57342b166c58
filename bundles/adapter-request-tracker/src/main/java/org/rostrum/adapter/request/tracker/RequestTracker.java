package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;

/**
 * The tickets of a Request Tracker. A ticket carries the key of its delivery in a custom field from the moment it is made, so that
 * it is found whatever became of the answer.
 */
final class RequestTracker {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TrackerRest rest;
    private final String queue;
    private final String keyField;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    RequestTracker(TrackerRest rest, RequestTrackerConfig config) {
        this.rest = rest;
        this.queue = TrackerRest.required("queue", config.queue());
        this.keyField = keyField(config);
    }

    /** @throws IllegalArgumentException in words for people */
    static String keyField(RequestTrackerConfig config) {
        String name = TrackerRest.required("keyField", config.keyField());
        if (name.contains("}") || name.contains("{")) {
            throw new IllegalArgumentException(TrackerRest.setting("keyField") + "a name has no braces.");
        }
        return name;
    }

    @Override
    public String toString() {
        return rest + ", queue " + queue;
    }

    /** Makes a ticket. */
    DeliveryReceipt create(String key, Map<String, String> fields) throws DeliveryException {
        ObjectNode ticket = JSON.createObjectNode().put("Queue", queue).put("ContentType", "text/plain");
        ObjectNode custom = ticket.putObject("CustomFields").put(keyField, key);
        fields.forEach((field, text) -> {
            if (field.startsWith(FieldTemplates.CUSTOM)) {
                custom.put(field.substring(FieldTemplates.CUSTOM.length()), text);
            } else {
                ticket.put(field, text);
            }
        });
        String id = rest.post("ticket", ticket).path("id").asText();
        if (id.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "Request Tracker did not tell the ticket's number", null);
        }
        return receipt(id);
    }

    /** The ticket that was made for a key, in whatever queue it is now; when there are several, the oldest. */
    Optional<DeliveryReceipt> find(String key) throws DeliveryException {
        JsonNode found = rest.get(
                "tickets",
                Map.of(
                        "query",
                        "'CF.{" + quoted(keyField) + "}' = '" + quoted(key) + "'",
                        "orderby",
                        "id",
                        "per_page",
                        1));
        String id = TrackerRest.items(found).path(0).path("id").asText();
        return id.isEmpty() ? Optional.empty() : Optional.of(receipt(id));
    }

    /**
     * The ticket that a delivery is about whose payload has its key as {@code case}.
     *
     * @throws DeliveryException REJECTED when it has none
     */
    Optional<DeliveryReceipt> ofCase(Map<String, String> payload) throws DeliveryException {
        String key = payload.getOrDefault("case", "");
        if (key.isEmpty()) {
            throw new DeliveryException(FailureCategory.REJECTED, "The delivery has no field case", null);
        }
        return find(key);
    }

    /**
     * Whether the queue is there and its tickets have these fields and the one for the key: Request Tracker would leave what it does
     * not know out without a word, and nobody would find the ticket again.
     *
     * @param customFields names
     * @throws DeliveryException naming the setting; tickets wait until it is mended here or there
     */
    void check(Collection<String> customFields) throws DeliveryException {
        HttpAnswer answer = rest.send("queue/" + HttpCall.encode(queue));
        if (answer.status() == 403 || answer.status() == 404) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    TrackerRest.setting("queue") + "there is no queue \"" + queue
                            + "\", or the user of the token may not see it.",
                    null);
        }
        Set<String> there = new HashSet<>();
        TrackerRest.json(TrackerRest.good(answer))
                .path("TicketCustomFields")
                .forEach(field -> there.add(field.path("name").asText()));
        require("keyField", keyField, there);
        for (String name : customFields) {
            require("fields", name, there);
        }
    }

    private void require(String setting, String name, Set<String> there) throws DeliveryException {
        if (!there.contains(name)) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    TrackerRest.setting(setting) + "tickets of the queue \"" + queue + "\" have no custom field \""
                            + name + "\", or the user of the token may not see it.",
                    null);
        }
    }

    /** A text as a query has it between apostrophes. */
    static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }

    private DeliveryReceipt receipt(String id) {
        return new DeliveryReceipt(id, rest.address() + "/Ticket/Display.html?id=" + HttpCall.encode(id));
    }
}
