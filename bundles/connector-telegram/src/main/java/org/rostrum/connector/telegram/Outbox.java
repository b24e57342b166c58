package org.rostrum.connector.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;

/**
 * Says things, each with one call: what would need two could be left half said. Telegram knows no key that makes a second
 * sending the first, and lets bots read nothing back, so a lost answer is an unknown outcome for good.
 */
final class Outbox {
    private static final Pattern PERSON = Pattern.compile("[1-9][0-9]{0,18}");

    private final TelegramApi api;
    private final TelegramSettings settings;
    private final MovedChat moved;
    private final GroupPace pace;

    Outbox(TelegramApi api, TelegramSettings settings, MovedChat moved, GroupPace pace) {
        this.api = api;
        this.settings = settings;
        this.moved = moved;
        this.pace = pace;
    }

    /**
     * Where something is said.
     *
     * @param answered number of the message in that chat; null for none
     * @param topic 0 for none
     * @param ours whether it is the chat of the settings
     */
    private record Place(String chat, @Nullable Long answered, int topic, boolean ours) {}

    Receipt publish(Post post) throws DeliveryException {
        Place place = place(post);
        String text = Caption.of(post, settings.describeMedia());
        List<MediaKind> kinds = Album.kinds(post.media());
        pace.take(place.chat, Math.max(1, kinds.size()));
        TelegramApi.Answer answer =
                switch (kinds.size()) {
                    case 0 -> api.change("sendMessage", message(post, place, text));
                    case 1 -> api.change(kinds.get(0).method(), file(post, place, text, kinds.get(0)));
                    default -> api.change("sendMediaGroup", album(post, place, text, kinds));
                };
        String newChat = answer.movedTo();
        if (newChat != null) {
            throw moved(place, newChat);
        }
        return receipt(api.good(answer));
    }

    private DeliveryException moved(Place place, String newChat) {
        if (place.ours) {
            moved.to(place.chat, newChat);
            return new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The group " + place.chat + " has become the supergroup " + newChat
                            + ". Nothing was sent; the next attempt goes there.",
                    null);
        }
        return new DeliveryException(
                FailureCategory.REJECTED,
                "The group " + place.chat + " has become the supergroup " + newChat
                        + ", where its messages have other numbers. Answer there.",
                null);
    }

    private Place place(Post post) throws DeliveryException {
        if (post.visibility() == Post.Visibility.UNLISTED || post.visibility() == Post.Visibility.FOLLOWERS) {
            throw rejected(
                    "Telegram has no visibility " + post.visibility() + ": who is in a chat sees what is said there.");
        }
        String answered = post.inReplyTo();
        MessageId parent = null;
        if (answered != null) {
            parent = MessageId.parse(answered)
                    .orElseThrow(() -> rejected("\"" + answered + "\" is no message of Telegram."));
        }
        String recipient = post.recipient();
        if (recipient != null) {
            if (!PERSON.matcher(recipient).matches()) {
                throw rejected("\"" + recipient + "\" is no person on Telegram.");
            }
            boolean here = parent != null && recipient.equals(Long.toString(parent.chat()));
            return new Place(recipient, here && parent != null ? parent.message() : null, 0, false);
        }
        if (parent != null) {
            return new Place(Long.toString(parent.chat()), parent.message(), 0, false);
        }
        String chat = settings.chat();
        if (chat == null) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED,
                    "This channel has no chat for posts: give one in its settings, or answer somebody.",
                    null);
        }
        return new Place(moved.of(chat), null, settings.topic(), true);
    }

    private static HttpBody message(Post post, Place place, String text) {
        ObjectNode message = TelegramApi.JSON.createObjectNode();
        message.put("chat_id", place.chat).put("text", text);
        if (place.topic > 0) {
            message.put("message_thread_id", place.topic);
        }
        if (place.answered != null) {
            message.set("reply_parameters", answer(place.answered));
        }
        if (post.link() != null) {
            message.putObject("link_preview_options").put("url", post.link().toString());
        }
        return HttpBody.json(message.toString());
    }

    private static ObjectNode answer(long message) {
        return TelegramApi.JSON.createObjectNode().put("message_id", message);
    }

    private static Multipart form(Place place) {
        Multipart form = new Multipart().field("chat_id", place.chat);
        if (place.topic > 0) {
            form.field("message_thread_id", Integer.toString(place.topic));
        }
        if (place.answered != null) {
            form.field("reply_parameters", answer(place.answered).toString());
        }
        return form;
    }

    private static HttpBody file(Post post, Place place, String text, MediaKind kind) {
        Multipart form = form(place);
        if (!text.isEmpty()) {
            form.field("caption", text);
        }
        return form.file(kind.field(), post.media().get(0)).body();
    }

    /** The words of an album are those of its only item that has any. */
    private static HttpBody album(Post post, Place place, String text, List<MediaKind> kinds) {
        Multipart form = form(place);
        ArrayNode items = TelegramApi.JSON.createArrayNode();
        for (int i = 0; i < kinds.size(); i++) {
            ObjectNode item = items.addObject();
            item.put("type", kinds.get(i).field()).put("media", "attach://file" + i);
            if (i == 0 && !text.isEmpty()) {
                item.put("caption", text);
            }
        }
        form.field("media", items.toString());
        int number = 0;
        for (Media media : post.media()) {
            form.file("file" + number, media);
            number++;
        }
        return form.body();
    }

    /** Of an album the first message, which has the words. */
    private static Receipt receipt(JsonNode result) throws DeliveryException {
        JsonNode message = result.isArray() ? result.path(0) : result;
        JsonNode chat = message.path("chat");
        MessageId id = MessageId.parse(chat.path("id").asText("") + "/"
                        + message.path("message_id").asText(""))
                .orElseThrow(() -> new DeliveryException(
                        FailureCategory.UNKNOWN_OUTCOME,
                        "Telegram took the message without telling its number.",
                        null));
        return new Receipt(id.toString(), Webpages.of(chat, id));
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
