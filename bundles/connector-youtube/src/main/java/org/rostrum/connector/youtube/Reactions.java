package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;

/** Counts what YouTube counts of videos, of threads, and of answers; fifty at a call. */
final class Reactions {
    private final YouTubeApi api;

    Reactions(YouTubeApi api) {
        this.api = api;
    }

    Map<String, PostMetrics> metrics(List<String> ids) throws DeliveryException {
        List<String> videos = new ArrayList<>();
        List<String> threads = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (String id : ids.stream().distinct().toList()) {
            if (CommentId.isVideo(id)) {
                videos.add(id);
            } else if (CommentId.isAnswer(id)) {
                answers.add(id);
            } else if (CommentId.isComment(id)) {
                threads.add(id);
            }
            // what has gone has another id, and no figures
        }
        Map<String, PostMetrics> metrics = new LinkedHashMap<>();
        for (JsonNode video : api.byIds("videos", "statistics", videos)) {
            JsonNode counts = video.path("statistics");
            Map<Measure, Long> told = new EnumMap<>(Measure.class);
            note(told, Measure.VIEWS, counts.path("viewCount"));
            note(told, Measure.LIKES, counts.path("likeCount"));
            note(told, Measure.REPLIES, counts.path("commentCount"));
            metrics.put(video.path("id").asText(), new PostMetrics(told));
        }
        for (JsonNode thread : api.byIds("commentThreads", "snippet", threads)) {
            JsonNode snippet = thread.path("snippet");
            Map<Measure, Long> told = new EnumMap<>(Measure.class);
            note(
                    told,
                    Measure.LIKES,
                    snippet.path("topLevelComment").path("snippet").path("likeCount"));
            note(told, Measure.REPLIES, snippet.path("totalReplyCount"));
            metrics.put(thread.path("id").asText(), new PostMetrics(told));
        }
        for (JsonNode answer : api.byIds("comments", "snippet", answers)) {
            Map<Measure, Long> told = new EnumMap<>(Measure.class);
            note(told, Measure.LIKES, answer.path("snippet").path("likeCount"));
            metrics.put(answer.path("id").asText(), new PostMetrics(told));
        }
        metrics.keySet().retainAll(ids);
        return metrics;
    }

    /** Owners can hide figures; then they are not there. Of videos they come as texts. */
    private static void note(Map<Measure, Long> counts, Measure measure, JsonNode count) {
        long number = count.asLong(-1);
        if (number >= 0) {
            counts.put(measure, number);
        }
    }
}
