package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.cases.StageNames;

/** The states of tickets: looks them up, and changes them. */
final class TicketStates {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TrackerRest rest;
    private final StageNames stages;
    private final String reopen;
    private final String closes;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    TicketStates(TrackerRest rest, RequestTrackerConfig config) {
        this.rest = rest;
        this.stages = Stages.named(config.stages());
        this.reopen = config.reopen().strip();
        this.closes = config.closes().strip();
        if (!closes.isEmpty() && !stages.of(closes).isOver()) {
            throw new IllegalArgumentException(
                    TrackerRest.setting("closes") + "by \"stages\", a ticket that is \"" + closes + "\" is not over.");
        }
    }

    /** Whether what is closed here is closed there. */
    boolean closes() {
        return !closes.isEmpty();
    }

    boolean isOver(String ticket) throws DeliveryException {
        return stages.of(status(ticket)).isOver();
    }

    /** Opens one that is over, if that is wanted. */
    void open(String ticket) throws DeliveryException {
        if (!reopen.isEmpty() && isOver(ticket)) {
            set(ticket, "reopen", reopen);
        }
    }

    /** Closes one that is not over. */
    void close(String ticket) throws DeliveryException {
        if (!isOver(ticket)) {
            set(ticket, "closes", closes);
        }
    }

    /** Whether {@link #open} has nothing to do. */
    boolean isOpen(String ticket) throws DeliveryException {
        return reopen.isEmpty() || !isOver(ticket);
    }

    private String status(String ticket) throws DeliveryException {
        return rest.get("ticket/" + ticket, Map.of()).path("Status").asText();
    }

    private void set(String ticket, String setting, String status) throws DeliveryException {
        JsonNode said = rest.put("ticket/" + ticket, JSON.createObjectNode().put("Status", status));
        // what it does not do is answered with 200 as well
        String now = status(ticket);
        if (!now.equalsIgnoreCase(status)) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    TrackerRest.setting(setting) + "the ticket " + ticket + " stays \"" + now + "\": "
                            + said.path(0).asText(),
                    null);
        }
    }
}
