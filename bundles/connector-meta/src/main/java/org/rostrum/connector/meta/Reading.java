package org.rostrum.connector.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far {@link Listening} has come: the cursor. Known posts are kept as fifteen signs each (who it is, its comments, its words,
 * whether this round has seen it), comments of the last hours as eleven (who it is, its minute).
 */
final class Reading {
    /** Posts that are kept in mind; twice as many may be during a round. */
    static final int MOST_POSTS = 400;

    private static final int MOST_SEEN = 280;
    private static final int ID = 6;
    private static final int PART = 4;
    private static final int POST = ID + 2 * PART + 1;
    private static final int MINUTE = 5;
    private static final int RADIX = 36;
    private static final String NONE = "----";
    /** Comments may be seen later than others that were said after them. */
    private static final Duration LATE = Duration.ofHours(1);

    private final Map<String, Known> posts = new LinkedHashMap<>();
    private final Map<String, Long> seen = new LinkedHashMap<>();
    private Instant since = Instant.EPOCH;
    private Instant newest = Instant.EPOCH;
    private @Nullable Instant began;
    private int list;
    private @Nullable String after;
    private @Nullable String post;
    private String look = NONE;
    private @Nullable String inside;
    private int pages;
    private Instant from = Instant.EPOCH;

    /** A post. */
    private static final class Known {
        private String look;
        private String words;
        private boolean visited;

        Known(String look, String words, boolean visited) {
            this.look = look;
            this.words = words;
            this.visited = visited;
        }
    }

    static Reading of(@Nullable String cursor) {
        Reading reading = new Reading();
        if (cursor != null) {
            reading.parse(cursor);
        }
        return reading;
    }

    private void parse(String cursor) {
        JsonNode json;
        try {
            json = GraphApi.JSON.readTree(cursor);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
        String all = json.path("posts").asText("");
        for (int at = 0; at + POST <= all.length(); at += POST) {
            posts.put(
                    all.substring(at, at + ID),
                    new Known(
                            all.substring(at + ID, at + ID + PART),
                            all.substring(at + ID + PART, at + ID + 2 * PART),
                            all.charAt(at + POST - 1) == '+'));
        }
        String comments = json.path("seen").asText("");
        for (int at = 0; at + ID + MINUTE <= comments.length(); at += ID + MINUTE) {
            seen.put(
                    comments.substring(at, at + ID),
                    Long.parseLong(comments.substring(at + ID, at + ID + MINUTE), RADIX));
        }
        since = time(json, "since");
        newest = time(json, "newest");
        began = json.has("began") ? time(json, "began") : null;
        list = json.path("list").asInt(0);
        after = text(json, "after");
        post = text(json, "post");
        look = json.path("look").asText(NONE);
        inside = text(json, "inside");
        pages = json.path("pages").asInt(0);
        from = time(json, "from");
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.ofEpochSecond(json.path(field).asLong(0));
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.path(field).asText() : null;
    }

    String cursor() {
        ObjectNode json = GraphApi.JSON.createObjectNode();
        StringBuilder all = new StringBuilder();
        posts.forEach((id, known) ->
                all.append(id).append(known.look).append(known.words).append(known.visited ? '+' : '-'));
        StringBuilder comments = new StringBuilder();
        seen.forEach((id, minute) -> comments.append(id).append(Long.toString(minute, RADIX)));
        json.put("posts", all.toString()).put("seen", comments.toString());
        json.put("since", since.getEpochSecond()).put("newest", newest.getEpochSecond());
        if (began != null) {
            json.put("began", began.getEpochSecond()).put("list", list);
            json.put("after", after);
        }
        if (post != null) {
            json.put("post", post).put("look", look).put("pages", pages).put("from", from.getEpochSecond());
            json.put("inside", inside);
        }
        return json.toString();
    }

    /** Begins a round through all lists, unless one is under way; gives when it began. */
    Instant begin(Instant now) {
        Instant beginning = began == null ? now : began;
        if (began == null) {
            began = beginning;
            list = 0;
            after = null;
            posts.values().forEach(known -> known.visited = false);
        }
        return beginning;
    }

    /** Ends the round: what it has not met is forgotten when there is no room for it. */
    void end() {
        Instant start = began == null ? Instant.EPOCH : began;
        Instant last = newest.isBefore(start) ? newest : start;
        Instant next = last.isBefore(Instant.EPOCH.plus(LATE)) ? Instant.EPOCH : last.minus(LATE);
        if (next.isAfter(since)) {
            since = next;
        }
        if (posts.size() > MOST_POSTS) {
            posts.values().removeIf(known -> !known.visited);
        }
        seen.values().removeIf(minute -> minute < since.getEpochSecond() / 60);
        began = null;
    }

    int list() {
        return list;
    }

    @Nullable
    String after() {
        return after;
    }

    void turnTo(int nextList, @Nullable String nextAfter) {
        list = nextList;
        after = nextAfter;
    }

    /** Whether this round has met as many posts as can be kept in mind. */
    boolean isFull() {
        return posts.values().stream().filter(known -> known.visited).count() >= MOST_POSTS;
    }

    private static String part(String text) {
        return Marks.of(text, PART);
    }

    boolean knows(String id) {
        return posts.containsKey(Marks.of(id, ID));
    }

    /** Whether this round has been through its comments. */
    boolean hasVisited(String id) {
        Known known = posts.get(Marks.of(id, ID));
        return known != null && known.visited;
    }

    /** Notes a post; gives whether it was known with other words. */
    boolean notes(String id, String words) {
        String now = part(words);
        Known known = posts.get(Marks.of(id, ID));
        if (known == null) {
            posts.put(Marks.of(id, ID), new Known(NONE, now, false));
            return false;
        }
        boolean changed = !known.words.equals(now);
        known.words = now;
        return changed;
    }

    /** Whether its comments are as they were when they were last looked through. */
    boolean isQuiet(String id, String comments) {
        Known known = posts.get(Marks.of(id, ID));
        return known != null && known.look.equals(part(comments));
    }

    void visit(String id) {
        Known known = posts.get(Marks.of(id, ID));
        if (known != null) {
            known.visited = true;
        }
    }

    /** Notes that nothing stands below a post. */
    void settle(String id, String comments) {
        Known known = posts.get(Marks.of(id, ID));
        if (known != null) {
            known.look = part(comments);
            known.visited = true;
        }
    }

    /** Begins to look through the comments of a post. */
    void enter(String id, String comments, Instant oldest) {
        Known known = posts.get(Marks.of(id, ID));
        boolean first = known == null || known.look.equals(NONE);
        post = id;
        look = part(comments);
        inside = null;
        pages = 0;
        from = first || since.isBefore(oldest) ? oldest : since;
    }

    /** The post whose comments are being looked through; null when none is. */
    @Nullable
    String post() {
        return post;
    }

    @Nullable
    String inside() {
        return inside;
    }

    int pages() {
        return pages;
    }

    /** Comments before that are known, or too old. */
    Instant from() {
        return from;
    }

    void goOn(@Nullable String next) {
        inside = next;
        pages++;
    }

    /** All comments of the post were looked through. */
    void leave() {
        Known known = post == null ? null : posts.get(Marks.of(post, ID));
        if (known != null) {
            known.look = look;
            known.visited = true;
        }
        post = null;
    }

    /** Notes a comment; gives whether it is new. */
    boolean isNew(String id, Instant time) {
        if (seen.containsKey(Marks.of(id, ID))) {
            return false;
        }
        seen.put(Marks.of(id, ID), time.getEpochSecond() / 60);
        if (time.isAfter(newest)) {
            newest = time;
        }
        if (seen.size() > MOST_SEEN) {
            seen.entrySet().stream()
                    .min(Comparator.comparingLong(Map.Entry::getValue))
                    .map(Map.Entry::getKey)
                    .ifPresent(seen::remove);
        }
        return true;
    }
}
