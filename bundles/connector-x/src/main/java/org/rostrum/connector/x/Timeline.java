package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Reads a list that X gives newest first, a page at each step, down to what is known. Ids grow with time, but what was said may
 * be seen some seconds after something later: once all pages are turned, the next look begins five minutes before the moment, by
 * X's own clock, in which this one began, and leaves out what it knows. Nothing is read again where nothing was said since, as X
 * charges for it.
 *
 * <p>State: {@code since}, above which the look goes, and {@code seen}, what is known above it; while pages are turned also
 * {@code from} and {@code found}, which take their place, {@code token} of the next page and {@code oldest}, the last that came.
 */
final class Timeline {
    static final Duration LATE = Duration.ofMinutes(5);

    /** Four lists with both kinds of ids fit into a cursor. */
    private static final int MOST_KNOWN = 75;

    private Timeline() {}

    /** Gives pages, the newest entries first. */
    @FunctionalInterface
    interface Pages {
        /**
         * @param token of the page; null for the first
         * @param until only what has lower ids; null for everything
         * @return null when X does not know the token any more
         */
        @Nullable
        Page read(String since, @Nullable String token, @Nullable String until) throws DeliveryException;
    }

    /**
     * @param body the whole answer
     * @param told when it was given, by X's clock; null when it does not say
     */
    record Page(JsonNode body, @Nullable Instant told) {}

    /** What a call brought that is new, oldest first, what came beside it, and the state after it. */
    record Step(List<JsonNode> fresh, JsonNode includes, ObjectNode state, boolean more) {}

    /** @param first id above which the first look goes */
    static Step step(JsonNode before, long first, Pages pages) throws DeliveryException {
        long since = Snowflake.of(before.path("since").asText(Long.toString(first)));
        String token = PostReader.text(before.path("token"));
        Page page = pages.read(Long.toString(since), token, null);
        if (page == null) {
            page = pages.read(Long.toString(since), null, PostReader.text(before.path("oldest")));
        }
        if (page == null) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "X gives no pages of this list.", null);
        }
        JsonNode body = page.body();
        NavigableSet<Long> seen = ids(before.path("seen"));
        NavigableSet<Long> found = ids(before.path("found"));

        List<JsonNode> fresh = new ArrayList<>();
        NavigableSet<Long> came = new TreeSet<>();
        boolean reached = false;
        for (JsonNode entry : body.path("data")) {
            long id = Snowflake.of(entry.path("id").asText());
            reached |= id > 0 && id <= since;
            if (id > since && came.add(id) && !seen.contains(id) && !found.contains(id)) {
                fresh.add(entry);
            }
        }
        Collections.reverse(fresh);

        long from = before.has("from") ? Snowflake.of(before.path("from").asText()) : next(page.told(), came, since);
        found.addAll(came);
        long kept = keep(found, from);
        String next = PostReader.text(body.path("meta").path("next_token"));
        ObjectNode state = XApi.JSON.createObjectNode();
        if (next == null || reached) {
            found.addAll(seen.tailSet(kept, false));
            state.put("since", Long.toString(keep(found, kept)));
            write(state.putArray("seen"), found);
            return new Step(fresh, body.path("includes"), state, false);
        }
        state.put("since", Long.toString(since));
        write(state.putArray("seen"), seen);
        state.put("from", Long.toString(kept));
        write(state.putArray("found"), found);
        state.put("token", next);
        state.put("oldest", came.isEmpty() ? before.path("oldest").asText(null) : Long.toString(came.first()));
        return new Step(fresh, body.path("includes"), state, true);
    }

    /** Where the next look begins. What we began with by a clock of ours that is fast must not hide what is said until then. */
    private static long next(@Nullable Instant told, NavigableSet<Long> came, long since) {
        if (told != null) {
            long safe = Snowflake.at(told.minus(LATE));
            return since > Snowflake.at(told) ? safe : Math.max(since, safe);
        }
        return came.isEmpty()
                ? since
                : Math.max(since, Snowflake.at(Snowflake.time(came.last()).minus(LATE)));
    }

    /** Keeps the newest above an id, and gives the id above which all of them are kept. */
    private static long keep(NavigableSet<Long> ids, long from) {
        ids.headSet(from, true).clear();
        long lowest = from;
        while (ids.size() > MOST_KNOWN) {
            Long dropped = ids.pollFirst();
            lowest = dropped == null ? lowest : dropped;
        }
        return lowest;
    }

    private static NavigableSet<Long> ids(JsonNode list) {
        NavigableSet<Long> ids = new TreeSet<>();
        list.forEach(id -> ids.add(Snowflake.of(id.asText())));
        return ids;
    }

    private static void write(ArrayNode list, NavigableSet<Long> ids) {
        ids.forEach(id -> list.add(Long.toString(id)));
    }
}
