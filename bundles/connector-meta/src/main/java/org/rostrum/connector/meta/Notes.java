package org.rostrum.connector.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Post;

/** Keeps which container holds which post: Meta tells of a container for good whether it was published. */
final class Notes {
    private static final String ENTRY = "containers";
    private static final int MOST = 200;
    private static final int SIGNS = 16;

    private final ChannelMemory memory;
    private final String channel;

    Notes(ChannelMemory memory, String channel) {
        this.memory = memory;
        this.channel = channel;
    }

    synchronized Optional<String> container(Post post) {
        return Optional.of(all().path(key(post)).asText("")).filter(id -> !id.isEmpty());
    }

    /** Durable when it returns. */
    synchronized void note(Post post, String container) {
        ObjectNode all = all();
        all.remove(key(post));
        all.put(key(post), container);
        while (all.size() > MOST) {
            all.remove(all.fieldNames().next());
        }
        memory.write(channel, ENTRY, all.toString());
    }

    private ObjectNode all() {
        try {
            JsonNode kept = GraphApi.JSON.readTree(memory.read(channel, ENTRY).orElse("{}"));
            return kept instanceof ObjectNode object ? object : GraphApi.JSON.createObjectNode();
        } catch (JsonProcessingException damaged) {
            return GraphApi.JSON.createObjectNode();
        }
    }

    private static String key(Post post) {
        return Marks.of(post.idempotencyKey(), SIGNS);
    }
}
