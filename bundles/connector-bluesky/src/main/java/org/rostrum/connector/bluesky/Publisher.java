package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.bluesky.Xrpc.XrpcException;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;

/** Writes posts into the account's repository, under keys of our own choice. */
final class Publisher {
    private final Xrpc xrpc;
    private final Session session;
    private final PostReader reader;

    Publisher(Xrpc xrpc, Session session, PostReader reader) {
        this.xrpc = xrpc;
        this.session = session;
        this.reader = reader;
    }

    Receipt publish(Post post) throws DeliveryException {
        check(post);
        ObjectNode record = Xrpc.JSON
                .createObjectNode()
                .put("$type", PostUri.POSTS)
                .put("text", post.text())
                .put("createdAt", post.decided().toString());
        if (post.language() != null) {
            record.putArray("langs").add(post.language());
        }
        ArrayNode facets = RichText.facets(post.text(), this::resolve);
        if (!facets.isEmpty()) {
            record.set("facets", facets);
        }
        if (post.inReplyTo() != null) {
            record.set("reply", reply(post.inReplyTo()));
        }
        embed(post, record);
        JsonNode made = session.send(xrpc.procedure(
                "com.atproto.repo.createRecord",
                Xrpc.JSON
                        .createObjectNode()
                        .put("repo", session.did())
                        .put("collection", PostUri.POSTS)
                        .put("rkey", Tid.of(post))
                        .set("record", record)));
        String uri = made.path("uri").asText("");
        if (uri.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "The server took the post without telling its id.", null);
        }
        return receipt(uri);
    }

    private Receipt receipt(String uri) throws DeliveryException {
        return new Receipt(uri, reader.page(session.did(), uri));
    }

    /** What is under the key that this post has, or would have. */
    Optional<Receipt> find(Post post) throws DeliveryException {
        try {
            JsonNode found = session.sendNamed(xrpc.query(
                    "com.atproto.repo.getRecord",
                    Map.of("repo", session.did(), "collection", PostUri.POSTS, "rkey", Tid.of(post))));
            if (!found.path("value").path("text").asText().equals(post.text())) {
                throw new DeliveryException(
                        FailureCategory.REJECTED,
                        "Another post has the key of this one. Decide anew that it is said.",
                        null);
            }
            return Optional.of(receipt(found.path("uri").asText()));
        } catch (XrpcException refused) {
            if (refused.error().equals("RecordNotFound")) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    private static void check(Post post) throws DeliveryException {
        if (post.visibility() != Post.Visibility.PUBLIC) {
            throw rejected("Bluesky has public posts only.");
        }
        PostLimits.TextLimit limit = BlueskyKind.LIMITS.text();
        if (limit != null && limit.length(post.text()) > limit.most()) {
            throw rejected("The text has " + limit.length(post.text()) + " characters; " + limit.most()
                    + " are possible. Shorten it.");
        }
        if (post.media().size() > BlueskyKind.LIMITS.mostMedia()) {
            throw rejected("More than " + BlueskyKind.LIMITS.mostMedia() + " pictures. Leave some out.");
        }
        for (Media media : post.media()) {
            check(media);
        }
    }

    private static void check(Media media) throws DeliveryException {
        PostLimits.MediaLimit fitting = BlueskyKind.LIMITS.media().stream()
                .filter(limit -> limit.covers(media.mediaType()))
                .findFirst()
                .orElseThrow(() -> rejected(media.name() + " is no picture (" + media.mediaType() + ")."));
        if (media.bytes() > fitting.mostBytes()) {
            throw rejected(media.name() + " has " + media.bytes() + " bytes; " + fitting.mostBytes()
                    + " are possible. Make it smaller.");
        }
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }

    private Optional<String> resolve(String handle) throws DeliveryException {
        try {
            return Optional.of(
                    session.sendNamed(xrpc.query("com.atproto.identity.resolveHandle", Map.of("handle", handle)))
                            .path("did")
                            .asText());
        } catch (XrpcException refused) {
            if (refused.failure().category() == FailureCategory.REJECTED) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    /** Parent and root of the thread; a post that begins a thread is both. */
    private ObjectNode reply(String parentUri) throws DeliveryException {
        JsonNode parent = view(parentUri)
                .orElseThrow(() -> rejected("What it answers is not there any more: " + parentUri + "."));
        ObjectNode reference = reference(parent);
        JsonNode root = parent.path("record").path("reply").path("root");
        ObjectNode reply = Xrpc.JSON.createObjectNode();
        reply.set("root", root.hasNonNull("uri") ? reference(root) : reference);
        reply.set("parent", reference);
        return reply;
    }

    private static ObjectNode reference(JsonNode of) {
        return Xrpc.JSON
                .createObjectNode()
                .put("uri", of.path("uri").asText())
                .put("cid", of.path("cid").asText());
    }

    /** The view of a post; empty when it is not there. */
    Optional<JsonNode> view(String uri) throws DeliveryException {
        for (JsonNode post : session.send(xrpc.query("app.bsky.feed.getPosts", Map.of("uris", uri)))
                .path("posts")) {
            return Optional.of(post);
        }
        return Optional.empty();
    }

    private void embed(Post post, ObjectNode record) throws DeliveryException {
        if (!post.media().isEmpty()) {
            ObjectNode embed = record.putObject("embed").put("$type", "app.bsky.embed.images");
            ArrayNode images = embed.putArray("images");
            for (Media media : post.media()) {
                images.addObject().put("alt", media.alternative()).set("image", upload(media));
            }
        } else if (post.link() != null) {
            record.putObject("embed")
                    .put("$type", "app.bsky.embed.external")
                    .putObject("external")
                    .put("uri", post.link().toString())
                    .put("title", post.title() == null ? post.link().getHost() : post.title())
                    .put("description", "");
        }
    }

    /** A blob that nothing refers to goes away by itself, so that an upload may be repeated. */
    private JsonNode upload(Media media) throws DeliveryException {
        HttpBody body = new HttpBody(media.mediaType(), media.bytes(), media.content()::open);
        return session.send(xrpc.upload("com.atproto.repo.uploadBlob", body).asSafe())
                .path("blob");
    }

    /** Views of posts, at most 25 at a call. */
    JsonNode views(List<String> uris) throws DeliveryException {
        return session.send(xrpc.posts(uris)).path("posts");
    }
}
