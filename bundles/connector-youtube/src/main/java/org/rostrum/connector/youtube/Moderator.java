package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.http.HttpCall;

/** Decides about comments below the videos of the channel; what we said ourselves can be deleted as well. */
final class Moderator {
    private final YouTubeApi api;
    private final OwnChannel own;
    private final boolean banSpammers;

    Moderator(YouTubeApi api, OwnChannel own, boolean banSpammers) {
        this.api = api;
        this.own = own;
        this.banSpammers = banSpammers;
    }

    void moderate(Moderation moderation) throws DeliveryException {
        String id = moderation.networkId();
        Action action = moderation.action();
        if (CommentId.isVideo(id)) {
            throw unsupported("Videos are changed and deleted in YouTube Studio.");
        }
        if (!CommentId.isComment(id)) {
            throw CommentId.none(id);
        }
        switch (action) {
            case HIDE -> become("heldForReview", false, id, action);
            case UNHIDE, APPROVE -> become("published", false, id, action);
            case SPAM -> become("rejected", banSpammers, id, action);
            case DELETE -> delete(id, action);
            case LIKE, UNLIKE -> throw unsupported("YouTube lets nobody but its own pages like comments.");
        }
    }

    private static DeliveryException unsupported(String why) {
        return new DeliveryException(FailureCategory.UNSUPPORTED, why, null);
    }

    private void become(String status, boolean ban, String id, Action action) throws DeliveryException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("id", id);
        parameters.put("moderationStatus", status);
        if (ban) {
            parameters.put("banAuthor", true);
        }
        change(
                new HttpCall("POST", api.address("comments/setModerationStatus", parameters), Map.of(), null, false),
                id,
                action);
    }

    /** Deleting is for authors alone; what others said is rejected, which takes it away for good as well. */
    private void delete(String id, Action action) throws DeliveryException {
        List<JsonNode> found = api.byIds("comments", "snippet", List.of(id));
        if (found.isEmpty()) {
            return;
        }
        if (ThingReader.author(found.get(0).path("snippet")).equals(own.facts().id())) {
            change(HttpCall.delete(api.address("comments", Map.of("id", id))), id, action);
        } else {
            become("rejected", false, id, action);
        }
    }

    private void change(HttpCall call, String id, Action action) throws DeliveryException {
        YouTubeApi.Answer answer = api.exchange(call);
        if (answer.http().isGood()) {
            return;
        }
        int status = answer.http().status();
        boolean mayBeGone = status == 400 || status == 403 || status == 404;
        boolean wantedGone = action == Action.DELETE || action == Action.SPAM || action == Action.HIDE;
        // YouTube says in three ways that a comment is not there any more, none of which means that alone
        if (mayBeGone && isRefusal(answer.reason()) && wantedGone && isGone(id)) {
            return;
        }
        throw api.failure(answer, false);
    }

    private static boolean isRefusal(String reason) {
        return reason.equals("processingFailure") || reason.equals("forbidden") || reason.equals("commentNotFound");
    }

    private boolean isGone(String id) throws DeliveryException {
        return api.byIds("comments", "id", List.of(id)).isEmpty();
    }
}
