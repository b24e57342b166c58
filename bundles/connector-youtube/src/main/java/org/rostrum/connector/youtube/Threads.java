package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Reads the threads below the videos of the channel, newest first. A thread comes with some of its answers, seldom all: those
 * whose number has changed are put on the list of {@link Answers} when what came is not enough.
 */
final class Threads {
    private static final int PAGE = 100;

    private final YouTubeApi api;
    private final YouTubeSettings settings;
    private final Clock clock;

    Threads(YouTubeApi api, YouTubeSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads a page.
     *
     * @return whether it was the last
     */
    boolean step(ObjectNode state, String channel, List<Activity> into) throws DeliveryException {
        Instant from = clock.instant().minus(Duration.ofDays(settings.historyDays()));
        Newest newest = new Newest(state.path("threads"), from, settings.threads());
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet,replies");
        parameters.put("allThreadsRelatedToChannelId", channel);
        parameters.put("order", "time");
        parameters.put("textFormat", "plainText");
        parameters.put("maxResults", PAGE);
        parameters.put("pageToken", newest.page());
        JsonNode page;
        try {
            page = api.list("commentThreads", parameters);
        } catch (DeliveryException failed) {
            if (newest.page() != null && Pages.isLost(failed)) {
                newest.restart();
                newest.save(state.withObject("/threads"));
                return false;
            }
            throw failed;
        }
        List<JsonNode> oldestFirst = new ArrayList<>();
        page.path("items").forEach(oldestFirst::add);
        Collections.reverse(oldestFirst);
        for (JsonNode thread : oldestFirst) {
            read(thread, newest, state, channel, into);
        }
        boolean done = newest.turn(ThingReader.text(page.path("nextPageToken")));
        newest.save(state.withObject("/threads"));
        return done;
    }

    private static void read(JsonNode thread, Newest newest, ObjectNode state, String channel, List<Activity> into) {
        JsonNode first = thread.path("snippet").path("topLevelComment");
        String id = thread.path("id").asText("");
        Instant said = YouTubeApi.instant(first.path("snippet").path("publishedAt"));
        if (id.isEmpty() || said == null) {
            return;
        }
        Newest.Entry before = newest.before(id);
        boolean fresh = before == null && newest.isOurs(id, said);
        int replies = thread.path("snippet").path("totalReplyCount").asInt(0);
        long known = before == null ? 0 : before.newest();
        if (before == null && !fresh) {
            newest.pass(id, said, replies, 0, false);
            return;
        }
        if (fresh && !HeldComments.knows(state, id)) {
            ThingReader.comment(first, video(thread), channel).ifPresent(into::add);
        }
        long last = answers(thread, before, replies, state, channel, into);
        newest.pass(id, said, replies, Math.max(known, last), fresh);
    }

    /** @return when the newest of the answers that came was said; 0 when none came */
    private static long answers(
            JsonNode thread,
            Newest.@Nullable Entry before,
            int replies,
            ObjectNode state,
            String channel,
            List<Activity> into) {
        long known = before == null ? 0 : before.newest();
        int more = replies - (before == null ? 0 : before.replies());
        List<JsonNode> some = new ArrayList<>();
        thread.path("replies").path("comments").forEach(some::add);
        long last = some.stream().mapToLong(Pages::second).max().orElse(0);
        if (more <= 0 && last <= known) {
            return last;
        }
        List<JsonNode> fresh =
                some.stream().filter(reply -> Pages.second(reply) > known).toList();
        String id = thread.path("id").asText();
        if (some.size() >= replies && fresh.size() >= more) {
            Pages.oldestFirst(fresh).stream()
                    .filter(reply -> !HeldComments.knows(state, reply.path("id").asText("")))
                    .forEach(reply ->
                            ThingReader.comment(reply, video(thread), channel).ifPresent(into::add));
        } else {
            Answers.want(state, id, video(thread), known, Math.max(more, 0));
        }
        return last;
    }

    private static @Nullable String video(JsonNode thread) {
        return ThingReader.text(thread.path("snippet").path("videoId"));
    }
}
