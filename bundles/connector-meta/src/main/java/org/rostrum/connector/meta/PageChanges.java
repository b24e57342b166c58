package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.ChannelNews;

/**
 * Makes activities of what Meta tells about a page, the same as {@link PagePlace} finds when it looks. What is told of something new
 * without saying it is looked for.
 */
final class PageChanges implements Webhook.Changes {
    private static final Set<String> POSTS =
            Set.of("status", "post", "photo", "video", "share", "link", "album", "story", "note");

    private final Access access;
    private final PageReader reader;
    private final boolean messages;
    private final ChannelNews news;
    private final String channel;
    private volatile boolean others;

    PageChanges(Access access, PageReader reader, boolean messages, ChannelNews news, String channel) {
        this.access = access;
        this.reader = reader;
        this.messages = messages;
        this.news = news;
        this.channel = channel;
    }

    @Override
    public List<Activity> of(JsonNode entry) throws DeliveryException {
        List<Activity> activities = new ArrayList<>();
        String page = access.me().id();
        if (!entry.path("id").asText().equals(page)) {
            others = true;
            return activities;
        }
        for (JsonNode change : entry.path("changes")) {
            JsonNode value = change.path("value");
            String field = change.path("field").asText();
            if (field.equals("feed") || field.equals("mention")) {
                of(page, value, entry).ifPresent(activities::add);
            }
        }
        if (messages) {
            entry.path("messaging").forEach(event -> message(page, event).ifPresent(activities::add));
        }
        return activities;
    }

    private Optional<Activity> of(String page, JsonNode value, JsonNode entry) {
        String verb = value.path("verb").asText("");
        boolean comment = value.path("item").asText().equals("comment");
        if (!comment && !POSTS.contains(value.path("item").asText())) {
            return Optional.empty();
        }
        ObjectNode shaped = shape(value, comment);
        String post = value.path("post_id").asText("");
        if (verb.equals("edited") || verb.equals("edit")) {
            return reader.edited(page, shaped, value, Entries.time(entry.path("time")));
        }
        if (!verb.equals("add") && !verb.equals("post")) {
            return Optional.empty();
        }
        Optional<Activity> told =
                comment ? reader.comment(page, post, shaped, value) : reader.post(page, shaped, value);
        if (told.isEmpty()) {
            news.arrived(channel);
        }
        return told;
    }

    /** In the form in which the same is read when it is looked for. */
    private static ObjectNode shape(JsonNode value, boolean comment) {
        ObjectNode shaped = GraphApi.JSON.createObjectNode();
        shaped.put("id", value.path(comment ? "comment_id" : "post_id").asText(""));
        shaped.set("message", value.path("message"));
        shaped.set("created_time", value.path("created_time"));
        shaped.set("permalink_url", value.path("permalink_url"));
        if (value.path("from").isObject()) {
            shaped.set("from", value.path("from"));
        } else {
            shaped.putObject("from")
                    .put("id", value.path("sender_id").asText(""))
                    .put("name", value.path("sender_name").asText(""));
        }
        if (comment) {
            shaped.putObject("parent").put("id", value.path("parent_id").asText(""));
            picture(shaped.putObject("attachment"), value.path("photo").asText(""));
        } else {
            picture(
                    shaped.putObject("attachments").putArray("data").addObject(),
                    value.path("item").asText().equals("photo")
                            ? value.path("link").asText("")
                            : "");
        }
        return shaped;
    }

    private static void picture(ObjectNode attached, String address) {
        attached.putObject("media").putObject("image").put("src", address);
    }

    private Optional<Activity> message(String page, JsonNode event) {
        JsonNode message = event.path("message");
        ObjectNode shaped = GraphApi.JSON.createObjectNode();
        shaped.put("id", message.path("mid").asText(""));
        shaped.set("message", message.path("text"));
        shaped.set("created_time", event.path("timestamp"));
        shaped.set("from", event.path("sender"));
        shaped.putObject("to").putArray("data").add(event.path("recipient"));
        ArrayNode files = shaped.putObject("attachments").putArray("data");
        for (JsonNode one : message.path("attachments")) {
            files.addObject().put("file_url", one.path("payload").path("url").asText(""));
        }
        return reader.message(page, shaped, event);
    }

    /** Whether the app calls this channel about other pages, too. */
    boolean toldOfOthers() {
        return others;
    }
}
