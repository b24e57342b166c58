package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Reads a list that the network gives newest first, page by page. The list is ordered by the time at which things were said,
 * and some come into it late: therefore each look goes back an hour further than the newest of the look before, and what it knows
 * from there is left out. When that is more than a page, the pages are walked back, one at a call, before what came meanwhile is
 * looked for.
 *
 * <p>State: {@code since} and {@code seen}, how far back the next look goes and what is known from there; during a look of several
 * pages {@code page}, where to go on, and {@code next} and {@code nextSeen}, the same for the look after.
 */
final class Timeline {
    private static final Duration LATE = Duration.ofHours(1);
    /** More of an hour are given again, and the archive keeps them once. */
    private static final int MOST_SEEN = 400;

    private static final int MARK = 8;

    private Timeline() {}

    /** Gives a page of the list; null for the first. */
    @FunctionalInterface
    interface Pages {
        JsonNode page(@Nullable String cursor) throws DeliveryException;
    }

    /**
     * One thing of the list.
     *
     * @param time that the list is ordered by
     */
    record Item(String id, Instant time, JsonNode json) {
        /** Short for the id. */
        private String mark() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(digest).substring(0, MARK);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Takes the things of a page out of its JSON. */
    @FunctionalInterface
    interface Items {
        List<Item> of(JsonNode page);
    }

    /** What one call brought, oldest first, and the state after it. */
    record Step(List<Item> fresh, ObjectNode state, boolean more) {}

    static Step step(JsonNode before, Pages pages, Items items) throws DeliveryException {
        boolean walking = before.hasNonNull("page");
        JsonNode page = pages.page(walking ? before.path("page").asText() : null);
        List<Item> all = items.of(page);
        Instant since = time(before.path("since"));
        Set<String> seen = marks(before.path("seen"));
        Instant next = walking ? time(before.path("next")) : next(all, since);
        Set<String> nextSeen = marks(before.path("nextSeen"));

        Map<String, Item> fresh = new LinkedHashMap<>();
        boolean reached = false;
        for (Item item : all) {
            if (item.time.isBefore(since)) {
                reached = true;
            } else if (!seen.contains(item.mark())) {
                fresh.putIfAbsent(item.id, item);
            }
            if (!item.time.isBefore(next) && nextSeen.size() < MOST_SEEN) {
                nextSeen.add(item.mark());
            }
        }
        String cursor = page.path("cursor").asText("");
        boolean more = !reached && !cursor.isEmpty() && !all.isEmpty();
        ObjectNode state = Xrpc.JSON.createObjectNode();
        if (more) {
            put(state, "since", since, "seen", seen);
            put(state, "next", next, "nextSeen", nextSeen);
            state.put("page", cursor);
        } else {
            put(state, "since", next, "seen", nextSeen);
        }
        List<Item> oldestFirst = new ArrayList<>(fresh.values());
        Collections.reverse(oldestFirst);
        return new Step(oldestFirst, state, more);
    }

    private static Instant next(List<Item> all, Instant since) {
        Instant next = since;
        for (Item item : all) {
            Instant wanted = item.time.minus(LATE);
            if (wanted.isAfter(next)) {
                next = wanted;
            }
        }
        return next;
    }

    private static Instant time(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : Instant.EPOCH;
    }

    private static Set<String> marks(JsonNode node) {
        Set<String> marks = new LinkedHashSet<>();
        String joined = node.asText("");
        for (int start = 0; start + MARK <= joined.length(); start += MARK) {
            marks.add(joined.substring(start, start + MARK));
        }
        return marks;
    }

    private static void put(ObjectNode state, String timeField, Instant time, String marksField, Set<String> marks) {
        state.put(timeField, time.toString()).put(marksField, String.join("", marks));
    }
}
