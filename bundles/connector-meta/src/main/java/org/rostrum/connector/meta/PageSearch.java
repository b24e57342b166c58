package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;

/** Finds what the page has said since a post was first sent. */
final class PageSearch {
    private static final int MOST_PAGES = 5;
    private static final int AT_ONCE = 100;
    private static final Set<String> PICTURES = Set.of("photo", "album", "video");

    private final GraphApi api;
    private final Access access;
    private final Notes notes;

    PageSearch(GraphApi api, Access access, Notes notes) {
        this.api = api;
        this.access = access;
        this.notes = notes;
    }

    Optional<Receipt> amongPosts(Post post, Attempt attempt) throws DeliveryException {
        boolean pictures = !post.media().isEmpty();
        String text = pictures ? Words.withLink(post) : post.text();
        URI link = post.link();
        return search(
                access.me().id() + "/published_posts",
                Map.of("fields", "id,message,created_time,attachments{media_type,unshimmed_url,url}", "limit", AT_ONCE),
                notes.since(post),
                attempt,
                entry -> Words.same(text, PagePublisher.message(entry))
                        && pictures == hasPictures(entry)
                        && (pictures || link == null || leadsTo(entry)));
    }

    private static boolean hasPictures(JsonNode entry) {
        boolean has = false;
        for (JsonNode one : entry.path("attachments").path("data")) {
            has |= PICTURES.contains(one.path("media_type").asText());
        }
        return has;
    }

    /** Where to is not compared: Facebook follows redirects, and writes addresses in its own way. */
    private static boolean leadsTo(JsonNode entry) {
        return !entry.path("attachments").path("data").isEmpty();
    }

    Optional<Receipt> amongComments(Post post, String answered, Attempt attempt) throws DeliveryException {
        String me = access.me().id();
        String text = Words.withLink(post);
        return search(
                GraphApi.id(answered) + "/comments",
                Map.of(
                        "fields",
                        "id,message,created_time,from{id},attachment{type}",
                        "order",
                        "reverse_chronological",
                        "limit",
                        AT_ONCE),
                notes.since(post),
                attempt,
                entry -> entry.path("from").path("id").asText().equals(me)
                        && Words.same(text, PagePublisher.message(entry))
                        && (post.media().isEmpty() || entry.path("attachment").isObject()));
    }

    private Optional<Receipt> search(
            String path, Map<String, Object> parameters, Instant from, Attempt attempt, Predicate<JsonNode> wanted)
            throws DeliveryException {
        String oldest = null;
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, @Nullable Object> asked = new LinkedHashMap<>(parameters);
            asked.put("after", after);
            attempt.requireTime();
            JsonNode entries = api.page(access.me().token(), path, asked);
            boolean reached = false;
            for (JsonNode entry : entries.path("data")) {
                Instant said = Entries.time(entry.path("created_time"));
                reached |= said != null && said.isBefore(from);
                if (!reached && wanted.test(entry)) {
                    oldest = entry.path("id").asText();
                }
            }
            after = GraphApi.next(entries);
            if (reached || after == null) {
                return oldest == null ? Optional.empty() : Optional.of(PagePublisher.receipt(oldest));
            }
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "More than " + AT_ONCE * MOST_PAGES
                        + " things were said there since then. Look for it there, before it is sent again.",
                null);
    }
}
