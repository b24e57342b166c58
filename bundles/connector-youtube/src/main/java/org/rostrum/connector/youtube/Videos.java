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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;

/** Reads the playlist of the channel's uploads, newest first; private videos are nobody's business until they are public. */
final class Videos {
    private static final int PAGE = 50;
    private static final int REMEMBERED = 60;

    private final YouTubeApi api;
    private final YouTubeSettings settings;
    private final Clock clock;

    Videos(YouTubeApi api, YouTubeSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads a page.
     *
     * @return whether it was the last
     */
    boolean step(ObjectNode state, OwnChannel.Facts channel, List<Activity> into) throws DeliveryException {
        if (channel.uploads().isEmpty()) {
            return true;
        }
        Instant from = clock.instant().minus(Duration.ofDays(settings.historyDays()));
        Newest newest = new Newest(state.path("videos"), from, REMEMBERED);
        Optional<JsonNode> page;
        try {
            page = api.look("playlistItems", parameters(channel.uploads(), newest.page()));
        } catch (DeliveryException failed) {
            if (newest.page() != null && Pages.isLost(failed)) {
                newest.restart();
                newest.save(state.withObject("/videos"));
                return false;
            }
            throw failed;
        }
        if (page.isEmpty()) {
            // a channel without videos has no such playlist
            return true;
        }
        List<JsonNode> oldestFirst = new ArrayList<>();
        page.get().path("items").forEach(oldestFirst::add);
        Collections.reverse(oldestFirst);
        for (JsonNode item : oldestFirst) {
            read(item, newest, channel.id(), into);
        }
        boolean done = newest.turn(ThingReader.text(page.get().path("nextPageToken")));
        newest.save(state.withObject("/videos"));
        return done;
    }

    private static Map<String, @Nullable Object> parameters(String playlist, @Nullable String page) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet,contentDetails,status");
        parameters.put("playlistId", playlist);
        parameters.put("maxResults", PAGE);
        parameters.put("pageToken", page);
        return parameters;
    }

    private static void read(JsonNode item, Newest newest, String channel, List<Activity> into) {
        String id = item.path("contentDetails").path("videoId").asText("");
        Instant published = YouTubeApi.instant(item.path("contentDetails").path("videoPublishedAt"));
        published = published == null ? YouTubeApi.instant(item.path("snippet").path("publishedAt")) : published;
        if (id.isEmpty() || published == null || isPrivate(item)) {
            return;
        }
        boolean fresh = newest.before(id) == null && newest.isOurs(id, published);
        if (fresh) {
            ThingReader.video(item, id, published, channel).ifPresent(into::add);
        }
        newest.pass(id, published, 0, 0, fresh);
    }

    static boolean isPrivate(JsonNode item) {
        String status = item.path("status").path("privacyStatus").asText("public");
        return !status.equals("public") && !status.equals("unlisted");
    }
}
