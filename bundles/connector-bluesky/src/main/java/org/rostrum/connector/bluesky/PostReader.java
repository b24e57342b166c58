package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes activities of what the network shows: notifications and views of posts have the same parts. */
final class PostReader {
    private static final Logger LOG = LoggerFactory.getLogger(PostReader.class);

    private final String web;
    private final String service;

    PostReader(BlueskySettings settings) {
        this.web = settings.web();
        this.service = settings.service();
    }

    /** The activity; empty, and noted in the log, when it breaks a bound of the archive. */
    Optional<Activity> read(JsonNode view, Direction direction) {
        String uri = view.path("uri").asText();
        try {
            JsonNode record = view.path("record");
            JsonNode reply = record.path("reply");
            String root = reply.path("root").path("uri").asText(uri);
            Actor actor = actor(view.path("author"));
            return Optional.of(Activity.builder(uri, direction, actor, published(view))
                    .content(record.path("text").asText(""))
                    .language(text(record.path("langs").path(0)))
                    .inReplyTo(text(reply.path("parent").path("uri")))
                    .context(root)
                    .url(page(actor.networkId(), uri))
                    .attachments(attachments(record.path("embed"), actor.networkId()))
                    .original(new Original("application/json", view.toString()))
                    .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("The post {} is left out: {}", uri, bound.getMessage());
            return Optional.empty();
        }
    }

    private Actor actor(JsonNode author) {
        String did = author.path("did").asText();
        String handle = text(author.path("handle"));
        String name = text(author.path("displayName"));
        return new Actor(
                did, handle, name == null || name.isBlank() ? null : name, URI.create(web + "/profile/" + did));
    }

    /** Where people see a post. */
    @Nullable
    URI page(String did, String uri) {
        int key = uri.lastIndexOf('/');
        return uri.contains("/" + PostUri.POSTS + "/")
                ? URI.create(web + "/profile/" + did + "/post" + uri.substring(key))
                : null;
    }

    /** What the author says, but not later than the network has seen it: authors' clocks are theirs. */
    private static Instant published(JsonNode view) {
        Instant seen = instant(view.path("indexedAt").asText());
        Instant said = instant(view.path("record").path("createdAt").asText());
        if (said == null) {
            if (seen == null) {
                throw new IllegalArgumentException("createdAt: no time");
            }
            return seen;
        }
        return seen != null && said.isAfter(seen) ? seen : said;
    }

    static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    private List<Attachment> attachments(JsonNode embed, String did) {
        List<Attachment> attachments = new ArrayList<>();
        JsonNode media = embed.hasNonNull("media") ? embed.path("media") : embed;
        media.path("images").forEach(image -> add(attachments, image.path("image"), image.path("alt"), did));
        if (media.hasNonNull("video")) {
            add(attachments, media.path("video"), media.path("alt"), did);
        }
        String link = media.path("external").path("uri").asText("");
        if (link.startsWith("http")) {
            try {
                attachments.add(new Attachment(
                        URI.create(link), null, text(media.path("external").path("title"))));
            } catch (IllegalArgumentException noAddress) {
                LOG.debug("A link of a post is no address");
            }
        }
        return attachments;
    }

    private void add(List<Attachment> attachments, JsonNode blob, JsonNode alt, String did) {
        String cid = blob.path("ref").path("$link").asText("");
        if (cid.matches("[a-zA-Z0-9]{1,200}")) {
            attachments.add(new Attachment(
                    URI.create(service + "/xrpc/com.atproto.sync.getBlob?did=" + did + "&cid=" + cid),
                    text(blob.path("mimeType")),
                    text(alt)));
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
