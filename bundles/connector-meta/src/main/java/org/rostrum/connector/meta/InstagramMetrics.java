package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;

/** Counts what people make of posts and comments of the account. */
final class InstagramMetrics {
    private final GraphApi api;
    private final Access access;
    private final Clock clock;

    InstagramMetrics(GraphApi api, Access access, Clock clock) {
        this.api = api;
        this.access = access;
        this.clock = clock;
    }

    Map<String, PostMetrics> metrics(List<String> ids) throws DeliveryException {
        List<InstagramId> known =
                ids.stream().map(InstagramId::parse).flatMap(Optional::stream).toList();
        List<String> paths = new ArrayList<>();
        for (InstagramId id : known) {
            if (id.comment() == null) {
                paths.add(id.media() + "?fields=like_count,comments_count");
                paths.add(id.media() + "/insights?metric=views,shares");
            } else {
                paths.add(id.comment() + "?fields=like_count");
            }
        }
        Map<String, PostMetrics> metrics = new LinkedHashMap<>();
        if (paths.isEmpty()) {
            return metrics;
        }
        List<JsonNode> answers = api.askAll(access.given(), paths, new Attempt(clock));
        int at = 0;
        for (InstagramId id : known) {
            Map<Measure, Long> counts = new EnumMap<>(Measure.class);
            JsonNode counted = answers.get(at++);
            PageMetrics.put(counts, Measure.LIKES, counted.path("like_count"));
            PageMetrics.put(counts, Measure.REPLIES, counted.path("comments_count"));
            if (id.comment() == null) {
                insights(counts, answers.get(at++));
            }
            if (counted.isObject()) {
                metrics.put(id.toString(), new PostMetrics(counts));
            }
        }
        return metrics;
    }

    private static void insights(Map<Measure, Long> counts, JsonNode insights) {
        for (JsonNode metric : insights.path("data")) {
            Measure measure = metric.path("name").asText().equals("views") ? Measure.VIEWS : Measure.SHARES;
            PageMetrics.put(counts, measure, metric.path("values").path(0).path("value"));
        }
    }
}
