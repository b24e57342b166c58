package org.rostrum.connector.x;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words in which X is asked for posts. Its guides, and its OpenAPI description up to 2.166, say tweets; from 2.167 (7 August
 * 2026) on the description says posts, and wants as expansions what were fields.
 */
enum Dialect {
    TWEETS(
            "tweet.fields",
            "attachments,author_id,conversation_id,created_at,entities,lang,note_tweet,referenced_tweets",
            "author_id,attachments.media_keys",
            "referenced_tweets.id"),
    POSTS(
            "post.fields",
            "attachments,conversation_id,created_at,entities,lang,note_post",
            "author_id,attachments.media_keys,referenced_posts",
            "");

    private static final String PEOPLE = "name,username";
    private static final String MEDIA = "alt_text,media_key,preview_image_url,type,url,variants";

    private final String fieldsName;
    private final String fields;
    private final String expansions;
    private final String referred;

    Dialect(String fieldsName, String fields, String expansions, String referred) {
        this.fieldsName = fieldsName;
        this.fields = fields;
        this.expansions = expansions;
        this.referred = referred;
    }

    Dialect other() {
        return this == TWEETS ? POSTS : TWEETS;
    }

    /** Asks for all that an activity is made of. */
    Map<String, @Nullable Object> posts(boolean withReferred) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put(fieldsName, fields);
        parameters.put("expansions", withReferred && !referred.isEmpty() ? expansions + "," + referred : expansions);
        parameters.put("user.fields", PEOPLE);
        parameters.put("media.fields", MEDIA);
        return parameters;
    }

    /** Asks for all that an activity is made of, of direct messages. */
    Map<String, @Nullable Object> messages() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        String fields = "attachments,created_at,dm_conversation_id,entities,event_type,id,text";
        parameters.put("dm_event.fields", this == TWEETS ? fields + ",sender_id" : fields);
        parameters.put("expansions", "sender_id,attachments.media_keys");
        parameters.put("user.fields", PEOPLE);
        parameters.put("media.fields", MEDIA);
        return parameters;
    }

    /** Asks for these fields of posts, whose names are the same in both, and for their authors' ids. */
    Map<String, @Nullable Object> fields(String names) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        if (this == TWEETS) {
            parameters.put(fieldsName, "author_id," + names);
        } else {
            parameters.put(fieldsName, names);
            parameters.put("expansions", "author_id");
        }
        return parameters;
    }
}
