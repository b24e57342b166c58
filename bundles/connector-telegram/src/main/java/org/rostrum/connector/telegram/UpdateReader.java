package org.rostrum.connector.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.text.PlainText;

/**
 * Makes activities of updates. Nothing in an update may stop those behind it: what cannot be read, or says nothing, such as that
 * somebody joined a group, is left out.
 */
final class UpdateReader {
    /** The updates we want: Telegram sends no others. */
    static final List<String> KINDS = List.of("message", "edited_message", "channel_post", "edited_channel_post");

    private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    private final TelegramSettings settings;

    UpdateReader(TelegramSettings settings) {
        this.settings = settings;
    }

    Optional<Activity> read(JsonNode update) {
        for (String kind : KINDS) {
            if (update.path(kind).isObject()) {
                return read(update, update.path(kind), kind);
            }
        }
        return Optional.empty();
    }

    private Optional<Activity> read(JsonNode update, JsonNode message, String kind) {
        MessageId id = id(message.path("chat"), message);
        long time = message.path("date").asLong(-1);
        boolean edited = kind.startsWith("edited");
        // whoever shares where he goes tells it every few seconds
        if (id == null || time < 0 || time > LATEST || (edited && message.has("location"))) {
            return Optional.empty();
        }
        String content = MessageText.of(message);
        List<Attachment> files = MessageFiles.of(message);
        if (content.isEmpty() && files.isEmpty()) {
            return Optional.empty();
        }
        long changed = Math.min(LATEST, Math.max(0, message.path("edit_date").asLong(time)));
        Activity.Builder activity = Activity.builder(
                edited ? id.edited(changed) : id.toString(),
                direction(message, kind),
                actor(message),
                Instant.ofEpochSecond(edited ? changed : time));
        if (edited) {
            activity.verb("Update").inReplyTo(id.toString());
        } else {
            activity.inReplyTo(answered(message));
        }
        return Optional.of(activity.objectType(message.has("poll") ? "Question" : "Note")
                .content(content)
                .context(context(message, id))
                .url(Webpages.of(message.path("chat"), id))
                .attachments(files)
                .original(new Original("application/json", PlainText.clean(update.toString())))
                .build());
    }

    private static @Nullable MessageId id(JsonNode chat, JsonNode message) {
        String text =
                chat.path("id").asText("") + "/" + message.path("message_id").asText("");
        return MessageId.parse(text).orElse(null);
    }

    /** Whoever speaks in the name of the channel or group itself speaks for the organisation. */
    private Direction direction(JsonNode message, String kind) {
        JsonNode sender = message.path("from");
        String inTheNameOf = message.path("sender_chat").path("id").asText("");
        boolean ours = kind.endsWith("channel_post")
                || message.path("is_automatic_forward").asBoolean()
                || inTheNameOf.equals(message.path("chat").path("id").asText())
                || settings.isOwn(
                        sender.path("id").asText(""),
                        sender.path("username").isTextual()
                                ? sender.path("username").asText()
                                : null);
        return ours ? Direction.OUTBOUND : Direction.INBOUND;
    }

    /** People have positive numbers, groups and channels negative ones. */
    private static Actor actor(JsonNode message) {
        JsonNode sender = message.path("sender_chat").isObject()
                ? message.path("sender_chat")
                : message.path("from").isObject() ? message.path("from") : message.path("chat");
        String name = PlainText.line(sender.path("title").asText(""));
        if (name.isEmpty()) {
            name = PlainText.line(sender.path("first_name").asText("") + " "
                    + sender.path("last_name").asText(""));
        }
        String handle = PlainText.line(sender.path("username").asText(""));
        return new Actor(
                sender.path("id").asText("unknown"),
                handle.isEmpty() || handle.length() > 256 ? null : handle,
                name.isEmpty() || name.length() > 512 ? null : name,
                Webpages.of(handle));
    }

    /** What is said in a topic without answering anything answers, as Telegram has it, the message that the topic was made by. */
    private static @Nullable String answered(JsonNode message) {
        JsonNode before = message.path("reply_to_message");
        if (before.isObject()) {
            MessageId id = id(message.path("chat"), before);
            return id == null || before.has("forum_topic_created") ? null : id.toString();
        }
        JsonNode elsewhere = message.path("external_reply");
        MessageId id = id(elsewhere.path("chat"), elsewhere);
        return id == null ? null : id.toString();
    }

    /** A chat with one person is a conversation, and so is a topic; elsewhere what answers what tells. */
    private static @Nullable String context(JsonNode message, MessageId id) {
        if (message.path("is_topic_message").asBoolean()) {
            return id.chat() + "/topic/" + message.path("message_thread_id").asLong();
        }
        return id.isPrivate() ? Long.toString(id.chat()) : null;
    }
}
