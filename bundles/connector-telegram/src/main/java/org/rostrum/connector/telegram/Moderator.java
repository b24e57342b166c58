package org.rostrum.connector.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.http.HttpBody;

/** Deletes messages, as far as the bot may, and puts a thumb to them. */
final class Moderator {
    private final TelegramApi api;

    Moderator(TelegramApi api) {
        this.api = api;
    }

    void moderate(Moderation moderation) throws DeliveryException {
        switch (moderation.action()) {
            case LIKE -> react(moderation, true);
            case UNLIKE -> react(moderation, false);
            case DELETE -> delete(moderation);
            case HIDE, UNHIDE, APPROVE, SPAM -> throw new DeliveryException(
                    FailureCategory.UNSUPPORTED,
                    "Telegram has no " + moderation.action() + ". Messages can be deleted.",
                    null);
        }
    }

    private void react(Moderation moderation, boolean like) throws DeliveryException {
        ObjectNode parameters = message(moderation);
        ArrayNode reactions = parameters.putArray("reaction");
        if (like) {
            reactions.addObject().put("type", "emoji").put("emoji", "\ud83d\udc4d");
        }
        TelegramApi.Answer answer = api.change("setMessageReaction", HttpBody.json(parameters.toString()));
        if (!answer.isRefusal("not modified")) {
            api.good(answer);
        }
    }

    private void delete(Moderation moderation) throws DeliveryException {
        TelegramApi.Answer answer =
                api.change("deleteMessage", HttpBody.json(message(moderation).toString()));
        if (!answer.isRefusal("message to delete not found")) {
            api.good(answer);
        }
    }

    private static ObjectNode message(Moderation moderation) throws DeliveryException {
        MessageId id = MessageId.parse(moderation.networkId())
                .orElseThrow(() -> new DeliveryException(
                        FailureCategory.REJECTED,
                        "\"" + moderation.networkId() + "\" is no message of Telegram.",
                        null));
        return TelegramApi.JSON.createObjectNode().put("chat_id", id.chat()).put("message_id", id.message());
    }
}
