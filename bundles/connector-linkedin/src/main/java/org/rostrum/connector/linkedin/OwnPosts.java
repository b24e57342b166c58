package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the page itself has posted, newest first; each look goes an hour further back than the newest of the one before.
 *
 * <p>State: {@code since} and {@code seen}; during a look of several pages {@code start}, {@code next} and {@code nextSeen}, those
 * for the look after.
 */
final class OwnPosts {
    private static final Logger LOG = LoggerFactory.getLogger(OwnPosts.class);
    private static final Duration LATE = Duration.ofHours(1);
    static final int PAGE = 50;

    private final LinkedInApi api;
    private final LinkedInSettings settings;
    private final Clock clock;

    OwnPosts(LinkedInApi api, LinkedInSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.clock = clock;
    }

    /** A page of them, newest first. */
    static JsonNode page(LinkedInApi api, String author, int start) throws DeliveryException {
        return api.get("posts?q=author&author=" + HttpCall.encode(author) + "&start=" + start + "&count=" + PAGE
                + "&sortBy=CREATED");
    }

    /** When it was posted; null when it does not say. */
    static @Nullable Instant said(JsonNode post) {
        Instant published = LinkedInApi.time(post.path("publishedAt"));
        return published == null ? LinkedInApi.time(post.path("createdAt")) : published;
    }

    /**
     * Reads a page.
     *
     * @return whether it was the last
     */
    boolean step(ObjectNode state, List<Activity> into) throws DeliveryException {
        long since = state.path("since")
                .asLong(clock.instant()
                        .minus(Duration.ofDays(settings.historyDays()))
                        .toEpochMilli());
        int start = state.path("start").asInt(0);
        long next = state.path("next").asLong(since);
        Marks seen = Marks.of(state.path("seen"));
        Marks nextSeen = Marks.of(state.path("nextSeen"));
        JsonNode page = page(api, settings.organization(), start);
        boolean reached = false;
        List<Activity> fresh = new ArrayList<>();
        for (JsonNode post : page.path("elements")) {
            Instant said = said(post);
            String id = post.path("id").asText("");
            if (said == null || !post.path("lifecycleState").asText("PUBLISHED").equals("PUBLISHED")) {
                continue;
            }
            if (start == 0) {
                next = Math.max(next, said.minus(LATE).toEpochMilli());
            }
            reached |= said.toEpochMilli() < since;
            if (said.toEpochMilli() >= since && !seen.has(id) && !nextSeen.has(id)) {
                read(post, id, said).ifPresent(fresh::add);
            }
            if (said.toEpochMilli() >= next) {
                nextSeen.add(id);
            }
        }
        Collections.reverse(fresh);
        into.addAll(fresh);
        int got = page.path("elements").size();
        boolean more = !reached && got > 0 && Notifications.hasMore(page.path("paging"), start, got);
        state.removeAll();
        if (more) {
            state.put("since", since).put("seen", seen.joined());
            state.put("start", start + got).put("next", next).put("nextSeen", nextSeen.joined());
        } else {
            state.put("since", next).put("seen", nextSeen.joined());
        }
        return !more;
    }

    private Optional<Activity> read(JsonNode post, String id, Instant said) {
        try {
            String passedOn = LinkedInApi.text(post.path("reshareContext").path("parent"));
            String words =
                    PlainText.clean(LittleText.plain(post.path("commentary").asText("")));
            return Optional.of(
                    Activity.builder(id, Direction.OUTBOUND, NotificationReader.actor(settings.organization()), said)
                            .verb(passedOn != null && words.isEmpty() ? "Announce" : "Create")
                            .content(words)
                            .context(id)
                            .url(Urns.page(id))
                            .original(new Original("application/json", post.toString()))
                            .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("The post {} is left out: {}", id, bound.getMessage());
            return Optional.empty();
        }
    }
}
