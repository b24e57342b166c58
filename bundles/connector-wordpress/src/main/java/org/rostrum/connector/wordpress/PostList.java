package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.connector.wordpress.WordpressApi.Part;

/**
 * Reads the posts of a site by one of their times, oldest first: {@code date} or {@code modified}, to which WordPress compares in
 * the zone of the site. Each page begins at the time at which the one before ended, so that posts which leave their place do
 * not shift others out of sight. Each look begins 26 hours before the last known time: clocks are set back, zones are changed,
 * and posts are published with a time of before. What is known from there is left out.
 *
 * <p>State: {@code at}, where to go on; {@code skip}, how many at that very time are known; {@code seen}, marks of what is known
 * from there; {@code walking}, that a look is not at its end.
 */
final class PostList {
    static final int PAGE = 50;
    private static final Duration LATE = Duration.ofHours(26);
    /** More are given again, and the archive keeps them once. */
    private static final int MOST_SEEN = 300;

    private static final int MARK = 6;

    private final String field;
    private final Pages pages;

    /** Gives the posts after a time, earliest first. */
    @FunctionalInterface
    interface Pages {
        Part after(LocalDateTime time, long offset) throws DeliveryException;
    }

    PostList(String field, Pages pages) {
        this.field = field;
        this.pages = pages;
    }

    /** What one call brought, and the state after it. */
    record Step(List<JsonNode> fresh, ObjectNode state, boolean more) {}

    /**
     * @param begin where the first look begins
     * @param latest no post is later by the clock of a site that goes right, in whatever zone
     */
    Step step(JsonNode before, LocalDateTime begin, LocalDateTime latest) throws DeliveryException {
        boolean walking = before.path("walking").asBoolean();
        LocalDateTime known =
                before.hasNonNull("at") ? LocalDateTime.parse(before.path("at").asText()) : begin;
        LocalDateTime at =
                before.hasNonNull("at") && !walking ? (known.isAfter(latest) ? latest : known).minus(LATE) : known;
        long skip = walking ? before.path("skip").asLong() : 0;
        Set<String> seen = marks(before.path("seen").asText(""));

        // "after" leaves out the second itself
        Part part = pages.after(at.minusSeconds(1), skip);
        List<JsonNode> fresh = new ArrayList<>();
        LocalDateTime last = walking ? at : known;
        LocalDateTime end = at;
        for (JsonNode post : part.items()) {
            LocalDateTime time = time(post);
            // with its words: times are whole seconds
            String words = post.path("title").path("rendered").asText()
                    + post.path("content").path("rendered").asText();
            if (seen.add(Ids.mark(post.path("id").asText() + "@" + time + words))) {
                fresh.add(post);
            }
            end = time.isAfter(end) ? time : end;
        }
        boolean more = part.total() < 0 ? part.items().size() >= PAGE : skip + PAGE < part.total();
        ObjectNode state = WordpressApi.JSON.createObjectNode();
        if (more) {
            boolean onward = end.isAfter(at);
            state.put("at", (onward ? end : at).toString()).put("skip", onward ? 0 : skip + PAGE);
        } else {
            state.put("at", (end.isAfter(last) ? end : last).toString());
        }
        state.put("walking", more).put("seen", String.join("", newest(seen)));
        return new Step(fresh, state, more);
    }

    private LocalDateTime time(JsonNode post) {
        try {
            return LocalDateTime.parse(post.path(field).asText(""));
        } catch (DateTimeException none) {
            // such as 0000-00-00: before everything
            return LocalDateTime.of(1970, 1, 1, 0, 0);
        }
    }

    private static Set<String> marks(String joined) {
        Set<String> marks = new LinkedHashSet<>();
        for (int start = 0; start + MARK <= joined.length(); start += MARK) {
            marks.add(joined.substring(start, start + MARK));
        }
        return marks;
    }

    private static List<String> newest(Set<String> seen) {
        List<String> all = List.copyOf(seen);
        return all.subList(Math.max(0, all.size() - MOST_SEEN), all.size());
    }
}
