package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rostrum.testkit.connector.NetworkSimulator;

/** Answers as Request Tracker 5.0.3 did to the same calls ({@code RealTrackerTest} compares). */
final class TrackerSimulator extends NetworkSimulator {
    static final String TOKEN = "1-31-a-token-of-the-simulator";
    static final String QUEUE = "SocialCare";
    static final String KEY_FIELD = "RostrumKey";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern QUERY = Pattern.compile("'CF\\.\\{([^}]*)}' = '((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern COMMENTS = Pattern.compile(
            "TicketId = (\\d+) AND Creator = '__CurrentUser__' AND Type = 'Comment' AND Data LIKE '((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern COMMENT = Pattern.compile("/REST/2\\.0/ticket/(\\d+)/comment");

    /** Key of a ticket that was made before. */
    static final String EARLIER = "ticket/earlier";

    private final List<Ticket> tickets = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private boolean revoked;
    private String status = "new";

    private record Comment(String id, String ticket, JsonNode made) {}

    private record Ticket(String id, JsonNode made) {
        String key() {
            return made.path("CustomFields").path(KEY_FIELD).asText();
        }
    }

    TrackerSimulator() throws IOException {
        tickets.add(
                new Ticket("9000", JSON.readTree("{\"CustomFields\":{\"" + KEY_FIELD + "\":\"" + EARLIER + "\"}}")));
    }

    @Override
    protected Reply reply(Request request) {
        if (revoked || !request.header("Authorization").orElse("").equals("token " + TOKEN)) {
            return Reply.json(401, "{\"message\":\"Unauthorized\"}");
        }
        if (request.path().equals("/REST/2.0/queue/" + QUEUE)) {
            return Reply.json(
                    200,
                    "{\"Name\":\"SocialCare\",\"TicketCustomFields\":[{\"id\":\"2\",\"name\":\"RostrumKey\"},"
                            + "{\"id\":\"3\",\"name\":\"SocialPostUri\"}]}");
        }
        if (request.path().startsWith("/REST/2.0/queue/")) {
            return Reply.json(403, "{\"message\":\"Forbidden\"}");
        }
        if (request.path().equals("/REST/2.0/tickets")) {
            return found(request.parameter("query"));
        }
        if (request.path().equals("/REST/2.0/ticket") && !request.isGet()) {
            return made(request);
        }
        if (request.path().equals("/REST/2.0/transactions")) {
            return commented(request.parameter("query"));
        }
        if (request.path().matches("/REST/2\\.0/ticket/\\d+")) {
            return request.isGet() ? Reply.json(200, "{\"Status\":\"" + status + "\"}") : changed(request);
        }
        Matcher comment = COMMENT.matcher(request.path());
        if (comment.matches()) {
            return comment(comment.group(1), request);
        }
        return Reply.json(404, "{\"message\":\"Not Found\"}");
    }

    private synchronized Reply found(String query) {
        Matcher parts = QUERY.matcher(query);
        if (!parts.matches()) {
            return Reply.json(400, "{\"message\":\"Wrong query\"}");
        }
        String key = parts.group(2).replaceAll("\\\\(.)", "$1");
        String items = tickets.stream()
                .filter(ticket ->
                        parts.group(1).equals(KEY_FIELD) && ticket.key().equals(key))
                .limit(1)
                .map(ticket -> "{\"id\":\"" + ticket.id() + "\",\"type\":\"ticket\"}")
                .reduce("", String::concat);
        return Reply.json(200, "{\"total\":1,\"items\":[" + items + "]}");
    }

    private synchronized Reply commented(String query) {
        Matcher parts = COMMENTS.matcher(query);
        if (!parts.matches()) {
            return Reply.json(400, "{\"message\":\"Wrong query\"}");
        }
        String key = parts.group(2).replaceAll("\\\\(.)", "$1");
        String items = comments.stream()
                .filter(one -> one.ticket().equals(parts.group(1))
                        && one.made().path("Subject").asText().contains(key))
                .map(one -> JSON.createObjectNode()
                        .put("id", one.id())
                        .put("Data", one.made().path("Subject").asText() + "\n")
                        .toString())
                .collect(Collectors.joining(","));
        return Reply.json(200, "{\"total\":null,\"items\":[" + items + "]}");
    }

    private synchronized Reply changed(Request request) {
        String wanted = read(request).path("Status").asText();
        if (wanted.equals("nonsense")) {
            return Reply.json(200, "[\"Status 'nonsense' isn't a valid status for this ticket.\"]");
        }
        String before = status;
        status = wanted;
        return Reply.json(200, "[\"Status changed from '" + before + "' to '" + wanted + "'\"]");
    }

    /** Of all tickets. */
    synchronized String status() {
        return status;
    }

    private synchronized Reply comment(String ticket, Request request) {
        comments.add(new Comment(Integer.toString(1000 + comments.size()), ticket, read(request)));
        return Reply.json(201, "[\"Comments added\"]");
    }

    private synchronized Reply made(Request request) {
        JsonNode ticket = read(request);
        if (!ticket.path("Queue").asText().equals(QUEUE)) {
            return Reply.json(403, "{\"message\":\"No permission to create tickets in the queue\"}");
        }
        if (ticket.path("Status").asText("new").equals("nonsense")) {
            return Reply.json(
                    400, "{\"message\":\"Status 'nonsense' isn't a valid status for tickets in this queue.\"}");
        }
        String id = Integer.toString(tickets.size());
        tickets.add(new Ticket(id, ticket));
        return Reply.json(201, "{\"id\":\"" + id + "\",\"type\":\"ticket\"}");
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
    public synchronized List<Said> said() {
        List<Said> said = new ArrayList<>();
        tickets.stream()
                .skip(1)
                .forEach(ticket -> said.add(
                        new Said(ticket.id(), ticket.made().path("Content").asText(), null)));
        comments.forEach(one -> said.add(
                new Said("transaction/" + one.id(), one.made().path("Content").asText(), null)));
        return said;
    }

    synchronized JsonNode ticket(int number) {
        return tickets.get(number).made();
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
