package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;

/** Where people speak: lists of posts, newest first, and comments below them. What {@link Listening} reads. */
interface Place {
    /** How many lists of posts there are. */
    int lists();

    /** A page of a list, as Meta answers; null for its beginning. */
    JsonNode posts(int list, @Nullable String after) throws DeliveryException;

    /** Something that changes when there is another comment; empty when comments of this post are not for us. */
    String commentsOf(int list, JsonNode post);

    /** Whether there is any comment at all. */
    boolean hasComments(JsonNode post);

    /** A page of comments, newest first; nothing when the post is not there any more. */
    JsonNode comments(String postId, @Nullable String after) throws DeliveryException;

    /** What a page of comments holds, newest first, answers among them. */
    List<JsonNode> flat(JsonNode comments);

    /** Whether what is older than the time looked for may still have new answers. */
    boolean looksBehind(int pages);

    /** The words of a post, which may be changed by its author. */
    String words(JsonNode post);

    @Nullable
    Instant time(JsonNode entry);

    /** Empty when it is not for the archive. */
    Optional<Activity> post(JsonNode post) throws DeliveryException;

    /** That the words of a post were changed. */
    Optional<Activity> edited(JsonNode post) throws DeliveryException;

    Optional<Activity> comment(String postId, JsonNode comment) throws DeliveryException;
}
