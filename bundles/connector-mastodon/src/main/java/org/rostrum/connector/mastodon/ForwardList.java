package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Reads a list from its oldest entry on ({@code min_id}). The server gives ids out when it begins to write an entry, so that one
 * may be seen after others with later ids: each look therefore begins some entries before the newest that is known, and leaves
 * out what it knows. Ids are opaque: only the server knows their order.
 *
 * <p>State: {@code after}, where the next look begins, and {@code seen}, what is known behind it.
 */
final class ForwardList {
    /** Less than any server gives at once. */
    private static final int OVERLAP = 10;

    private static final String BEFORE_ALL = "0";

    private ForwardList() {}

    /** Gives the entries right after an id, the newest of them first. */
    @FunctionalInterface
    interface Pages {
        JsonNode after(String id) throws DeliveryException;
    }

    /** What one call brought, oldest first, and the state after it. */
    record Step(List<JsonNode> fresh, ObjectNode state) {
        /** Where something came there may be more: servers cut pages as they like. */
        boolean more() {
            return !fresh.isEmpty();
        }
    }

    static Step step(JsonNode before, Pages pages) throws DeliveryException {
        String after = before.path("after").asText(BEFORE_ALL);
        Set<String> seen = new HashSet<>();
        before.path("seen").forEach(id -> seen.add(id.asText()));

        Map<String, JsonNode> entries = new LinkedHashMap<>();
        pages.after(after).forEach(entry -> entries.putIfAbsent(entry.path("id").asText(), entry));
        List<String> ids = new ArrayList<>(entries.keySet());
        Collections.reverse(ids);

        List<JsonNode> fresh = new ArrayList<>();
        for (String id : ids) {
            JsonNode entry = entries.get(id);
            if (entry != null && !seen.contains(id)) {
                fresh.add(entry);
            }
        }
        int known = Math.min(OVERLAP, ids.size());
        ObjectNode state = MastodonApi.JSON.createObjectNode();
        state.put("after", known < ids.size() ? ids.get(ids.size() - known - 1) : after);
        ArrayNode kept = state.putArray("seen");
        ids.subList(ids.size() - known, ids.size()).forEach(kept::add);
        return new Step(fresh, state);
    }
}
