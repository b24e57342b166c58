package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;

/** Makes activities of posts, comments and messages of a page. */
final class PageReader {
    private static final int WORDS = 10;

    private final boolean ownPosts;

    /** @param ownPosts whether what the page itself says is for the archive */
    PageReader(boolean ownPosts) {
        this.ownPosts = ownPosts;
    }

    /** What a post says; Facebook's own words when its author has used none. */
    static String words(JsonNode post) {
        String said = Entries.text(post.path("message"));
        return said.isEmpty() ? Entries.text(post.path("story")) : said;
    }

    /** @param original as it came */
    Optional<Activity> post(String page, JsonNode post, JsonNode original) {
        List<Attachment> attachments =
                Entries.attachments(post.path("attachments").path("data"));
        return build(page, post, original, post.path("id").asText(""), Entries.time(post.path("created_time")))
                .filter(activity -> !words(post).isEmpty() || !attachments.isEmpty())
                .map(activity ->
                        activity.content(words(post)).attachments(attachments).build());
    }

    /** A change is an activity of its own, as the archive changes nothing. */
    Optional<Activity> edited(String page, JsonNode post, JsonNode original, @Nullable Instant when) {
        String id = post.path("id").asText("");
        Instant time = when == null ? Entries.time(post.path("updated_time")) : when;
        return build(page, post, original, edition(id, words(post)), time)
                .filter(activity -> !words(post).isEmpty())
                .map(activity -> activity.verb("Update")
                        .inReplyTo(id)
                        .content(words(post))
                        .attachments(
                                Entries.attachments(post.path("attachments").path("data")))
                        .build());
    }

    /** The same for the same words, however they came. */
    static String edition(String id, String words) {
        return id + "/edited/" + Marks.of(words, WORDS);
    }

    Optional<Activity> comment(String page, String postId, JsonNode comment, JsonNode original) {
        String parent = comment.path("parent").path("id").asText("");
        List<Attachment> attachments =
                Entries.attachments(GraphApi.JSON.createArrayNode().add(comment.path("attachment")));
        String content = Entries.text(comment.path("message"));
        return build(page, comment, original, comment.path("id").asText(""), Entries.time(comment.path("created_time")))
                .filter(activity -> !content.isEmpty() || !attachments.isEmpty())
                .map(activity -> activity.inReplyTo(Entries.isId(parent) ? parent : postId)
                        .content(content)
                        .attachments(attachments)
                        .build());
    }

    /** One of Messenger's conversations with one person. */
    Optional<Activity> message(String page, JsonNode message, JsonNode original) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode one : message.path("attachments").path("data")) {
            JsonNode image = one.path("image_data").path("url");
            JsonNode film = one.path("video_data").path("url");
            String address = image.isTextual()
                    ? image.asText()
                    : film.isTextual() ? film.asText() : one.path("file_url").asText("");
            Entries.attach(attachments, address, Entries.line(one.path("mime_type")), Entries.line(one.path("name")));
        }
        String content = Entries.text(message.path("message"));
        return build(page, message, original, message.path("id").asText(""), Entries.time(message.path("created_time")))
                .filter(activity -> !content.isEmpty() || !attachments.isEmpty())
                .map(activity -> activity.context(person(page, message))
                        .content(content)
                        .attachments(attachments)
                        .build());
    }

    /** Whom the page talks with: that is the conversation. */
    private static @Nullable String person(String page, JsonNode message) {
        String from = message.path("from").path("id").asText("");
        String to = message.path("to").path("data").path(0).path("id").asText("");
        String person = from.equals(page) ? to : from;
        return Entries.isId(person) ? person : null;
    }

    private Optional<Activity.Builder> build(
            String page, JsonNode entry, JsonNode original, String id, @Nullable Instant time) {
        boolean own = entry.path("from").path("id").asText("").equals(page);
        if (!Entries.isId(id) || time == null || (own && !ownPosts)) {
            return Optional.empty();
        }
        return Optional.of(Activity.builder(
                        id, own ? Direction.OUTBOUND : Direction.INBOUND, Entries.actor(entry.path("from")), time)
                .url(Entries.web(entry.path("permalink_url").asText("")))
                .original(Entries.original(original)));
    }
}
