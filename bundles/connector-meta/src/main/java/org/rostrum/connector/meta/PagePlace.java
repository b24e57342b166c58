package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Where people speak on Facebook: the feed of the page (its own posts and those of visitors), posts that name the page, and, when that is
 * wanted, conversations of Messenger, whose messages are read like the comments of a post.
 */
final class PagePlace implements Place {
    static final String POST_FIELDS = "id,from{id,name},message,story,created_time,updated_time,permalink_url,"
            + "attachments{media_type,type,title,url,media,subattachments{media_type,type,title,url,media}}";
    private static final String COUNT = ",comments.filter(stream).limit(0).summary(total_count)";
    private static final String COMMENT_FIELDS =
            "id,from{id,name},message,created_time,parent{id},permalink_url,attachment{type,title,url,media}";
    private static final String MESSAGE_FIELDS =
            "id,from{id,name},to{id},message,created_time,attachments{id,name,mime_type,image_data,video_data,file_url}";

    private static final int FEED = 0;
    private static final int TAGGED = 1;
    private static final int POSTS_AT_ONCE = 50;
    private static final int COMMENTS_AT_ONCE = 100;
    /** Of older ones Meta tells nothing. */
    private static final int MESSAGES_AT_ONCE = 20;

    private final GraphApi api;
    private final Access access;
    private final PageReader reader;
    private final boolean messages;
    private final Portion posts = new Portion(POSTS_AT_ONCE);
    private final Portion comments = new Portion(COMMENTS_AT_ONCE);
    private final Portion letters = new Portion(MESSAGES_AT_ONCE);

    PagePlace(GraphApi api, Access access, PageReader reader, boolean messages) {
        this.api = api;
        this.access = access;
        this.reader = reader;
        this.messages = messages;
    }

    @Override
    public int lists() {
        return messages ? 3 : 2;
    }

    @Override
    public JsonNode posts(int list, @Nullable String after) throws DeliveryException {
        Access.Me me = access.me();
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        if (list == FEED || list == TAGGED) {
            parameters.put("fields", list == FEED ? POST_FIELDS + COUNT : POST_FIELDS);
        } else {
            parameters.put("platform", "messenger");
            parameters.put("fields", "id,updated_time,message_count");
        }
        parameters.put("after", after);
        String edge = list == FEED ? "/feed" : list == TAGGED ? "/tagged" : "/conversations";
        return posts.page(api, me.token(), me.id() + edge, parameters);
    }

    @Override
    public String commentsOf(int list, JsonNode post) {
        return switch (list) {
            case FEED -> post.path("comments").path("summary").isObject()
                    ? post.path("updated_time").asText() + " " + count(post)
                    : "";
            case TAGGED -> "";
            default -> post.path("updated_time").asText() + " "
                    + post.path("message_count").asText();
        };
    }

    private static long count(JsonNode post) {
        return post.path("comments").path("summary").path("total_count").asLong(0);
    }

    @Override
    public boolean hasComments(JsonNode post) {
        return isConversation(post.path("id").asText()) || count(post) > 0;
    }

    private static boolean isConversation(String id) {
        return id.startsWith("t_");
    }

    @Override
    public JsonNode comments(String postId, @Nullable String after) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        boolean conversation = isConversation(postId);
        if (conversation) {
            parameters.put("fields", MESSAGE_FIELDS);
        } else {
            parameters.put("filter", "stream");
            parameters.put("order", "reverse_chronological");
            parameters.put("fields", COMMENT_FIELDS);
        }
        parameters.put("after", after);
        JsonNode page = (conversation ? letters : comments)
                .pageIfThere(
                        api,
                        access.me().token(),
                        GraphApi.id(postId) + (conversation ? "/messages" : "/comments"),
                        parameters);
        // behind the newest ones of a conversation Meta tells nothing
        return conversation ? GraphApi.JSON.createObjectNode().set("data", page.path("data")) : page;
    }

    @Override
    public List<JsonNode> flat(JsonNode comments) {
        List<JsonNode> flat = new ArrayList<>();
        comments.path("data").forEach(flat::add);
        return flat;
    }

    @Override
    public boolean looksBehind(int pages) {
        return false;
    }

    @Override
    public String words(JsonNode post) {
        return PageReader.words(post);
    }

    @Override
    public @Nullable Instant time(JsonNode entry) {
        return Entries.time(
                isConversation(entry.path("id").asText()) ? entry.path("updated_time") : entry.path("created_time"));
    }

    @Override
    public Optional<Activity> post(JsonNode post) throws DeliveryException {
        return isConversation(post.path("id").asText())
                ? Optional.empty()
                : reader.post(access.me().id(), post, post);
    }

    @Override
    public Optional<Activity> edited(JsonNode post) throws DeliveryException {
        return isConversation(post.path("id").asText())
                ? Optional.empty()
                : reader.edited(access.me().id(), post, post, null);
    }

    @Override
    public Optional<Activity> comment(String postId, JsonNode comment) throws DeliveryException {
        return isConversation(postId)
                ? reader.message(access.me().id(), comment, comment)
                : reader.comment(access.me().id(), postId, comment, comment);
    }
}
