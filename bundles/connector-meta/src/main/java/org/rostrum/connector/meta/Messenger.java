package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.Receipt;

/** Writes to people who have written to the page within the last 24 hours; Meta refuses all others. */
final class Messenger {
    private static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(2_000, PostLimits.Unit.UTF_16, 0);
    private static final Pattern PERSON = Pattern.compile("[0-9]{1,25}");

    private final GraphApi api;
    private final Access access;
    private final Notes notes;

    Messenger(GraphApi api, Access access, Notes notes) {
        this.api = api;
        this.access = access;
        this.notes = notes;
    }

    /** @throws DeliveryException REJECTED */
    static void require(Post post, String text) throws DeliveryException {
        Words.require(text, TEXT, "A message");
        if (!post.media().isEmpty()) {
            throw rejected("Messages carry text only. Leave out the media, or send them in Meta Business Suite.");
        }
        if (!PERSON.matcher(recipient(post)).matches()) {
            throw rejected("\"" + recipient(post) + "\" is nobody who has written to the page.");
        }
    }

    private static String recipient(Post post) {
        return Objects.requireNonNullElse(post.recipient(), "");
    }

    Receipt send(Post post, Attempt attempt) throws DeliveryException {
        ObjectNode recipient = GraphApi.JSON.createObjectNode().put("id", recipient(post));
        ObjectNode message = GraphApi.JSON.createObjectNode().put("text", Words.withLink(post));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("recipient", recipient.toString());
        fields.put("messaging_type", "RESPONSE");
        fields.put("message", message.toString());
        attempt.requireTime();
        Access.Me me = access.me();
        String id = api.act(me.token(), me.id() + "/messages", fields)
                .path("message_id")
                .asText("");
        if (!Entries.isId(id)) {
            throw new DeliveryException(FailureCategory.UNKNOWN_OUTCOME, "Meta answered without telling an id.", null);
        }
        return new Receipt(id, null);
    }

    /** Looks at the newest messages of the conversation. */
    Optional<Receipt> find(Post post) throws DeliveryException {
        Access.Me me = access.me();
        JsonNode conversations = api.page(
                me.token(),
                me.id() + "/conversations",
                Map.of(
                        "platform",
                        "messenger",
                        "user_id",
                        recipient(post),
                        "fields",
                        "id,messages.limit(20){id,from{id},message,created_time}"));
        Instant from = notes.since(post);
        String text = Words.withLink(post);
        String found = null;
        for (JsonNode message :
                conversations.path("data").path(0).path("messages").path("data")) {
            Instant said = Entries.time(message.path("created_time"));
            if (said != null
                    && !said.isBefore(from)
                    && message.path("from").path("id").asText().equals(me.id())
                    && Words.same(text, PagePublisher.message(message))) {
                found = message.path("id").asText();
            }
        }
        return Optional.ofNullable(found).map(id -> new Receipt(id, null));
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
