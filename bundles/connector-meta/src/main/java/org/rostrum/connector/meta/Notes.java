package org.rostrum.connector.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Post;

/** Keeps what was made of a post on its way: of containers and films Meta tells for good whether they were published. */
final class Notes {
    private static final String ENTRY = "posts";
    private static final int MOST = 200;
    private static final String TRIED = "@";
    /** Our clock and Meta's may differ, and Meta's times have no parts of seconds. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final int SIGNS = 16;

    private final ChannelMemory memory;
    private final String channel;

    Notes(ChannelMemory memory, String channel) {
        this.memory = memory;
        this.channel = channel;
    }

    synchronized Optional<String> of(Post post) {
        return Optional.of(all().path(key(post)).asText("")).filter(id -> !id.isEmpty());
    }

    /** Durable when it returns. */
    synchronized void note(Post post, String made) {
        ObjectNode all = all();
        all.remove(key(post));
        all.put(key(post), made);
        while (all.size() > MOST) {
            all.remove(all.fieldNames().next());
        }
        memory.write(channel, ENTRY, all.toString());
    }

    /** Notes that a post is about to be sent, unless that was noted before. Durable when it returns. */
    synchronized void tries(Post post, Instant now) {
        if (of(post).isEmpty()) {
            note(post, TRIED + now.getEpochSecond());
        }
    }

    /** From when on a post may be there: since it was first sent, or else since it was decided. */
    Instant since(Post post) {
        String noted = of(post).orElse("");
        Instant first = noted.startsWith(TRIED)
                ? Instant.ofEpochSecond(Long.parseLong(noted.substring(TRIED.length())))
                : post.decided();
        return first.minus(CLOCKS);
    }

    synchronized void forget(Post post) {
        ObjectNode all = all();
        all.remove(key(post));
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
