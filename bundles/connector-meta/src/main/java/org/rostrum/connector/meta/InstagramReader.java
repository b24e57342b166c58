package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;

/** Makes activities of posts and comments of Instagram. */
final class InstagramReader {
    private final boolean ownPosts;

    /** @param ownPosts whether what the account itself says is for the archive */
    InstagramReader(boolean ownPosts) {
        this.ownPosts = ownPosts;
    }

    static String words(JsonNode media) {
        return Entries.text(media.path("caption"));
    }

    Optional<Activity> post(Access.Me me, JsonNode media) {
        String id = media.path("id").asText("");
        Instant time = Entries.time(media.path("timestamp"));
        return build(me, author(me, media), id, time, media).map(activity -> activity.objectType(type(media))
                .content(words(media))
                .attachments(files(media))
                .build());
    }

    Optional<Activity> edited(Access.Me me, JsonNode media) {
        String id = media.path("id").asText("");
        // Instagram does not tell when a caption was changed
        Instant time = Entries.time(media.path("timestamp"));
        return build(me, author(me, media), PageReader.edition(id, words(media)), time, media)
                .map(activity -> activity.verb("Update")
                        .inReplyTo(id)
                        .content(words(media))
                        .attachments(files(media))
                        .build());
    }

    /** @param time when it was said; of calls of Meta, when they were made */
    Optional<Activity> comment(
            Access.Me me, String media, JsonNode comment, @Nullable Instant time, JsonNode original) {
        String number = comment.path("id").asText("");
        String id = media + "/" + number;
        String parent = comment.path("parent_id").asText("");
        String content = Entries.text(comment.path("text"));
        if (content.isEmpty() || InstagramId.parse(id).isEmpty()) {
            return Optional.empty();
        }
        JsonNode from = comment.path("from").isObject() ? comment.path("from") : author(me, comment);
        return build(me, from, id, time, original)
                .map(activity -> activity.inReplyTo(parent.isEmpty() ? media : media + "/" + parent)
                        .content(content)
                        .build());
    }

    /** Meta tells the names of others only. */
    private static JsonNode author(Access.Me me, JsonNode entry) {
        ObjectNode author = GraphApi.JSON.createObjectNode();
        String handle = entry.path("username").asText("");
        author.put("username", handle);
        if (handle.equals(me.handle())) {
            author.put("id", me.instagram());
        }
        return author;
    }

    private Optional<Activity.Builder> build(
            Access.Me me, JsonNode author, String id, @Nullable Instant time, JsonNode original) {
        Actor actor = Entries.actor(author);
        boolean own = actor.networkId().equals(me.instagram())
                || (!me.handle().isEmpty() && me.handle().equals(actor.handle()));
        if (!Entries.isId(id) || time == null || (own && !ownPosts)) {
            return Optional.empty();
        }
        return Optional.of(Activity.builder(id, own ? Direction.OUTBOUND : Direction.INBOUND, actor, time)
                .url(Entries.web(original.path("permalink").asText("")))
                .original(Entries.original(original)));
    }

    private static String type(JsonNode media) {
        return switch (media.path("media_type").asText()) {
            case "VIDEO" -> "Video";
            case "IMAGE" -> "Image";
            default -> "Note";
        };
    }

    private static List<Attachment> files(JsonNode media) {
        List<Attachment> files = new ArrayList<>();
        JsonNode parts = media.path("children").path("data");
        if (parts.isEmpty()) {
            attach(files, media);
        }
        parts.forEach(part -> attach(files, part));
        return files;
    }

    private static void attach(List<Attachment> to, JsonNode media) {
        String type = media.path("media_type").asText().equals("IMAGE") ? "image/jpeg" : null;
        Entries.attach(to, media.path("media_url").asText(""), type, description(media));
    }

    private static @Nullable String description(JsonNode media) {
        String said = Entries.text(media.path("alt_text"));
        return said.isEmpty() || said.length() > 10_000 ? null : said;
    }
}
