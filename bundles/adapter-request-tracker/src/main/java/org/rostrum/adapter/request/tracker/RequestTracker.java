package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/**
 * A Request Tracker 5, by its <a href="https://docs.bestpractical.com/rt/5.0/RT/REST2.html">REST interface 2</a>. A ticket carries the
 * key of its delivery in a custom field from the moment it is made, so that it is found whatever became of the answer.
 */
final class RequestTracker implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String address;
    private final String token;
    private final String queue;
    private final String keyField;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    RequestTracker(HttpClients clients, RequestTrackerConfig config) {
        this.address = address(config.address());
        this.token = required("token", config.token());
        this.queue = required("queue", config.queue());
        this.keyField = required("keyField", config.keyField());
        if (keyField.contains("}") || keyField.contains("{")) {
            throw new IllegalArgumentException(setting("keyField") + "a name has no braces.");
        }
        this.http = clients.open(HttpPolicy.api("rostrum-request-tracker/1.0"));
    }

    private static String setting(String name) {
        return "\"" + name + "\" of the configuration org.rostrum.adapter.request.tracker: ";
    }

    private static String address(String text) {
        try {
            String parsed = HttpAddress.parse(text).toString();
            return parsed.endsWith("/") ? parsed.substring(0, parsed.length() - 1) : parsed;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(setting("address") + wrong.getMessage());
        }
    }

    private static String required(String name, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(setting(name) + "it is empty.");
        }
        return stripped;
    }

    @Override
    public String toString() {
        return address + ", queue " + queue;
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
        HttpAnswer answer = good(http.send(
                authorized(HttpCall.post(URI.create(address + "/REST/2.0/ticket"), HttpBody.json(ticket.toString())))));
        String id = json(answer).path("id").asText();
        if (id.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "Request Tracker did not tell the ticket's number", null);
        }
        return receipt(id);
    }

    /** The ticket that was made for a key; when there are several, the oldest. */
    Optional<DeliveryReceipt> find(String key) throws DeliveryException {
        HttpAnswer answer = good(http.send(authorized(HttpCall.get(HttpCall.address(
                address + "/REST/2.0/tickets",
                Map.of(
                        "query",
                        "Queue = '" + quoted(queue) + "' AND 'CF.{" + quoted(keyField) + "}' = '" + quoted(key) + "'",
                        "orderby",
                        "id",
                        "per_page",
                        1))))));
        JsonNode found = json(answer);
        if (!found.path("items").isArray()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "Request Tracker did not answer with a list: " + said(answer), null);
        }
        String id = found.path("items").path(0).path("id").asText();
        return id.isEmpty() ? Optional.empty() : Optional.of(receipt(id));
    }

    /**
     * Whether the queue is there and its tickets have these fields and the one for the key: Request Tracker would leave what it does
     * not know out without a word, and nobody would find the ticket again.
     *
     * @param customFields names
     * @throws DeliveryException naming the setting; tickets wait until it is mended here or there
     */
    void check(Collection<String> customFields) throws DeliveryException {
        HttpAnswer answer =
                http.send(authorized(HttpCall.get(URI.create(address + "/REST/2.0/queue/" + HttpCall.encode(queue)))));
        if (answer.status() == 403 || answer.status() == 404) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    setting("queue") + "there is no queue \"" + queue + "\", or the user of the token may not see it.",
                    null);
        }
        Set<String> there = new HashSet<>();
        json(good(answer))
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
                    setting(setting) + "tickets of the queue \"" + queue + "\" have no custom field \"" + name
                            + "\", or the user of the token may not see it.",
                    null);
        }
    }

    private HttpCall authorized(HttpCall call) {
        return call.with("Authorization", "token " + token).with("Accept", "application/json");
    }

    private static HttpAnswer good(HttpAnswer answer) throws DeliveryException {
        if (answer.isGood()) {
            return answer;
        }
        throw answer.failure(said(answer));
    }

    private static String said(HttpAnswer answer) {
        try {
            JsonNode message = JSON.readTree(answer.text()).path("message");
            return message.isMissingNode() ? "" : message.asText();
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }

    private static JsonNode json(HttpAnswer answer) throws DeliveryException {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException broken) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "Request Tracker did not answer with JSON", broken);
        }
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }

    private DeliveryReceipt receipt(String id) {
        return new DeliveryReceipt(id, address + "/Ticket/Display.html?id=" + HttpCall.encode(id));
    }

    @Override
    public void close() {
        http.close();
    }
}
