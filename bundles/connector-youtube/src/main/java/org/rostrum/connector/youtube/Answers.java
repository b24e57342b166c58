package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the answers of threads that have new ones. The order of their list is documented nowhere, so it is read whole; new is
 * what was said later than the newest that we knew. When that is less than there must be, something older was let through,
 * and all are given again: the archive keeps each once.
 *
 * <p>State: {@code answers}, the threads that are wanted; {@code answersPage} and {@code answersGot} of the first of them.
 */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String LIST = "answers";
    private static final String PAGE_TOKEN = "answersPage";
    private static final String GOT = "answersGot";
    private static final int PAGE = 100;

    private final YouTubeApi api;

    Answers(YouTubeApi api) {
        this.api = api;
    }

    /**
     * A thread that is wanted; as a text, because of the bounds of cursors.
     *
     * @param since all that was said later is new
     * @param more how many must be new
     */
    private record Wanted(String id, long since, int more, @Nullable String video) {
        static Wanted of(JsonNode text) {
            String[] parts = text.asText().split(" ", -1);
            return new Wanted(
                    parts[0],
                    Long.parseLong(parts[1], Character.MAX_RADIX),
                    Integer.parseInt(parts[2]),
                    parts[3].isEmpty() ? null : parts[3]);
        }

        String text() {
            return id + " " + Long.toString(since, Character.MAX_RADIX) + " " + more + " "
                    + (video == null ? "" : video);
        }
    }

    static void want(ObjectNode state, String thread, @Nullable String video, long since, int more) {
        state.withArray("/" + LIST).add(new Wanted(thread, since, more, video).text());
    }

    boolean areWanted(JsonNode state) {
        return !state.path(LIST).isEmpty();
    }

    /** Reads a page of the first thread that is wanted. */
    void step(ObjectNode state, String channel, List<Activity> into) throws DeliveryException {
        ArrayNode all = state.withArray("/" + LIST);
        Wanted wanted = Wanted.of(all.get(0));
        String token = ThingReader.text(state.path(PAGE_TOKEN));
        JsonNode page = page(wanted, token, state);
        if (page == null) {
            return;
        }
        int got = state.path(GOT).asInt() + read(page, wanted, channel, state, into);
        String next = ThingReader.text(page.path("nextPageToken"));
        state.remove(List.of(PAGE_TOKEN, GOT));
        if (next != null) {
            state.put(PAGE_TOKEN, next).put(GOT, got);
        } else if (got < wanted.more && wanted.since > 0) {
            all.set(0, new Wanted(wanted.id, 0, 0, wanted.video).text());
        } else {
            all.remove(0);
        }
    }

    /** Null when there is none: then it is begun anew, or left out. */
    private @Nullable JsonNode page(Wanted wanted, @Nullable String token, ObjectNode state) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet");
        parameters.put("parentId", wanted.id);
        parameters.put("textFormat", "plainText");
        parameters.put("maxResults", PAGE);
        parameters.put("pageToken", token);
        try {
            Optional<JsonNode> page = api.look("comments", parameters);
            if (page.isPresent()) {
                return page.get();
            }
            // the thread has gone meanwhile
        } catch (DeliveryException failed) {
            if (token != null && Pages.isLost(failed)) {
                state.remove(List.of(PAGE_TOKEN, GOT));
                return null;
            }
            if (failed.category() != FailureCategory.REJECTED && !Pages.isForbidden(failed)) {
                throw failed;
            }
            // this thread alone is closed to us, and must not keep the others away
            LOG.warn("The answers of a thread are left out: {}", failed.getMessage());
        }
        state.remove(List.of(PAGE_TOKEN, GOT));
        state.withArray("/" + LIST).remove(0);
        return null;
    }

    private static int read(JsonNode page, Wanted wanted, String channel, ObjectNode state, List<Activity> into) {
        List<JsonNode> fresh = new ArrayList<>();
        for (JsonNode reply : page.path("items")) {
            if (Pages.second(reply) > wanted.since) {
                fresh.add(reply);
            }
        }
        Newest newest = new Newest(state.path("threads"), Instant.EPOCH, Integer.MAX_VALUE);
        for (JsonNode reply : Pages.oldestFirst(fresh)) {
            if (!HeldComments.knows(state, reply.path("id").asText(""))) {
                ThingReader.comment(reply, wanted.video, channel).ifPresent(into::add);
            }
            newest.learn(wanted.id, Pages.second(reply));
        }
        newest.save(state.withObject("/threads"));
        return fresh.size();
    }
}
