package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;

/** Finds what the account has said since a post was first sent, or decided. */
final class InstagramSearch {
    private static final int AT_ONCE = 50;
    private static final int MOST_PAGES = 5;

    private final GraphApi api;
    private final Access access;
    private final Notes notes;

    InstagramSearch(GraphApi api, Access access, Notes notes) {
        this.api = api;
        this.access = access;
        this.notes = notes;
    }

    /** Meta's number of the account's post with these words. */
    Optional<String> amongPosts(Post post, Attempt attempt) throws DeliveryException {
        String text = Words.withLink(post);
        return search(
                access.account() + "/media",
                "id,caption,timestamp",
                post,
                attempt,
                entry -> Words.same(text, entry.path("caption").asText("")));
    }

    /** Meta's number of the account's comment with these words. */
    Optional<String> amongComments(Post post, String path, Attempt attempt) throws DeliveryException {
        String me = access.account();
        String text = Words.withLink(post);
        return search(
                path,
                "id,text,timestamp,from{id}",
                post,
                attempt,
                entry -> entry.path("from").path("id").asText().equals(me)
                        && Words.same(text, entry.path("text").asText("")));
    }

    private Optional<String> search(String path, String fields, Post post, Attempt attempt, Predicate<JsonNode> wanted)
            throws DeliveryException {
        Instant from = notes.since(post);
        String oldest = null;
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put("fields", fields);
            parameters.put("limit", AT_ONCE);
            parameters.put("after", after);
            attempt.requireTime();
            JsonNode entries = api.page(access.given(), path, parameters);
            boolean reached = false;
            for (JsonNode entry : entries.path("data")) {
                Instant said = Entries.time(entry.path("timestamp"));
                boolean before = said != null && said.isBefore(from);
                reached |= before;
                if (!before && wanted.test(entry)) {
                    oldest = entry.path("id").asText();
                }
            }
            after = GraphApi.next(entries);
            if (reached || after == null) {
                return Optional.ofNullable(oldest);
            }
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "More than " + AT_ONCE * MOST_PAGES
                        + " things were said there since then. Look for it there, before it is sent again.",
                null);
    }
}
