package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Post;

/** Remembers the last uploads: where each goes on, and what it became. Whoever has such an address can go on with it. */
final class Uploads {
    private static final String ENTRY = "uploads";
    private static final int MOST = 12;
    /** Of a session, so that all have room in the memory of the channel. */
    static final int LONGEST_ADDRESS = 1_000;

    private final ChannelMemory memory;
    private final String channel;

    Uploads(ChannelMemory memory, String channel) {
        this.memory = memory;
        this.channel = channel;
    }

    /** @param video what it became; null as long as it is under way, as {@code session} is once it is not */
    record Upload(@Nullable URI session, @Nullable String video) {}

    /** Null when the post was never begun with, or long ago. */
    synchronized @Nullable Upload of(Post post) {
        for (JsonNode upload : all()) {
            if (upload.path("key").asText().equals(key(post))) {
                String session = ThingReader.text(upload.path("session"));
                return new Upload(session == null ? null : URI.create(session), ThingReader.text(upload.path("video")));
            }
        }
        return null;
    }

    private static String key(Post post) {
        return Newest.mark(post.idempotencyKey()) + Newest.mark("again " + post.idempotencyKey());
    }

    /** Durable when it returns. */
    void begun(Post post, URI session) {
        put(post, YouTubeApi.JSON.createObjectNode().put("session", session.toString()));
    }

    void done(Post post, String video) {
        put(post, YouTubeApi.JSON.createObjectNode().put("video", video));
    }

    void forget(Post post) {
        put(post, null);
    }

    private synchronized void put(Post post, @Nullable ObjectNode entry) {
        ArrayNode kept = YouTubeApi.JSON.createArrayNode();
        all().forEach(upload -> {
            if (!upload.path("key").asText().equals(key(post))) {
                kept.add(upload);
            }
        });
        if (entry != null) {
            kept.add(entry.put("key", key(post)));
        }
        while (kept.size() > MOST) {
            kept.remove(0);
        }
        memory.write(channel, ENTRY, kept.toString());
    }

    private JsonNode all() {
        try {
            return YouTubeApi.JSON.readTree(memory.read(channel, ENTRY).orElse("[]"));
        } catch (JsonProcessingException unreadable) {
            return YouTubeApi.JSON.createArrayNode();
        }
    }
}
