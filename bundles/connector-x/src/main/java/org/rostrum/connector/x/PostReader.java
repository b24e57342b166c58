package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes activities of posts and messages, with the people, media and posts that came beside them. */
final class PostReader {
    /** Before the ids of direct messages, which have numbers of their own. */
    static final String MESSAGE = "dm/";

    private static final Logger LOG = LoggerFactory.getLogger(PostReader.class);
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int LONGEST_NAME = 512;
    private static final Map<String, String> TYPES = Map.of(
            "jpg", "image/jpeg", "jpeg", "image/jpeg", "png", "image/png", "webp", "image/webp", "mp4", "video/mp4");

    private final String web;

    PostReader(String web) {
        this.web = web;
    }

    /** The activity; empty, and noted in the log, when it breaks a bound of the archive. */
    Optional<Activity> post(JsonNode post, JsonNode includes, Direction direction) {
        String id = post.path("id").asText();
        JsonNode author =
                find(includes.path("users"), "id", post.path("author_id").asText());
        try {
            return Optional.of(Activity.builder(
                            id, direction, actor(post.path("author_id").asText(), author), time(post))
                    .content(PlainText.clean(PostText.of(post).typed()))
                    .language(language(post.path("lang").asText("")))
                    .inReplyTo(referred(post, "replied_to"))
                    .context(text(post.path("conversation_id")))
                    .url(Addresses.web(web + "/" + author.path("username").asText("i") + "/status/" + id))
                    .attachments(attachments(post, includes))
                    .original(original(post, includes))
                    .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("The post {} is left out: {}", id, bound.getMessage());
            return Optional.empty();
        }
    }

    /** A direct message; the conversation is the one with its other participants. */
    Optional<Activity> message(JsonNode event, JsonNode includes, Direction direction) {
        String id = MESSAGE + event.path("id").asText();
        String sender = event.path("sender_id").asText();
        try {
            return Optional.of(Activity.builder(
                            id, direction, actor(sender, find(includes.path("users"), "id", sender)), time(event))
                    .content(PlainText.clean(PostText.of(event).typed()))
                    .context(text(event.path("dm_conversation_id")))
                    .attachments(attachments(event, includes))
                    .original(original(event, includes))
                    .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("The message {} is left out: {}", id, bound.getMessage());
            return Optional.empty();
        }
    }

    private static Instant time(JsonNode post) {
        Instant told = XApi.instant(post.path("created_at").asText(""));
        long id = Snowflake.of(post.path("id").asText());
        if (told == null && id == 0) {
            throw new IllegalArgumentException("created_at: no time");
        }
        return told == null ? Snowflake.time(id) : told;
    }

    /** Of people who hide or are gone X tells the id alone. */
    private Actor actor(String id, JsonNode user) {
        String username = text(user.path("username"));
        String name = text(user.path("name"));
        return new Actor(
                id,
                username,
                name == null || name.length() > LONGEST_NAME ? null : PlainText.line(name),
                username == null ? null : Addresses.web(web + "/" + username));
    }

    /** The id of the post that this one has to do with in a way; null for none. */
    static @Nullable String referred(JsonNode post, String way) {
        for (String field : new String[] {"referenced_tweets", "referenced_posts"}) {
            for (JsonNode one : post.path(field)) {
                if (one.path("type").asText().equals(way)) {
                    return text(one.path("id"));
                }
            }
        }
        return null;
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        for (JsonNode one : list) {
            if (one.path(field).asText().equals(value)) {
                return one;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static List<Attachment> attachments(JsonNode post, JsonNode includes) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode key : post.path("attachments").path("media_keys")) {
            JsonNode media = find(includes.path("media"), "media_key", key.asText());
            URI address = Addresses.web(address(media));
            if (address != null && attachments.size() < Activity.MAX_ATTACHMENTS) {
                String description = text(media.path("alt_text"));
                attachments.add(new Attachment(
                        address,
                        type(address),
                        description == null || description.length() > LONGEST_DESCRIPTION
                                ? null
                                : PlainText.clean(description)));
            }
        }
        return attachments;
    }

    /** Of films the best of what there is as a file. */
    private static String address(JsonNode media) {
        String best = "";
        long rate = -1;
        for (JsonNode variant : media.path("variants")) {
            if (variant.path("content_type").asText().equals("video/mp4")
                    && variant.path("bit_rate").asLong(0) > rate) {
                rate = variant.path("bit_rate").asLong(0);
                best = variant.path("url").asText("");
            }
        }
        return best.isEmpty()
                ? media.path("url").asText(media.path("preview_image_url").asText(""))
                : best;
    }

    private static @Nullable String type(URI address) {
        String path = String.valueOf(address.getPath());
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** X has tags of its own for what is no language. */
    private static @Nullable String language(String named) {
        try {
            String tag = new Locale.Builder().setLanguageTag(named).build().toLanguageTag();
            boolean none = named.isBlank() || tag.equals("und") || tag.equals("zxx") || tag.matches("q[a-z]{2}");
            return none || tag.length() > LONGEST_LANGUAGE ? null : tag;
        } catch (IllformedLocaleException noTag) {
            return null;
        }
    }

    /** The record with what belongs to it alone, of all that came beside the page. */
    private static Original original(JsonNode post, JsonNode includes) {
        ObjectNode whole = XApi.JSON.createObjectNode();
        whole.set("data", post);
        ObjectNode beside = XApi.JSON.createObjectNode();
        List<String> ids = new ArrayList<>();
        ids.add(post.path("author_id").asText(post.path("sender_id").asText()));
        post.path("attachments").path("media_keys").forEach(key -> ids.add(key.asText()));
        for (String way : new String[] {"replied_to", "quoted"}) {
            String other = referred(post, way);
            if (other != null) {
                ids.add(other);
            }
        }
        includes.properties().forEach(kind -> {
            ArrayNode kept = XApi.JSON.createArrayNode();
            for (JsonNode one : kind.getValue()) {
                if (ids.contains(one.path("media_key").asText(one.path("id").asText()))) {
                    kept.add(one);
                }
            }
            if (!kept.isEmpty()) {
                beside.set(kind.getKey(), kept);
            }
        });
        if (!beside.isEmpty()) {
            whole.set("includes", beside);
        }
        return new Original("application/json", whole.toString());
    }

    static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
