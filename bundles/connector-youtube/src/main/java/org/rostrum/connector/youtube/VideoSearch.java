package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.SearchQuery;

/**
 * Finds videos. What the search gives is cut off and written for HTML, so that the videos themselves are asked for by their ids.
 * Comments cannot be searched but below one's own videos, which are in the archive.
 */
final class VideoSearch {
    private static final int MOST = 50;

    private final YouTubeApi api;
    private final OwnChannel own;

    VideoSearch(YouTubeApi api, OwnChannel own) {
        this.api = api;
        this.own = own;
    }

    Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet");
        parameters.put("type", "video");
        parameters.put("order", "date");
        parameters.put("q", query.words());
        parameters.put("maxResults", Math.min(MOST, query.limit()));
        parameters.put(
                "relevanceLanguage",
                query.language() == null ? null : query.language().split("-", 2)[0]);
        parameters.put("publishedAfter", query.since() == null ? null : seconds(query.since()));
        parameters.put("pageToken", cursor);
        JsonNode page;
        try {
            page = api.list("search", parameters);
        } catch (DeliveryException failed) {
            throw YouTubeApi.ofOwnQuota(failed);
        }
        List<String> ids = new ArrayList<>();
        page.path("items")
                .forEach(item -> ids.add(item.path("id").path("videoId").asText("")));
        ids.removeIf(id -> !CommentId.isVideo(id));
        String channel = own.facts().id();
        List<Activity> found = new ArrayList<>();
        for (JsonNode item : api.byIds("videos", "snippet", ids)) {
            Instant published = YouTubeApi.instant(item.path("snippet").path("publishedAt"));
            if (published != null && (query.since() == null || !published.isBefore(query.since()))) {
                ThingReader.video(item, item.path("id").asText(""), published, channel)
                        .ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(Activity::published).reversed());
        String next = ThingReader.text(page.path("nextPageToken"));
        return new Fetched(found, next == null ? "" : next, next != null && !ids.isEmpty(), Duration.ZERO);
    }

    private static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
