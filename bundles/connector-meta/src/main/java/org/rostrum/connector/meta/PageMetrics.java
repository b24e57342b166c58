package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;

/** Counts what people make of posts and comments of a page; views and clicks of its own posts only, as Meta has no others. */
final class PageMetrics {
    private static final String COUNTS = "?fields=reactions.limit(0).summary(total_count),"
            + "comments.filter(stream).limit(0).summary(total_count),shares";
    private static final String OF_COMMENTS = "?fields=like_count,comment_count";
    private static final String INSIGHTS = "/insights?metric=post_media_view,post_clicks";

    private final GraphApi api;
    private final Access access;
    private final Clock clock;

    PageMetrics(GraphApi api, Access access, Clock clock) {
        this.api = api;
        this.access = access;
        this.clock = clock;
    }

    Map<String, PostMetrics> metrics(List<String> ids) throws DeliveryException {
        Map<String, PostMetrics> metrics = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return metrics;
        }
        Access.Me me = access.me();
        List<String> paths = new ArrayList<>();
        for (String id : ids) {
            boolean ours = id.startsWith(me.id() + "_");
            paths.add(GraphApi.id(id) + (ours ? COUNTS : OF_COMMENTS));
            if (ours) {
                paths.add(GraphApi.id(id) + INSIGHTS);
            }
        }
        List<JsonNode> answers = api.askAll(me.token(), paths, new Attempt(clock));
        int at = 0;
        for (String id : ids) {
            boolean ours = id.startsWith(me.id() + "_");
            JsonNode counted = answers.get(at++);
            JsonNode insights = ours ? answers.get(at++) : counted.path("insights");
            if (counted.isObject()) {
                metrics.put(id, new PostMetrics(ours ? ofPost(counted, insights) : ofComment(counted)));
            }
        }
        return metrics;
    }

    private static Map<Measure, Long> ofPost(JsonNode counted, JsonNode insights) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        put(counts, Measure.LIKES, counted.path("reactions").path("summary").path("total_count"));
        put(counts, Measure.REPLIES, counted.path("comments").path("summary").path("total_count"));
        put(counts, Measure.SHARES, counted.path("shares").path("count"));
        for (JsonNode metric : insights.path("data")) {
            Measure measure = metric.path("name").asText().equals("post_clicks") ? Measure.CLICKS : Measure.VIEWS;
            put(counts, measure, metric.path("values").path(0).path("value"));
        }
        return counts;
    }

    private static Map<Measure, Long> ofComment(JsonNode counted) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        put(counts, Measure.LIKES, counted.path("like_count"));
        put(counts, Measure.REPLIES, counted.path("comment_count"));
        return counts;
    }

    static void put(Map<Measure, Long> counts, Measure measure, JsonNode count) {
        if (count.canConvertToLong()) {
            counts.put(measure, Math.max(0, count.asLong()));
        }
    }
}
