package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the transactions of a Request Tracker were read. Their numbers grow, but one with a smaller number may appear later, when
 * its database transaction took longer: so the last numbers are looked at again, and those that were seen are left out.
 */
final class Position {
    /** How many numbers are looked at again. */
    static final int OVERLAP = 300;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TreeSet<Long> seen = new TreeSet<>();
    private long last;

    /** @param cursor null to begin */
    Position(@Nullable String cursor) {
        if (cursor == null) {
            return;
        }
        try {
            JsonNode json = JSON.readTree(cursor);
            last = json.path("last").asLong();
            json.path("seen").forEach(id -> seen.add(id.asLong()));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The cursor cannot be read", broken);
        }
    }

    /** Behind which number to ask. */
    long from() {
        return Math.max(0, last - OVERLAP);
    }

    /** Whether it was not seen before. */
    boolean see(long id) {
        last = Math.max(last, id);
        return seen.add(id);
    }

    String cursor() {
        ObjectNode json = JSON.createObjectNode().put("last", last);
        ArrayNode ids = json.putArray("seen");
        seen.tailSet(from(), false).forEach(ids::add);
        return json.toString();
    }
}
