package org.rostrum.connector.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Post;

/** How far a thread came: it is several calls, and the server may be ended between any two. */
final class ThreadProgress {
    private final ChannelMemory memory;
    private final String channel;

    ThreadProgress(ChannelMemory memory, String channel) {
        this.memory = memory;
        this.channel = channel;
    }

    /**
     * @param ids of the parts that are said
     * @param open whether another one was sent, and no answer is known
     */
    record Progress(List<String> ids, boolean open) {
        Progress {
            ids = List.copyOf(ids);
        }

        Progress begun() {
            return new Progress(ids, true);
        }

        Progress closed() {
            return new Progress(ids, false);
        }

        Progress with(String id) {
            List<String> more = new ArrayList<>(ids);
            more.add(id);
            return new Progress(more, false);
        }

        /** What the next part answers. */
        @Nullable
        String last(@Nullable String inReplyTo) {
            return ids.isEmpty() ? inReplyTo : ids.get(ids.size() - 1);
        }
    }

    Progress of(Post post) {
        try {
            JsonNode kept = XApi.JSON.readTree(memory.read(channel, entry(post)).orElse("{}"));
            List<String> ids = new ArrayList<>();
            kept.path("ids").forEach(id -> ids.add(id.asText()));
            return new Progress(ids, kept.path("open").asBoolean(false));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("What was written down of the thread cannot be read.", unreadable);
        }
    }

    void keep(Post post, Progress progress) {
        ObjectNode json = XApi.JSON.createObjectNode().put("open", progress.open());
        ArrayNode ids = json.putArray("ids");
        progress.ids().forEach(ids::add);
        memory.write(channel, entry(post), json.toString());
    }

    void forget(Post post) {
        memory.forget(channel, entry(post));
    }

    private static String entry(Post post) {
        return "thread/" + Session.digest(post.idempotencyKey());
    }
}
