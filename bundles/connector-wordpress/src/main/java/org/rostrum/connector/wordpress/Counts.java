package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.connector.wordpress.WordpressApi.Part;
import org.rostrum.spi.connector.PostMetrics;

/** Counts the comments that are seen on posts, and the answers to comments: all that WordPress itself counts. */
final class Counts {
    private static final int PAGE = 100;
    private static final Duration LONGEST = Duration.ofSeconds(35);

    private final WordpressApi api;
    private final Clock clock;

    Counts(WordpressApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    Map<String, PostMetrics> of(List<String> networkIds) throws DeliveryException {
        Pace pace = new Pace(clock);
        Map<String, Ids.Thing> things = new LinkedHashMap<>();
        for (String id : networkIds) {
            things.put(id, Ids.read(id));
        }
        Map<Long, Long> posts = count(true, things, pace);
        Map<Long, Long> comments = count(false, things, pace);
        Map<String, PostMetrics> metrics = new LinkedHashMap<>();
        things.forEach((id, thing) -> {
            Long counted = (thing.isPost() ? posts : comments).get(thing.number());
            if (counted != null) {
                metrics.put(id, new PostMetrics(Map.of(PostMetrics.Measure.REPLIES, counted)));
            }
        });
        return metrics;
    }

    private Map<Long, Long> count(boolean posts, Map<String, Ids.Thing> things, Pace pace) throws DeliveryException {
        Set<Long> wanted = things.values().stream()
                .filter(thing -> thing.isPost() == posts)
                .map(Ids.Thing::number)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Long, Long> counts = new HashMap<>();
        if (!wanted.isEmpty()) {
            for (JsonNode there : api.list(posts ? "posts" : "comments", parameters("include", wanted, "id"))
                    .items()) {
                counts.put(there.path("id").asLong(), 0L);
            }
            add(posts ? "post" : "parent", List.copyOf(counts.keySet()), counts, pace);
        }
        return counts;
    }

    /** Many at a call, as long as all of what was commented on them fits into one answer. */
    private void add(String field, List<Long> numbers, Map<Long, Long> counts, Pace pace) throws DeliveryException {
        if (numbers.isEmpty()) {
            return;
        }
        pace.require(LONGEST);
        Part part = api.list("comments", parameters(field, numbers, "id," + field));
        if (part.total() <= PAGE) {
            part.items().forEach(comment -> counts.merge(comment.path(field).asLong(), 1L, Long::sum));
        } else if (numbers.size() == 1) {
            counts.put(numbers.get(0), part.total());
        } else {
            int half = numbers.size() / 2;
            add(field, numbers.subList(0, half), counts, pace);
            add(field, numbers.subList(half, numbers.size()), counts, pace);
        }
    }

    private static Map<String, Object> parameters(String field, Iterable<Long> numbers, String wanted) {
        StringBuilder joined = new StringBuilder();
        numbers.forEach(number -> joined.append(joined.isEmpty() ? "" : ",").append(number));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(field, joined);
        parameters.put("per_page", PAGE);
        parameters.put("_fields", wanted);
        return parameters;
    }
}
