package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;
import org.rostrum.testkit.connector.SimulatedNetwork.Said;

/** Posts and comments of the simulated LinkedIn: a post is known as a share, what is below it by the activity of that. */
final class SimulatedFeed {
    private static final int LONGEST_POST = 3_000;
    private static final int LONGEST_COMMENT = 1_250;

    final Map<String, ObjectNode> posts = new LinkedHashMap<>();
    final Map<String, ObjectNode> comments = new LinkedHashMap<>();
    final Set<String> liked = new HashSet<>();
    private final Map<String, Integer> likes = new LinkedHashMap<>();
    private final LinkedInSimulator network;
    private long next = 7_094_637_247_000_000_000L;

    SimulatedFeed(LinkedInSimulator network) {
        this.network = network;
    }

    ObjectNode post(String author, String commentary, long time, @Nullable JsonNode content) {
        next += 10;
        ObjectNode post = LinkedInSimulator.JSON
                .createObjectNode()
                .put("id", "urn:li:share:" + next)
                .put("author", author)
                .put("commentary", commentary)
                .put("createdAt", time)
                .put("publishedAt", time)
                .put("lastModifiedAt", time)
                .put("lifecycleState", "PUBLISHED")
                .put("visibility", "PUBLIC");
        if (content != null) {
            post.set("content", content);
        }
        posts.put(post.path("id").asText(), post);
        return post;
    }

    /** The activity that a post is. */
    static String thread(String post) {
        return "urn:li:activity:" + (Long.parseLong(post.substring(post.lastIndexOf(':') + 1)) + 1);
    }

    String firstThread() {
        return thread(posts.keySet().iterator().next());
    }

    private @Nullable ObjectNode postOf(String thread) {
        return posts.values().stream()
                .filter(post -> thread(post.path("id").asText()).equals(thread)
                        || post.path("id").asText().equals(thread))
                .findFirst()
                .orElse(null);
    }

    String comment(String author, String text, String thread, @Nullable String parent) {
        next += 10;
        String urn = "urn:li:comment:(" + thread + "," + next + ")";
        ObjectNode comment = LinkedInSimulator.JSON
                .createObjectNode()
                .put("id", "" + next)
                .put("commentUrn", urn)
                .put("actor", author)
                .put("object", thread);
        comment.putObject("message").put("text", text).putArray("attributes");
        comment.putObject("created").put("actor", author).put("time", System.currentTimeMillis());
        if (parent != null) {
            comment.put("parentComment", parent);
        }
        comments.put(urn, comment);
        return urn;
    }

    void decorate(ObjectNode notification, String urn) {
        ObjectNode comment = comments.get(urn);
        ObjectNode decorated = notification.putObject("decoratedGeneratedActivity");
        if (comment != null) {
            ObjectNode post =
                    Objects.requireNonNull(postOf(comment.path("object").asText()));
            notification.put("sourcePost", comment.path("object").asText());
            notification
                    .putObject("decoratedSourcePost")
                    .put("entity", post.path("id").asText())
                    .put("owner", post.path("author").asText())
                    .put("text", post.path("commentary").asText());
            // as it is sent: without a part that it has elsewhere
            notification.put("generatedActivity", urn.replace("(urn:li:", "("));
            decorated
                    .putObject("comment")
                    .put("entity", urn)
                    .put("owner", comment.path("actor").asText())
                    .put("object", comment.path("object").asText())
                    .put("text", comment.path("message").path("text").asText());
        } else {
            ObjectNode post = Objects.requireNonNull(posts.get(urn));
            notification.put("sourcePost", firstThread()).put("generatedActivity", urn);
            notification
                    .putObject("decoratedSourcePost")
                    .put("entity", posts.keySet().iterator().next());
            decorated
                    .putObject("share")
                    .put("entity", urn)
                    .put("owner", post.path("author").asText())
                    .put("text", post.path("commentary").asText());
        }
    }

    void like(String urn, int times) {
        likes.merge(urn, times, Integer::sum);
    }

    List<Said> said() {
        List<Said> said = new ArrayList<>();
        posts.values().stream()
                .filter(post -> post.path("brought").asBoolean())
                .map(post -> new Said(
                        post.path("id").asText(),
                        LittleText.plain(post.path("commentary").asText()),
                        null))
                .forEach(said::add);
        comments.values().stream()
                .filter(comment -> comment.path("actor").asText().equals(LinkedInSimulator.ORGANIZATION))
                .map(comment -> new Said(
                        comment.path("commentUrn").asText(),
                        comment.path("message").path("text").asText(),
                        comment.path("parentComment")
                                .asText(comment.path("object").asText())))
                .forEach(said::add);
        return said;
    }

    Reply posts(Request request) throws JsonProcessingException {
        if (request.method().equals("POST")) {
            return publish(request);
        }
        String id = request.path().replaceFirst("^/rest/posts/?", "");
        if (request.isGet() && id.isEmpty()) {
            List<ObjectNode> own = new ArrayList<>(posts.values().stream()
                    .filter(post -> post.path("author").asText().equals(request.parameter("author")))
                    .toList());
            Collections.reverse(own);
            return request.parameter("q").equals("author")
                    ? LinkedInSimulator.page(request, own)
                    : LinkedInSimulator.error(400, "ILLEGAL_ARGUMENT", "q");
        }
        ObjectNode post = posts.get(id);
        if (post == null) {
            return LinkedInSimulator.error(404, "RESOURCE_NOT_FOUND", "Entity not found");
        }
        if (request.isGet()) {
            return Reply.json(200, post.toString());
        }
        if (!post.path("author").asText().equals(LinkedInSimulator.ORGANIZATION)) {
            return LinkedInSimulator.error(403, "ACCESS_DENIED", "Not the author");
        }
        posts.remove(id);
        return new Reply(204, Map.of(), new byte[0]);
    }

    private static boolean isJson(Request request) {
        return request.header("content-type").orElse("").startsWith("application/json");
    }

    private Reply publish(Request request) throws JsonProcessingException {
        JsonNode body = isJson(request)
                ? LinkedInSimulator.JSON.readTree(request.text())
                : LinkedInSimulator.JSON.createObjectNode();
        for (String field : List.of("author", "visibility", "distribution", "lifecycleState")) {
            if (!body.has(field)) {
                return LinkedInSimulator.fieldError(
                        422, field, "MISSING_FIELD", "ERROR :: /" + field + " :: field is required");
            }
        }
        if (!body.path("author").asText().equals(LinkedInSimulator.ORGANIZATION)) {
            return LinkedInSimulator.error(403, "ACCESS_DENIED", "Organization permissions must be used");
        }
        String commentary = body.path("commentary").asText("");
        if (!isLittle(commentary)) {
            return LinkedInSimulator.fieldError(
                    400, "commentary", "INVALID_VALUE", "Reserved characters must be escaped");
        }
        if (LittleText.plain(commentary).length() > LONGEST_POST) {
            return LinkedInSimulator.fieldError(
                    400, "commentary", "FIELD_LENGTH_TOO_LONG", "exceeded the maximum allowed");
        }
        List<String> pictures = new ArrayList<>();
        JsonNode content = body.path("content");
        if (content.has("media")) {
            pictures.add(content.path("media").path("id").asText());
        }
        content.path("multiImage")
                .path("images")
                .forEach(one -> pictures.add(one.path("id").asText()));
        if (content.has("multiImage") && (pictures.size() < 2 || pictures.size() > 20)) {
            return LinkedInSimulator.fieldError(400, "content", "INVALID_VALUE", "multiImage takes 2 to 20 images");
        }
        if (!pictures.stream().allMatch(network::isReady)) {
            return LinkedInSimulator.fieldError(400, "content", "MEDIA_ASSET_PROCESSING", "The media is not ready");
        }
        for (ObjectNode post : posts.values()) {
            if (post.path("commentary").asText().equals(commentary)
                    && post.path("brought").asBoolean()) {
                return LinkedInSimulator.error(
                        422,
                        "DUPLICATE_POST",
                        "Content is a duplicate of " + post.path("id").asText());
            }
        }
        ObjectNode made = post(
                LinkedInSimulator.ORGANIZATION,
                commentary,
                System.currentTimeMillis(),
                content.isMissingNode() ? null : content);
        made.put("brought", true);
        String id = made.path("id").asText();
        // a body, so that half an answer is one
        return Reply.json(201, "{\"id\":\"" + id + "\"}").with("x-restli-id", id);
    }

    /** Whether every sign with a meaning is escaped, or part of something that has it. */
    private static boolean isLittle(String text) {
        String left = text.replaceAll("\\\\[\\\\|{}@\\[\\]()<>#*_~]", "")
                .replaceAll("\\{hashtag\\|\\|[\\p{L}\\p{N}\\p{M}]+}", "")
                .replaceAll("@\\[[^\\[\\]]+]\\(urn:li:(organization|person):[A-Za-z0-9_-]+\\)", "");
        return !left.matches("(?s).*[\\\\|{}@\\[\\]()<>#*_~].*");
    }

    Reply comments(Request request) throws JsonProcessingException {
        String[] parts =
                request.path().replaceFirst("^/rest/socialActions/", "").split("/comments/?", -1);
        String target = parts[0];
        String number = parts.length > 1 ? parts[1] : "";
        ObjectNode parent = comments.get(target);
        ObjectNode post =
                parent == null ? postOf(target) : postOf(parent.path("object").asText());
        if (post == null) {
            return LinkedInSimulator.error(404, "RESOURCE_NOT_FOUND", "Could not find entity");
        }
        String thread = thread(post.path("id").asText());
        if (!number.isEmpty()) {
            return one(request, comments.get(Urns.comment(thread, number)));
        }
        if (request.isGet()) {
            return LinkedInSimulator.page(request, below(thread, parent == null ? null : target));
        }
        JsonNode body = isJson(request)
                ? LinkedInSimulator.JSON.readTree(request.text())
                : LinkedInSimulator.JSON.createObjectNode();
        if (body.has("content")) {
            return LinkedInSimulator.error(
                    403, "ACCESS_DENIED", "Unpermitted fields present in REQUEST_BODY: [/content]");
        }
        String text = body.path("message").path("text").asText("");
        String above = body.path("parentComment").asText(null);
        if (!body.path("actor").asText().equals(LinkedInSimulator.ORGANIZATION)
                || text.isBlank()
                || text.length() > LONGEST_COMMENT
                || !post.equals(postOf(body.path("object").asText("")))
                || (above == null ? parent != null : !above.equals(target))
                || (parent != null && parent.has("parentComment"))) {
            return LinkedInSimulator.error(400, "ILLEGAL_ARGUMENT", "The comment is invalid");
        }
        String urn = comment(LinkedInSimulator.ORGANIZATION, text, thread, above);
        ObjectNode made = Objects.requireNonNull(comments.get(urn));
        return Reply.json(201, made.toString())
                .with("x-restli-id", made.path("id").asText());
    }

    private Reply one(Request request, @Nullable ObjectNode comment) {
        if (comment == null) {
            return LinkedInSimulator.error(404, "RESOURCE_NOT_FOUND", "Could not find comment");
        }
        if (request.isGet()) {
            return Reply.json(200, comment.toString());
        }
        if (!request.parameter("actor").equals(LinkedInSimulator.ORGANIZATION)) {
            return LinkedInSimulator.error(400, "ILLEGAL_ARGUMENT", "actor");
        }
        comments.remove(comment.path("commentUrn").asText());
        return new Reply(204, Map.of(), new byte[0]);
    }

    private List<ObjectNode> below(String thread, @Nullable String parent) {
        Predicate<ObjectNode> there = comment -> comment.path("object").asText().equals(thread)
                && Objects.equals(comment.path("parentComment").asText(null), parent);
        List<ObjectNode> found =
                new ArrayList<>(comments.values().stream().filter(there).toList());
        Collections.reverse(found);
        return found;
    }

    Reply statistics(Request request) {
        List<String> wanted = LinkedInSimulator.list(request.parameter("shares"));
        if (!request.parameter("q").equals("organizationalEntity") || wanted.isEmpty()) {
            return LinkedInSimulator.error(400, "ILLEGAL_ARGUMENT", "shares");
        }
        for (int i = 0; i < wanted.size(); i++) {
            ObjectNode post = posts.get(wanted.get(i));
            if (post != null && !post.path("author").asText().equals(LinkedInSimulator.ORGANIZATION)) {
                return LinkedInSimulator.error(
                        403,
                        "ACCESS_DENIED",
                        "Unpermitted fields present in PARAMETER: Data Processing Exception while processing fields"
                                + " [/shares[" + i + "]]");
            }
        }
        List<ObjectNode> found = new ArrayList<>();
        for (String urn : wanted) {
            if (posts.containsKey(urn)) {
                ObjectNode element = LinkedInSimulator.JSON.createObjectNode().put("share", urn);
                element.putObject("totalShareStatistics")
                        .put("likeCount", likes.getOrDefault(urn, 0))
                        .put("commentCount", 2)
                        .put("shareCount", 1)
                        .put("clickCount", -1)
                        .put("impressionCount", 100)
                        .put("engagement", 0.5);
                found.add(element);
            }
        }
        ObjectNode body = LinkedInSimulator.JSON.createObjectNode();
        body.putArray("elements").addAll(found);
        return Reply.json(200, body.toString());
    }

    Reply metadata(Request request) {
        ObjectNode body = LinkedInSimulator.JSON.createObjectNode();
        ObjectNode results = body.putObject("results");
        for (String urn : LinkedInSimulator.list(request.parameter("ids"))) {
            if (comments.containsKey(urn)) {
                ObjectNode one = results.putObject(urn).put("entity", urn);
                ObjectNode summaries = one.putObject("reactionSummaries");
                summaries.putObject("LIKE").put("reactionType", "LIKE").put("count", likes.getOrDefault(urn, 0));
                summaries.putObject("PRAISE").put("reactionType", "PRAISE").put("count", 1);
                one.putObject("commentSummary").put("count", 3).put("topLevelCount", 3);
            }
        }
        return Reply.json(200, body.toString());
    }

    Reply reactions(Request request) throws JsonProcessingException {
        if (request.method().equals("POST")) {
            JsonNode body = LinkedInSimulator.JSON.readTree(request.text());
            if (!request.parameter("actor").equals(LinkedInSimulator.ORGANIZATION)
                    || !body.path("reactionType").asText().equals("LIKE")) {
                return LinkedInSimulator.error(400, "ILLEGAL_ARGUMENT", "actor");
            }
            return liked.add(body.path("root").asText())
                    ? Reply.json(201, "{}")
                    : LinkedInSimulator.error(409, "CONFLICT", "already reacted");
        }
        String key = request.path().substring("/rest/reactions/".length());
        String prefix = "(actor:" + LinkedInSimulator.ORGANIZATION + ",entity:";
        boolean gone = key.startsWith(prefix) && liked.remove(key.substring(prefix.length(), key.length() - 1));
        return gone ? new Reply(204, Map.of(), new byte[0]) : LinkedInSimulator.error(404, "NOT_FOUND", "No reaction");
    }
}
