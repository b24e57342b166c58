package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.http.HttpCall;

/**
 * Asks for the notifications of a span of time, page by page. Their order is documented nowhere and some come late: each span begins
 * an hour before the end of the one before, and what is known of that hour is left out.
 *
 * <p>State: {@code since} and {@code seen}; during a look of several pages {@code until}, {@code start}, where to go on, and {@code
 * nextSeen}.
 */
final class Notifications {
    private static final String ACTIONS = "List(COMMENT,ADMIN_COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE,SHARE_MENTION)";
    private static final int PAGE = 50;
    private static final Duration LATE = Duration.ofHours(1);
    /** A look that takes longer than this begins its span anew. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    private final LinkedInApi api;
    private final LinkedInSettings settings;
    private final NotificationReader reader;
    private final Clock clock;

    Notifications(LinkedInApi api, LinkedInSettings settings, NotificationReader reader, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Reads a page.
     *
     * @return whether it was the last
     */
    boolean step(ObjectNode state, List<Activity> into) throws DeliveryException {
        Instant now = clock.instant();
        long since = state.path("since")
                .asLong(now.minus(Duration.ofDays(settings.historyDays())).toEpochMilli());
        long until = state.path("until").asLong(now.toEpochMilli());
        int start = state.path("start").asInt(0);
        if (until < now.minus(PATIENCE).toEpochMilli()) {
            start = 0;
            until = now.toEpochMilli();
            state.remove("nextSeen");
        }
        Marks seen = Marks.of(state.path("seen"));
        Marks next = Marks.of(state.path("nextSeen"));
        JsonNode page = api.get("organizationalEntityNotifications?q=criteria&actions=" + ACTIONS
                + "&organizationalEntity=" + HttpCall.encode(settings.organization()) + "&timeRange=(start:" + since
                + ",end:" + until + ")&start=" + start + "&count=" + PAGE);
        List<JsonNode> elements = new ArrayList<>();
        page.path("elements").forEach(elements::add);
        elements.sort(Comparator.comparingLong(
                        (JsonNode element) -> element.path("lastModifiedAt").asLong())
                .thenComparingLong(element -> element.path("notificationId").asLong()));
        for (JsonNode notification : elements) {
            String id = notification.path("notificationId").asText("");
            boolean fresh = !seen.has(id) && !next.has(id);
            if (notification.path("lastModifiedAt").asLong() >= until - LATE.toMillis()) {
                next.add(id);
            }
            if (fresh) {
                reader.read(notification).ifPresent(into::add);
            }
        }
        boolean more = !elements.isEmpty() && hasMore(page.path("paging"), start, elements.size());
        state.removeAll();
        if (more) {
            state.put("since", since).put("seen", seen.joined());
            state.put("until", until).put("start", start + elements.size()).put("nextSeen", next.joined());
        } else {
            state.put("since", until - LATE.toMillis()).put("seen", next.joined());
        }
        return !more;
    }

    /** LinkedIn may give fewer than were asked for though there are more; then it tells how many there are, or the next page. */
    static boolean hasMore(JsonNode paging, int start, int got) {
        for (JsonNode link : paging.path("links")) {
            if (link.path("rel").asText().equals("next")) {
                return true;
            }
        }
        return paging.has("total") ? start + got < paging.path("total").asInt() : got >= PAGE;
    }
}
