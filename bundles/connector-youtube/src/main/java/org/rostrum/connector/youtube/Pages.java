package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.rostrum.api.delivery.DeliveryException;

/** What the lists of YouTube have in common. */
final class Pages {
    private Pages() {}

    /** When a comment was said, in seconds; 0 when it does not say. */
    static long second(JsonNode comment) {
        Instant said = YouTubeApi.instant(comment.path("snippet").path("publishedAt"));
        return said == null ? 0 : said.getEpochSecond();
    }

    static List<JsonNode> oldestFirst(List<JsonNode> comments) {
        List<JsonNode> sorted = new ArrayList<>(comments);
        // of those of the same second, the last is most likely the oldest
        Collections.reverse(sorted);
        sorted.sort(Comparator.comparingLong(Pages::second));
        return sorted;
    }

    /** Whether it was refused because the network does not know the page any more. */
    static boolean isLost(DeliveryException failed) {
        return YouTubeApi.says(failed, "invalidPageToken");
    }

    /** Whether it was refused for what was asked for, and not for who asked. */
    static boolean isForbidden(DeliveryException failed) {
        return YouTubeApi.says(failed, "forbidden");
    }
}
