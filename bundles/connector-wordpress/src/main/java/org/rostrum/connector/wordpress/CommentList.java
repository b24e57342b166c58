package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.connector.wordpress.WordpressApi.Part;

/**
 * Reads the comments of a site in the order of their numbers, which WordPress gives once and never again; their times can be
 * equal, changed, and told in a zone that the site has left. Whether a page follows the one before without a gap is proven by
 * its first number, since deleted comments shift all pages.
 *
 * <p>WordPress does not tell when a comment was changed or approved. Therefore marks of the newest 400 are kept: each look
 * reads the newest 50 of them again, and a hundred of the others in turn.
 *
 * <p>State: {@code last}, the highest number known; {@code index}, how many comments there were up to it; {@code seen}, the marks
 * by number; {@code floor}, the lowest number that is looked at, -1 while that is not known; {@code walking}, that a look is not
 * at its end; {@code turn}, which hundred was read again.
 */
final class CommentList {
    static final int PAGE = 100;
    private static final int REREAD = 50;
    /** Numbers are given out before comments can be seen, so that a lower one may turn up after a higher one. */
    private static final int OVERLAP = 10;

    private static final int WINDOW = 400;
    /** Marks of comments that are not wanted in the state they are in begin with it. */
    private static final String UNWANTED = "-";

    private final Pages pages;
    private final Predicate<JsonNode> wanted;
    private final Function<JsonNode, String> marks;

    /** Gives the comments from a place on, lowest number first. */
    @FunctionalInterface
    interface Pages {
        Part from(long offset) throws DeliveryException;
    }

    /**
     * @param wanted whether a comment is one to be brought, in the state it is in
     * @param marks short for the words of a comment
     */
    CommentList(Pages pages, Predicate<JsonNode> wanted, Function<JsonNode, String> marks) {
        this.pages = pages;
        this.wanted = wanted;
        this.marks = marks;
    }

    /**
     * What one call brought.
     *
     * @param fresh comments that were not brought before, lowest number first
     * @param edited those that were, and have other words now
     */
    record Step(List<JsonNode> fresh, List<JsonNode> edited, ObjectNode state, boolean more) {}

    /** @param begin how many comments are too old to be brought; looked at only in the first step */
    Step step(JsonNode before, long begin) throws DeliveryException {
        State state = new State(before, begin);
        long offset = Math.max(0, state.index - (state.walking ? OVERLAP : REREAD));
        if (state.last == 0) {
            offset = state.index;
        }
        Part part = pages.from(offset);
        while (offset > 0 && isGap(part, offset, state.last)) {
            long missing = part.items().isEmpty() ? Math.max(0, offset - part.total()) : 0;
            offset = Math.max(0, offset - Math.max(PAGE, missing));
            part = pages.from(offset);
        }
        part.items().forEach(state::take);
        long read = part.total() < 0 ? part.items().size() : Math.min(PAGE, Math.max(0, part.total() - offset));
        boolean more = part.total() < 0 ? read == PAGE : offset + read < part.total();
        // less than the offset where old comments were deleted before any was brought
        state.index = part.total() < 0 ? offset + read : Math.min(offset + read, part.total());
        if (!more && !state.walking && state.last > 0) {
            lookBack(state);
        }
        state.walking = more;
        return new Step(state.fresh, state.edited, state.write(), more);
    }

    /** Whether comments may lie between those known and the first of this page. */
    private static boolean isGap(Part part, long offset, long last) {
        if (last == 0) {
            return false;
        }
        if (part.items().isEmpty()) {
            // all of a page may be hidden from the account
            return part.total() >= 0 && offset >= part.total();
        }
        return number(part.items().get(0)) > last;
    }

    private void lookBack(State state) throws DeliveryException {
        long newest = state.index - REREAD;
        if (newest <= 0 || state.seen.size() <= REREAD) {
            return;
        }
        long offset = newest - (long) PAGE * (state.turn + 1);
        pages.from(Math.max(0, offset)).items().stream()
                .filter(comment -> number(comment) <= state.last)
                .forEach(state::take);
        boolean round = offset <= 0 || (long) PAGE * (state.turn + 1) + REREAD >= state.seen.size();
        state.turn = round ? 0 : state.turn + 1;
    }

    static long number(JsonNode comment) {
        return comment.path("id").asLong();
    }

    /** What is known, and what is found. */
    private final class State {
        private final TreeMap<Long, String> seen = new TreeMap<>();
        private final List<JsonNode> fresh = new ArrayList<>();
        private final List<JsonNode> edited = new ArrayList<>();
        private long floor;
        private long last;
        private long index;
        private boolean walking;
        private int turn;

        State(JsonNode before, long begin) {
            for (Map.Entry<String, JsonNode> one : before.path("seen").properties()) {
                seen.put(Long.valueOf(one.getKey()), one.getValue().asText());
            }
            last = before.path("last").asLong();
            index = before.path("index").asLong(begin);
            walking = before.path("walking").asBoolean();
            turn = before.path("turn").asInt();
            // with all comments wanted, one that was held back may have any number
            floor = before.path("floor").asLong(begin == 0 ? 0 : -1);
        }

        void take(JsonNode comment) {
            long number = number(comment);
            String known = seen.get(number);
            floor = floor < 0 ? number : floor;
            if (known == null && number < floor) {
                return;
            }
            String mark = marks.apply(comment);
            if (!wanted.test(comment)) {
                seen.putIfAbsent(number, UNWANTED + mark);
            } else if (known == null || known.startsWith(UNWANTED)) {
                fresh.add(comment);
                seen.put(number, mark);
            } else if (!known.equals(mark)) {
                if (known.charAt(0) == mark.charAt(0)) {
                    edited.add(comment);
                }
                seen.put(number, mark);
            }
            last = Math.max(last, number);
        }

        ObjectNode write() {
            while (seen.size() > WINDOW) {
                seen.pollFirstEntry();
                floor = seen.firstKey();
            }
            ObjectNode state = WordpressApi.JSON.createObjectNode();
            state.put("last", last)
                    .put("index", index)
                    .put("floor", floor)
                    .put("walking", walking)
                    .put("turn", turn);
            ObjectNode marked = state.putObject("seen");
            seen.forEach((number, mark) -> marked.put(String.valueOf(number), mark));
            return state;
        }
    }
}
