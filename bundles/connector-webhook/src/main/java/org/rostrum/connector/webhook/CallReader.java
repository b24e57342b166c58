package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.spi.connector.WebhookCall;

/** Takes a call that is the sender's apart into messages, and reads each; a message that is wrong does not hold up the others. */
final class CallReader {
    /** What an answer to a call of the largest size would have to wait for otherwise. */
    static final int MOST_MESSAGES = 5_000;

    private final Mapping mapping;
    private final MessageReader messages;

    CallReader(Mapping mapping) {
        this.mapping = mapping;
        this.messages = new MessageReader(mapping);
    }

    /**
     * What came of a call.
     *
     * @param passedOver messages that are not of the types that are taken, or say nothing
     * @param whole whether the call is one message, so that its refusal is the call's
     */
    record Outcome(List<Activity> activities, int passedOver, List<Refused> refused, boolean whole) {
        Outcome {
            activities = List.copyOf(activities);
            refused = List.copyOf(refused);
        }
    }

    /**
     * @param number of the message in the call, or of the entry whose messages could not be found
     */
    record Refused(int number, Refusal why) {}

    /** What has been found so far. */
    private static final class Found {
        private final List<Item> items = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private int number;
        private int passedOver;
    }

    /**
     * @param signedId of the call; null when none is signed
     * @param sent when it was signed, or came
     * @throws Refusal when the call as a whole cannot be taken
     */
    Outcome read(WebhookCall call, CallBody body, @Nullable String signedId, Instant sent) throws Refusal {
        ObjectNode attributes = CloudEvents.binary(call);
        boolean several = body.array() || mapping.items().given();
        Found found = new Found();
        for (JsonNode entry : body.entries()) {
            int number = found.number;
            try {
                find(entry, body, attributes, several ? null : signedId, several ? signedId : null, found);
            } catch (Refusal refusal) {
                found.refused.add(new Refused(number, refusal));
                found.number = Math.max(found.number, number + 1);
            }
            if (found.number > MOST_MESSAGES) {
                throw Refusal.at("", "A call can have at most " + MOST_MESSAGES + " messages.");
            }
        }
        List<Activity> activities = new ArrayList<>();
        for (Item item : found.items) {
            try {
                activities.add(messages.read(item, sent));
            } catch (Refusal refusal) {
                found.refused.add(new Refused(item.number(), refusal));
            }
        }
        return new Outcome(activities, found.passedOver, found.refused, !several);
    }

    private void find(
            JsonNode entry,
            CallBody body,
            @Nullable ObjectNode attributes,
            @Nullable String idOfOne,
            @Nullable String idOfAll,
            Found found)
            throws Refusal {
        List<JsonNode> scopes = new ArrayList<>();
        boolean event = CloudEvents.isEvent(entry) || body.events();
        if (event) {
            scopes.addAll(CloudEvents.read(entry));
        } else {
            scopes.add(entry);
            if (attributes != null) {
                scopes.add(attributes);
            }
        }
        if (!mapping.items().given()) {
            String id = idOfOne != null ? idOfOne : idOfAll != null ? idOfAll + "/" + found.number : digest(entry);
            add(scopes, List.of(), event || attributes != null, id, entry, found);
            return;
        }
        JsonNode items = mapping.items().node(scopes);
        if (items == null) {
            throw mapping.items().refusal("There are no messages.");
        }
        String base = event ? CloudEvents.idOf(scopes) : idOfAll;
        int place = 0;
        for (JsonNode item : items.isArray() ? items : items.isNull() ? List.<JsonNode>of() : List.of(items)) {
            String id = base == null ? digest(item) : base + "/" + (event ? place++ : found.number);
            add(List.of(item), scopes, event || attributes != null, id, item, found);
            if (found.number > MOST_MESSAGES) {
                return;
            }
        }
    }

    private void add(
            List<JsonNode> own, List<JsonNode> outer, boolean event, String id, JsonNode original, Found found) {
        List<JsonNode> all = new ArrayList<>(own);
        all.addAll(outer);
        int number = found.number++;
        if (!isTaken(all, event) || ActivityStreams.saysNothing(own.get(0))) {
            found.passedOver++;
            return;
        }
        List<JsonNode> inner = new ArrayList<>(ActivityStreams.unwrapped(own.get(0)));
        inner.addAll(own.subList(1, own.size()));
        List<JsonNode> around = new ArrayList<>(inner);
        around.addAll(outer);
        found.items.add(new Item(number, inner, around, id, original));
    }

    private boolean isTaken(List<JsonNode> scopes, boolean event) {
        if (mapping.types().isEmpty()) {
            return true;
        }
        boolean ofTheEvent = event && !mapping.type().given();
        String type = mapping.type().text(ofTheEvent ? scopes.subList(scopes.size() - 1, scopes.size()) : scopes);
        return type != null && mapping.types().contains(type);
    }

    private static String digest(JsonNode node) {
        try {
            byte[] bytes = JsonText.of(node).getBytes(StandardCharsets.UTF_8);
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256.", missing);
        }
    }
}
