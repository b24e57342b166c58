package ${package};

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rostrum.testkit.connector.NetworkSimulator;

/** What the network does, as far as the connector speaks with it; made from its public documentation. */
public final class ${className}Simulator extends NetworkSimulator {
    static final String TOKEN = "a-token-nobody-may-see";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ObjectNode> messages = new ArrayList<>();
    private boolean open = true;

    ${className}Simulator() throws IOException {}

    /** Runs the network by itself: each line that is typed is said on it. */
    public static void main(String[] arguments) throws IOException {
        try (${className}Simulator network = new ${className}Simulator();
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("server: " + network.address() + " token: " + TOKEN);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println("said: " + network.say(line));
            }
        }
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST");
    }

    @Override
    public synchronized void revoke() {
        open = false;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN);
    }

    @Override
    public synchronized String say(String text) {
        return keep(text, null, null);
    }

    private String keep(String text, String inReplyTo, String key) {
        ObjectNode message = JSON.createObjectNode()
                .put("id", Integer.toString(messages.size() + 1))
                .put("text", text)
                .put("time", Instant.now().toString())
                .put("ours", key != null)
                .put("key", key)
                .put("inReplyTo", inReplyTo);
        message.putObject("author").put("id", key == null ? "jane" : "us").put("name", key == null ? "Jane" : "We");
        messages.add(message);
        return message.path("id").asText();
    }

    @Override
    public synchronized List<Said> said() {
        return messages.stream()
                .filter(message -> message.path("ours").asBoolean())
                .map(message -> new Said(
                        message.path("id").asText(),
                        message.path("text").asText(),
                        message.path("inReplyTo").asText(null)))
                .toList();
    }

    @Override
    protected synchronized Reply reply(Request request) {
        if (!open || !request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return Reply.json(401, "{}");
        }
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /me" -> Reply.json(200, "{\"name\":\"We\"}");
                case "GET /messages" -> Reply.json(200, list(request).toString());
                case "POST /messages" -> post(request);
                default -> Reply.json(404, "{}");
            };
        } catch (JsonProcessingException noJson) {
            return Reply.json(400, "{}");
        }
    }

    private ArrayNode list(Request request) {
        ArrayNode found = JSON.createArrayNode();
        String key = request.parameter("key");
        int after = request.parameter("after").isEmpty() ? 0 : Integer.parseInt(request.parameter("after"));
        int limit = request.parameter("limit").isEmpty() ? 100 : Integer.parseInt(request.parameter("limit"));
        for (ObjectNode message : messages.subList(Math.min(after, messages.size()), messages.size())) {
            if (found.size() < limit && (key.isEmpty() || key.equals(message.path("key").asText()))) {
                found.add(message);
            }
        }
        return found;
    }

    private Reply post(Request request) throws JsonProcessingException {
        JsonNode body = JSON.readTree(request.text());
        String key = request.header("idempotency-key").orElse("");
        for (ObjectNode message : messages) {
            if (message.path("key").asText().equals(key)) {
                return Reply.json(200, message.toString());
            }
        }
        String id = keep(body.path("text").asText(), body.path("inReplyTo").asText(null), key);
        return Reply.json(201, messages.get(Integer.parseInt(id) - 1).toString());
    }
}
