package org.rostrum.testkit.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.testkit.connector.NetworkSimulator;

/** A help desk as many are: takes a ticket with a token and a key, refuses what is not whole, and can be asked for the key. */
final class HelpDesk extends NetworkSimulator {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String TOKEN = "token-of-the-desk";

    private final Map<String, Said> tickets = new LinkedHashMap<>();
    private boolean revoked;

    HelpDesk() throws IOException {}

    @Override
    protected Reply reply(Request request) {
        if (revoked || !request.header("Authorization").orElse("").equals("Bearer " + TOKEN)) {
            return Reply.json(401, "{\"error\":\"who are you?\"}");
        }
        if (!request.path().equals("/api/tickets")) {
            return Reply.json(404, "{\"error\":\"nothing here\"}");
        }
        if (request.isGet()) {
            Said ticket = tickets.get(request.parameter("key"));
            return Reply.json(200, ticket == null ? "{}" : "{\"id\":\"" + ticket.networkId() + "\"}");
        }
        return take(request);
    }

    private Reply take(Request request) {
        String key = request.header("Idempotency-Key").orElse("");
        if (key.isEmpty() || !request.header("Content-Type").orElse("").startsWith("application/json")) {
            return Reply.json(400, "{\"error\":\"Idempotency-Key and JSON, please\"}");
        }
        JsonNode ticket = read(request);
        for (String field : List.of("id", "summary", "text")) {
            if (ticket.path(field).asText().isEmpty()) {
                return Reply.json(422, "{\"error\":\"" + field + " is missing\"}");
            }
        }
        Said there = tickets.computeIfAbsent(
                key,
                none -> new Said(
                        "T-" + (tickets.size() + 1), ticket.path("text").asText(), null));
        return Reply.json(201, "{\"id\":\"" + there.networkId() + "\"}");
    }

    private static JsonNode read(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST");
    }

    @Override
    public String say(String text) {
        throw new UnsupportedOperationException("Nobody speaks here.");
    }

    @Override
    public List<Said> said() {
        return new ArrayList<>(tickets.values());
    }

    @Override
    public void revoke() {
        revoked = true;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN);
    }
}
