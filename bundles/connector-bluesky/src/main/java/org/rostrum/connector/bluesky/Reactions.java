package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;

/** Counts what people make of posts, and likes, hides and deletes. */
final class Reactions {
    private static final int MOST_AT_ONCE = 25;
    private static final String LIKES = "app.bsky.feed.like";

    private final Xrpc xrpc;
    private final Session session;
    private final Publisher posts;
    private final Clock clock;

    Reactions(Xrpc xrpc, Session session, Publisher posts, Clock clock) {
        this.xrpc = xrpc;
        this.session = session;
        this.posts = posts;
        this.clock = clock;
    }

    Map<String, PostMetrics> metrics(List<String> uris) throws DeliveryException {
        Map<String, PostMetrics> metrics = new HashMap<>();
        for (int start = 0; start < uris.size(); start += MOST_AT_ONCE) {
            for (JsonNode view : posts.views(uris.subList(start, Math.min(uris.size(), start + MOST_AT_ONCE)))) {
                metrics.put(view.path("uri").asText(), counts(view));
            }
        }
        return metrics;
    }

    private static PostMetrics counts(JsonNode view) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map.of(
                        "likeCount", Measure.LIKES,
                        "repostCount", Measure.SHARES,
                        "quoteCount", Measure.QUOTES,
                        "replyCount", Measure.REPLIES)
                .forEach((field, measure) -> {
                    if (view.path(field).canConvertToLong()) {
                        counts.put(measure, Math.max(0, view.path(field).asLong()));
                    }
                });
        return new PostMetrics(counts);
    }

    void moderate(Moderation moderation) throws DeliveryException {
        PostUri uri = PostUri.parse(moderation.networkId());
        switch (moderation.action()) {
            case LIKE -> like(uri);
            case UNLIKE -> unlike(uri);
            case DELETE -> delete(uri);
            case HIDE, UNHIDE, APPROVE, SPAM -> throw new DeliveryException(
                    FailureCategory.UNSUPPORTED, "Bluesky cannot " + moderation.action() + " posts of others.", null);
        }
    }

    private void like(PostUri uri) throws DeliveryException {
        JsonNode view = posts.view(uri.toString()).orElseThrow(() -> gone(uri));
        if (view.path("viewer").hasNonNull("like")) {
            return;
        }
        ObjectNode record = Xrpc.JSON
                .createObjectNode()
                .put("$type", LIKES)
                .put("createdAt", clock.instant().toString());
        record.putObject("subject")
                .put("uri", view.path("uri").asText())
                .put("cid", view.path("cid").asText());
        session.send(xrpc.procedure(
                "com.atproto.repo.createRecord",
                Xrpc.JSON
                        .createObjectNode()
                        .put("repo", session.did())
                        .put("collection", LIKES)
                        .set("record", record)));
    }

    private void unlike(PostUri uri) throws DeliveryException {
        Optional<JsonNode> view = posts.view(uri.toString());
        if (view.isPresent() && view.get().path("viewer").hasNonNull("like")) {
            remove(PostUri.parse(view.get().path("viewer").path("like").asText()));
        }
    }

    private void delete(PostUri uri) throws DeliveryException {
        if (!uri.repo().equals(session.did())) {
            throw new DeliveryException(
                    FailureCategory.REJECTED, "Only what the account itself has said can be deleted.", null);
        }
        remove(uri);
    }

    /** The server is content when the record is gone already. */
    private void remove(PostUri uri) throws DeliveryException {
        session.send(xrpc.procedure(
                "com.atproto.repo.deleteRecord",
                Xrpc.JSON
                        .createObjectNode()
                        .put("repo", session.did())
                        .put("collection", uri.collection())
                        .put("rkey", uri.key())));
    }

    private static DeliveryException gone(PostUri uri) {
        return new DeliveryException(FailureCategory.REJECTED, "The post " + uri + " is not there any more.", null);
    }
}
