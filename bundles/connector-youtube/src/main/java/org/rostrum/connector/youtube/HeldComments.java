package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Reads the comments that wait for a decision of the owner. A thread is listed when its first comment or one of its answers
 * waits; answers come only as far as they stand beside it. The newest {@value #MOST} are remembered, so that each is brought
 * once, and not again when it is let through; older ones may be brought again, and the archive keeps each once.
 *
 * <p>State: {@code held} marks of those that waited at the last look; during a look of several pages {@code heldPage} and
 * {@code heldNext}, those of this look.
 */
final class HeldComments {
    private static final int PAGE = 100;
    private static final int MOST = 300;

    private final YouTubeApi api;

    HeldComments(YouTubeApi api) {
        this.api = api;
    }

    /** Whether the comment was brought when it waited. */
    static boolean knows(JsonNode state, String id) {
        return Newest.marks(state.path("held")).contains(Newest.mark(id));
    }

    /**
     * Reads a page.
     *
     * @return whether it was the last
     */
    boolean step(ObjectNode state, String channel, List<Activity> into) throws DeliveryException {
        String token = ThingReader.text(state.path("heldPage"));
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet,replies");
        parameters.put("allThreadsRelatedToChannelId", channel);
        parameters.put("moderationStatus", "heldForReview");
        parameters.put("order", "time");
        parameters.put("textFormat", "plainText");
        parameters.put("maxResults", PAGE);
        parameters.put("pageToken", token);
        JsonNode page;
        try {
            page = api.list("commentThreads", parameters);
        } catch (DeliveryException failed) {
            if (token == null || !Pages.isLost(failed)) {
                throw failed;
            }
            state.remove(List.of("heldPage", "heldNext"));
            return false;
        }
        Set<String> before = Newest.marks(state.path("held"));
        Set<String> seen = Newest.marks(state.path("heldNext"));
        boolean fresh = read(page, before, seen, channel, into);
        String next = ThingReader.text(page.path("nextPageToken"));
        boolean more = next != null && fresh;
        if (more) {
            state.put("heldPage", next).put("heldNext", String.join("", seen));
        } else {
            state.remove(List.of("heldPage", "heldNext"));
            // those behind the page at which we stopped still wait
            if (next != null) {
                seen.addAll(before);
            }
            state.put("held", String.join("", seen.stream().limit(MOST).toList()));
        }
        return !more;
    }

    private static boolean read(
            JsonNode page, Set<String> before, Set<String> seen, String channel, List<Activity> into) {
        List<JsonNode> oldestFirst = new ArrayList<>();
        page.path("items").forEach(oldestFirst::add);
        Collections.reverse(oldestFirst);
        boolean fresh = false;
        for (JsonNode thread : oldestFirst) {
            String video = ThingReader.text(thread.path("snippet").path("videoId"));
            List<JsonNode> comments = new ArrayList<>();
            comments.add(thread.path("snippet").path("topLevelComment"));
            thread.path("replies").path("comments").forEach(comments::add);
            for (JsonNode comment : comments) {
                String mark = Newest.mark(comment.path("id").asText(""));
                if (waits(comment) && !seen.contains(mark)) {
                    if (seen.size() < MOST) {
                        seen.add(mark);
                    }
                    if (!before.contains(mark)) {
                        fresh = true;
                        ThingReader.comment(comment, video, channel).ifPresent(into::add);
                    }
                }
            }
        }
        return fresh;
    }

    private static boolean waits(JsonNode comment) {
        return comment.path("snippet").path("moderationStatus").asText().equals("heldForReview");
    }
}
