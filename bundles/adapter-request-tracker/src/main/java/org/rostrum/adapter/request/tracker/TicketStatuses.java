package org.rostrum.adapter.request.tracker;

import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Closes tickets whose conversations were closed here, and opens them again. That a ticket is as it should be is found by its state:
 * whoever brought it there, nothing is left to do.
 */
final class TicketStatuses {
    private final RequestTracker tracker;
    private final TicketStates states;

    TicketStatuses(RequestTracker tracker, TicketStates states) {
        this.tracker = tracker;
        this.states = states;
    }

    /** Whether there is anything to do with a conversation that is closed. */
    boolean wanted() {
        return states.closes();
    }

    DeliveryReceipt write(Map<String, String> payload) throws DeliveryException {
        boolean closed = closed(payload);
        DeliveryReceipt ticket = tracker.ofCase(payload)
                .orElseThrow(() -> new DeliveryException(
                        FailureCategory.UNAVAILABLE, "There is no ticket for " + payload.get("case") + " yet", null));
        if (closed) {
            states.close(ticket.externalId());
        } else {
            states.open(ticket.externalId());
        }
        return ticket;
    }

    /** Its ticket, if that is as it should be. */
    Optional<DeliveryReceipt> find(Map<String, String> payload) throws DeliveryException {
        boolean closed = closed(payload);
        Optional<DeliveryReceipt> ticket = tracker.ofCase(payload);
        if (ticket.isEmpty()) {
            return ticket;
        }
        String id = ticket.get().externalId();
        return (closed ? states.isOver(id) : states.isOpen(id)) ? ticket : Optional.empty();
    }

    private static boolean closed(Map<String, String> payload) throws DeliveryException {
        String status = payload.getOrDefault("status", "");
        return switch (status) {
            case "CLOSED" -> true;
            case "OPEN" -> false;
            default -> throw new DeliveryException(
                    FailureCategory.REJECTED, "The delivery's status is neither CLOSED nor OPEN", null);
        };
    }
}
