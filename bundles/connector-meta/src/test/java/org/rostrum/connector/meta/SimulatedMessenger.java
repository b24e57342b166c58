package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conversations with a page: one, with Jane. */
final class SimulatedMessenger {
    private static final int MOST = 20;

    private final FacebookSimulator network;
    private final List<ObjectNode> conversations = new ArrayList<>();
    private final Map<String, List<ObjectNode>> messages = new HashMap<>();
    private boolean outsideOfTheWindow;

    SimulatedMessenger(FacebookSimulator network) {
        this.network = network;
    }

    void closeWindow() {
        outsideOfTheWindow = true;
    }

    ObjectNode message(String from, String to, String text) {
        if (conversations.isEmpty()) {
            conversations.add(GraphApi.JSON.createObjectNode().put("id", "t_" + network.next()));
        }
        ObjectNode conversation = conversations.get(0);
        List<ObjectNode> all = messages.computeIfAbsent(conversation.path("id").asText(), id -> new ArrayList<>());
        ObjectNode message = GraphApi.JSON
                .createObjectNode()
                .put("id", "m_" + network.next())
                .put("message", text)
                .put("created_time", network.stamp());
        message.set("from", FacebookSimulator.person(from));
        message.putObject("to").putArray("data").add(FacebookSimulator.person(to));
        all.add(message);
        conversation.put("updated_time", network.stamp()).put("message_count", all.size());
        return message;
    }

    JsonNode conversations(Map<String, String> query, String token) {
        GraphSimulator.only(query, "fields", "limit", "after", "platform", "user_id");
        network.needs("pages_messaging");
        Fields fields = Fields.of(query.getOrDefault("fields", "id,updated_time"));
        boolean jane = query.getOrDefault("user_id", FacebookSimulator.JANE).equals(FacebookSimulator.JANE);
        List<ObjectNode> shown = new ArrayList<>();
        for (ObjectNode one : jane ? conversations : List.<ObjectNode>of()) {
            ObjectNode whole = one.deepCopy();
            ArrayNode data = whole.putObject("messages").putArray("data");
            newest(one.path("id").asText()).forEach(data::add);
            shown.add(fields.of(whole, "UnifiedThread", "id,updated_time,message_count,messages"));
        }
        return network.page(shown, query, token);
    }

    private List<ObjectNode> newest(String conversation) {
        List<ObjectNode> all = new ArrayList<>(messages.getOrDefault(conversation, List.of()));
        Collections.reverse(all);
        return all.subList(0, Math.min(MOST, all.size()));
    }

    JsonNode messages(String node, Map<String, String> query, String token) {
        GraphSimulator.only(query, "fields", "limit", "after");
        Fields fields = Fields.of(query.getOrDefault("fields", "id"));
        return network.page(
                newest(node).stream()
                        .map(one -> fields.of(one, "Message", "id,from,to,message,created_time,attachments"))
                        .toList(),
                query,
                token);
    }

    JsonNode send(Map<String, String> form) {
        network.needs("pages_messaging");
        GraphSimulator.only(form, "recipient", "messaging_type", "message");
        String recipient = GraphSimulator.json(form.getOrDefault("recipient", ""))
                .path("id")
                .asText();
        String text = GraphSimulator.json(form.getOrDefault("message", ""))
                .path("text")
                .asText();
        if (!recipient.equals(FacebookSimulator.JANE)
                || !Set.of("RESPONSE", "UPDATE").contains(form.getOrDefault("messaging_type", ""))) {
            throw GraphError.of(100, 2018001, "(#100) No matching user found");
        }
        if (text.isEmpty() || text.length() > 2000) {
            throw GraphError.of(100, "(#100) Length of param message[text] must be less than or equal to 2000");
        }
        if (outsideOfTheWindow || conversations.isEmpty()) {
            throw GraphError.of(10, 2018278, "(#10) This message is sent outside of allowed window.");
        }
        ObjectNode message = message(GraphSimulator.PAGE, FacebookSimulator.JANE, text);
        String id = message.path("id").asText();
        network.says(id, text);
        return GraphApi.JSON
                .createObjectNode()
                .put("recipient_id", FacebookSimulator.JANE)
                .put("message_id", id);
    }
}
