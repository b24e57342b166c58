package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Makes activities of what Meta tells about an account of Instagram. Of mentions it tells numbers alone, once and nowhere else, so that
 * they are asked for before the call is answered: when that fails, Meta calls again.
 */
final class InstagramChanges implements Webhook.Changes {
    private static final String COMMENT = "{id,text,timestamp,username,media{id,permalink}}";
    private static final String MEDIA = "{id,caption,timestamp,username,permalink,media_type,media_url}";

    private final GraphApi api;
    private final Access access;
    private final InstagramReader reader;
    private volatile boolean others;

    InstagramChanges(GraphApi api, Access access, InstagramReader reader) {
        this.api = api;
        this.access = access;
        this.reader = reader;
    }

    @Override
    public List<Activity> of(JsonNode entry) throws DeliveryException {
        List<Activity> activities = new ArrayList<>();
        String account = access.account();
        if (!entry.path("id").asText().equals(account)) {
            others = true;
            return activities;
        }
        for (JsonNode change : entry.path("changes")) {
            JsonNode value = change.path("value");
            Optional<Activity> told =
                    switch (change.path("field").asText()) {
                        case "comments", "live_comments" -> comment(value, entry);
                        case "mentions" -> mention(account, value);
                        default -> Optional.empty();
                    };
            told.ifPresent(activities::add);
        }
        return activities;
    }

    private Optional<Activity> comment(JsonNode value, JsonNode entry) throws DeliveryException {
        return reader.comment(
                access.me(), value.path("media").path("id").asText(""), value, Entries.time(entry.path("time")), value);
    }

    private Optional<Activity> mention(String account, JsonNode value) throws DeliveryException {
        String comment = number(value.path("comment_id"));
        String media = number(value.path("media_id"));
        boolean inComment = !comment.isEmpty();
        if (!inComment && media.isEmpty()) {
            return Optional.empty();
        }
        String field = inComment ? "mentioned_comment" : "mentioned_media";
        String asked = inComment
                ? field + ".comment_id(" + comment + ")" + COMMENT
                : field + ".media_id(" + media + ")" + MEDIA;
        GraphApi.Answer answer = api.look(access.given(), account, Map.of("fields", asked));
        // it was taken back, or is not for us
        if (answer.isGone() || answer.code() == 100) {
            return Optional.empty();
        }
        JsonNode found = api.good(answer, access.given()).path(field);
        if (!inComment) {
            return reader.post(access.me(), found);
        }
        ObjectNode whole = found.deepCopy();
        whole.set("permalink", found.path("media").path("permalink"));
        return reader.comment(
                access.me(),
                found.path("media").path("id").asText(media),
                whole,
                Entries.time(found.path("timestamp")),
                whole);
    }

    private static String number(JsonNode node) {
        String text = node.asText("");
        return text.matches("[0-9]{1,30}") ? text : "";
    }

    /** Whether the app calls this channel about other accounts, too. */
    boolean toldOfOthers() {
        return others;
    }
}
