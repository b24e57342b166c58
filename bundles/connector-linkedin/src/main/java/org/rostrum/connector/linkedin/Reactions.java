package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.http.HttpCall;

/** Counts: of the page's posts what their statistics have, of comments their reactions and answers. */
final class Reactions {
    private static final int AT_ONCE = 20;

    private final LinkedInApi api;
    private final String organization;

    Reactions(LinkedInApi api, String organization) {
        this.api = api;
        this.organization = organization;
    }

    Map<String, PostMetrics> metrics(List<String> ids) throws DeliveryException {
        List<String> shares = new ArrayList<>();
        List<String> ugcPosts = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        for (String id : ids.stream().distinct().toList()) {
            if (id.startsWith("urn:li:share:") && Urns.isPost(id)) {
                shares.add(id);
            } else if (id.startsWith("urn:li:ugcPost:") && Urns.isPost(id)) {
                ugcPosts.add(id);
            } else if (Urns.isComment(id)) {
                comments.add(id);
            }
            // changes and deletions have no figures
        }
        Map<String, PostMetrics> metrics = new LinkedHashMap<>();
        statistics("shares", "share", shares, metrics);
        statistics("ugcPosts", "ugcPost", ugcPosts, metrics);
        for (List<String> some : parts(comments)) {
            social(some, metrics);
        }
        metrics.keySet().retainAll(ids);
        return metrics;
    }

    private static List<List<String>> parts(List<String> all) {
        List<List<String>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            parts.add(all.subList(start, Math.min(all.size(), start + AT_ONCE)));
        }
        return parts;
    }

    private void statistics(String parameter, String field, List<String> posts, Map<String, PostMetrics> into)
            throws DeliveryException {
        for (List<String> some : parts(posts)) {
            statisticsOfSome(parameter, field, some, into);
        }
    }

    /** One post of somebody else makes LinkedIn refuse them all: then each is asked for by itself. */
    private void statisticsOfSome(String parameter, String field, List<String> posts, Map<String, PostMetrics> into)
            throws DeliveryException {
        LinkedInApi.Answer answer = api.exchange(HttpCall.get(
                api.address("organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity="
                        + HttpCall.encode(organization) + "&" + parameter + "=" + LinkedInApi.list(posts))));
        if (answer.http().status() == 403 && answer.message().contains("/" + parameter + "[")) {
            for (String post : posts.size() > 1 ? posts : List.<String>of()) {
                statisticsOfSome(parameter, field, List.of(post), into);
            }
            return;
        }
        for (JsonNode element : api.good(answer).path("elements")) {
            JsonNode counts = element.path("totalShareStatistics");
            Map<Measure, Long> told = new EnumMap<>(Measure.class);
            note(told, Measure.VIEWS, counts.path("impressionCount"));
            note(told, Measure.CLICKS, counts.path("clickCount"));
            note(told, Measure.LIKES, counts.path("likeCount"));
            note(told, Measure.REPLIES, counts.path("commentCount"));
            note(told, Measure.SHARES, counts.path("shareCount"));
            into.put(element.path(field).asText(""), new PostMetrics(told));
        }
    }

    private void social(List<String> comments, Map<String, PostMetrics> into) throws DeliveryException {
        JsonNode results =
                api.get("socialMetadata?ids=" + LinkedInApi.list(comments)).path("results");
        for (Map.Entry<String, JsonNode> entry : results.properties()) {
            long reactions = 0;
            for (JsonNode one : entry.getValue().path("reactionSummaries")) {
                reactions += Math.max(0, one.path("count").asLong(0));
            }
            Map<Measure, Long> told = new EnumMap<>(Measure.class);
            told.put(Measure.LIKES, reactions);
            note(told, Measure.REPLIES, entry.getValue().path("commentSummary").path("count"));
            into.put(Urns.whole(entry.getKey()), new PostMetrics(told));
        }
    }

    /** Clicks back and forth make LinkedIn count less than nothing now and then. */
    private static void note(Map<Measure, Long> counts, Measure measure, JsonNode count) {
        if (count.isIntegralNumber()) {
            counts.put(measure, Math.max(0, count.asLong()));
        }
    }
}
