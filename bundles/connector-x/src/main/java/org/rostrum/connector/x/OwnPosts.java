package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Finds among the account's newest posts what an attempt to publish may have left there: X has no key against repetition. */
final class OwnPosts {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    /** Clocks of servers differ a little. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final XApi api;
    private final Account account;

    OwnPosts(XApi api, Account account) {
        this.api = api;
        this.account = account;
    }

    /** What the account has said since then, oldest first. */
    List<JsonNode> since(Instant decided) throws DeliveryException {
        List<JsonNode> posts = new ArrayList<>();
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put("max_results", PAGE);
            parameters.put("since_id", Snowflake.at(decided.minus(CLOCKS)));
            parameters.put("exclude", "retweets");
            parameters.put("pagination_token", token);
            JsonNode body = api.list(api.posts(
                            "/2/users/" + account.me().id() + "/tweets",
                            parameters,
                            dialect -> dialect.posts(false),
                            Scopes.READ))
                    .body();
            body.path("data").forEach(posts::add);
            token = PostReader.text(body.path("meta").path("next_token"));
            if (token == null) {
                Collections.reverse(posts);
                return posts;
            }
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "The account has said more than " + PAGE * MOST_PAGES
                        + " things since then. Look for it there, before it is sent again.",
                null);
    }

    /**
     * The first of them that is the part.
     *
     * @param inReplyTo id of what it answers; null for nothing
     * @return its id; null when it is not there
     */
    static @Nullable String find(List<JsonNode> posts, Draft draft, int part, @Nullable String inReplyTo, int media) {
        for (JsonNode post : posts) {
            String quoted = part == 0 ? draft.quoted() : null;
            if (Objects.equals(PostReader.referred(post, "replied_to"), inReplyTo)
                    && (quoted == null || quoted.equals(PostReader.referred(post, "quoted")))
                    && post.path("attachments").path("media_keys").size() == (part == 0 ? media : 0)
                    && PostText.of(post).says(draft.parts().get(part), quoted)) {
                return post.path("id").asText();
            }
        }
        return null;
    }

    /** Ids of those parts that are there, from the first on without a gap. */
    static List<String> findAll(List<JsonNode> posts, Draft draft, int media) {
        List<String> ids = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        String before = draft.inReplyTo();
        for (int part = 0; part < draft.parts().size(); part++) {
            List<JsonNode> others = posts.stream()
                    .filter(post -> !taken.contains(post.path("id").asText()))
                    .toList();
            String id = find(others, draft, part, before, media);
            if (id == null) {
                return ids;
            }
            ids.add(id);
            taken.add(id);
            before = id;
        }
        return ids;
    }
}
