package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.route.FieldTemplate;

/**
 * Writes into tickets what was said after they were made: a comment for each message, whose subject ends with the key of its
 * delivery, by which it is found again. A ticket that is over is opened when the customer speaks again.
 */
final class TicketUpdates {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_AUTHOR = 80;

    private final TrackerRest rest;
    private final RequestTracker tracker;
    private final TicketStates states;

    TicketUpdates(TrackerRest rest, RequestTracker tracker, TicketStates states) {
        this.rest = rest;
        this.tracker = tracker;
        this.states = states;
    }

    /** Writes the comment. What is done before it may be done twice. */
    DeliveryReceipt write(String key, Map<String, String> update) throws DeliveryException {
        String ticket = ticket(update)
                .orElseThrow(() -> new DeliveryException(
                        FailureCategory.UNAVAILABLE, "There is no ticket for " + update.get("case") + " yet", null));
        if (of(update, "direction").equals("INBOUND")) {
            states.open(ticket);
        }
        String author = FieldTemplate.line(of(update, "author"), LONGEST_AUTHOR);
        String url = of(update, "url");
        String content = of(update, "text") + "\n\n-- \n" + author + ", " + of(update, "createdAt")
                + (url.isEmpty() ? "" : "\n" + url);
        rest.post(
                "ticket/" + ticket + "/comment",
                JSON.createObjectNode()
                        .put("ContentType", "text/plain")
                        .put("Subject", author + " [" + key + "]")
                        .put("Content", content));
        return find(key, update)
                .orElseThrow(() -> new DeliveryException(
                        FailureCategory.UNKNOWN_OUTCOME, "Request Tracker took a comment and does not show it", null));
    }

    /** The comment that was written for a key; when there are several, the oldest. */
    Optional<DeliveryReceipt> find(String key, Map<String, String> update) throws DeliveryException {
        Optional<String> ticket = ticket(update);
        if (ticket.isEmpty()) {
            return Optional.empty();
        }
        JsonNode found = TrackerRest.items(rest.get(
                "transactions",
                Map.of(
                        "query",
                        "TicketId = " + ticket.get()
                                + " AND Creator = '__CurrentUser__' AND Type = 'Comment' AND Data LIKE '"
                                + RequestTracker.quoted(key) + "'",
                        "fields",
                        "Data",
                        "orderby",
                        "id",
                        "per_page",
                        100)));
        for (JsonNode one : found) {
            // the key may be a part of another one
            if (one.path("Data").asText().strip().endsWith("[" + key + "]")) {
                String id = one.path("id").asText();
                return Optional.of(new DeliveryReceipt(
                        "transaction/" + id,
                        rest.address() + "/Ticket/Display.html?id=" + ticket.get() + "#txn-" + id));
            }
        }
        return Optional.empty();
    }

    private static String of(Map<String, String> update, String field) {
        return update.getOrDefault(field, "");
    }

    private Optional<String> ticket(Map<String, String> update) throws DeliveryException {
        return tracker.ofCase(update).map(DeliveryReceipt::externalId);
    }
}
