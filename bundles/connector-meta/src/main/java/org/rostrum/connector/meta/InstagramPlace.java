package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;

/** Where people speak on Instagram: comments and answers below the account's own posts, and posts of others that show it as tagged. */
final class InstagramPlace implements Place {
    private static final String FIELDS = "id,caption,timestamp,permalink,media_type,media_url,username,comments_count";
    private static final String OWN = FIELDS + ",alt_text,children{media_type,media_url,alt_text}";
    private static final String COMMENT = "id,text,timestamp,username,from{id,username},parent_id";
    private static final String COMMENTS = COMMENT + ",replies.limit(50){" + COMMENT + "}";

    private static final int OWN_POSTS = 0;
    private static final int AT_ONCE = 50;
    /** Five hundred comments of a post are looked through for new answers. */
    private static final int MOST_PAGES = 10;

    private final GraphApi api;
    private final Access access;
    private final InstagramReader reader;
    private final Portion posts = new Portion(AT_ONCE);
    private final Portion comments = new Portion(AT_ONCE);

    InstagramPlace(GraphApi api, Access access, InstagramReader reader) {
        this.api = api;
        this.access = access;
        this.reader = reader;
    }

    @Override
    public int lists() {
        return 2;
    }

    @Override
    public JsonNode posts(int list, @Nullable String after) throws DeliveryException {
        boolean own = list == OWN_POSTS;
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("fields", own ? OWN : FIELDS);
        parameters.put("after", after);
        return posts.page(api, access.given(), access.account() + (own ? "/media" : "/tags"), parameters);
    }

    @Override
    public String commentsOf(int list, JsonNode post) {
        return list == OWN_POSTS ? "n" + post.path("comments_count").asLong(0) : "";
    }

    @Override
    public boolean hasComments(JsonNode post) {
        return post.path("comments_count").asLong(0) > 0;
    }

    @Override
    public JsonNode comments(String postId, @Nullable String after) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("fields", COMMENTS);
        parameters.put("after", after);
        return comments.pageIfThere(api, access.given(), GraphApi.id(postId) + "/comments", parameters);
    }

    /** Answers stand with what they answer, and are newer. */
    @Override
    public List<JsonNode> flat(JsonNode comments) {
        List<JsonNode> flat = new ArrayList<>();
        for (JsonNode comment : comments.path("data")) {
            List<JsonNode> answers = new ArrayList<>();
            comment.path("replies").path("data").forEach(answers::add);
            Collections.reverse(answers);
            flat.addAll(answers);
            flat.add(comment);
        }
        return flat;
    }

    @Override
    public boolean looksBehind(int pages) {
        return pages < MOST_PAGES;
    }

    @Override
    public String words(JsonNode post) {
        return InstagramReader.words(post);
    }

    @Override
    public @Nullable Instant time(JsonNode entry) {
        return Entries.time(entry.path("timestamp"));
    }

    @Override
    public Optional<Activity> post(JsonNode post) throws DeliveryException {
        return reader.post(access.me(), post);
    }

    @Override
    public Optional<Activity> edited(JsonNode post) throws DeliveryException {
        return reader.edited(access.me(), post);
    }

    @Override
    public Optional<Activity> comment(String postId, JsonNode comment) throws DeliveryException {
        return reader.comment(access.me(), postId, comment, time(comment), comment);
    }
}
