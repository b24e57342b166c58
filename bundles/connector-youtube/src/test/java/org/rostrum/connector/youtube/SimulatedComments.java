package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rostrum.connector.youtube.YouTubeSimulator.Comment;
import org.rostrum.connector.youtube.YouTubeSimulator.Video;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** The methods of the simulated API that are about comments and their threads. */
final class SimulatedComments {
    private static final ObjectMapper JSON = SimulatedAnswers.JSON;
    private static final int INLINE = 2;
    private static final int LONGEST = 10_000;

    final Map<String, Comment> comments = new LinkedHashMap<>();
    final Set<String> banned = new HashSet<>();
    boolean heldForbidden;
    boolean off;

    private final SimulatedAnswers pages;
    private final Map<String, Video> videos;
    private final IntSupplier numbers;

    SimulatedComments(SimulatedAnswers pages, Map<String, Video> videos, IntSupplier numbers) {
        this.pages = pages;
        this.videos = videos;
        this.numbers = numbers;
    }

    /** Somebody says something below our video, or in a thread. */
    Comment say(String author, String text, @Nullable String parent) {
        int number = numbers.getAsInt();
        String id = parent == null
                ? "Ugz" + String.format(Locale.ROOT, "%016d", number) + "4AaABAg"
                : parent + ".9x" + number;
        Comment comment = new Comment(number, id, parent, YouTubeSimulator.VIDEO, author, text);
        comments.put(id, comment);
        return comment;
    }

    private List<Comment> comments(Predicate<Comment> which) {
        return comments.values().stream()
                .filter(which)
                .sorted(Comparator.comparingInt((Comment comment) -> comment.number)
                        .reversed())
                .toList();
    }

    private List<Comment> answersOf(Comment thread, String status) {
        return comments(comment -> thread.id.equals(comment.parent) && comment.status.equals(status));
    }

    Reply threads(Request request, boolean key, boolean mayChange) {
        Reply wrong = SimulatedAnswers.wrong(
                request,
                "part",
                "allThreadsRelatedToChannelId",
                "videoId",
                "id",
                "moderationStatus",
                "order",
                "textFormat",
                "maxResults",
                "pageToken");
        if (wrong != null) {
            return wrong;
        }
        String status = request.query().getOrDefault("moderationStatus", "published");
        boolean owner = !key && mayChange;
        if (!status.equals("published") && (!owner || heldForbidden)) {
            return SimulatedAnswers.error(
                    403, "forbidden", "One or more of the requested comment threads cannot be retrieved.");
        }
        long filters = List.of("allThreadsRelatedToChannelId", "videoId", "id").stream()
                .filter(request.query()::containsKey)
                .count();
        if (filters != 1) {
            return SimulatedAnswers.error(400, "incompatibleParameters", "Exactly one filter.");
        }
        if (off && request.query().containsKey("allThreadsRelatedToChannelId")) {
            return SimulatedAnswers.error(403, "commentsDisabled", "The channel has disabled comments.");
        }
        String video = request.parameter("videoId");
        if (!video.isEmpty() && !videos.containsKey(video)) {
            return SimulatedAnswers.error(404, "videoNotFound", "The video cannot be found.");
        }
        if (!video.isEmpty() && !Objects.requireNonNull(videos.get(video)).comments) {
            return SimulatedAnswers.error(403, "commentsDisabled", "The video has disabled comments.");
        }
        List<String> ids = List.of(request.parameter("id").split(",", -1));
        List<Comment> all = comments(comment -> comment.parent == null
                && (request.query().containsKey("id")
                        ? ids.contains(comment.id) && comment.status.equals("published")
                        : isListed(comment, status))
                && (video.isEmpty() || comment.video.equals(video)));
        ObjectNode answer = SimulatedAnswers.answer("commentThread");
        List<Comment> page = pages.page(request, all, comment -> comment.number, 100, answer);
        if (page == null) {
            return SimulatedAnswers.noPage();
        }
        ArrayNode items = answer.putArray("items");
        page.forEach(comment -> items.add(thread(comment, status, request, owner)));
        return Reply.json(200, answer.toString());
    }

    private boolean isListed(Comment thread, String status) {
        return status.equals("published")
                ? thread.status.equals(status)
                : thread.status.equals(status) || !answersOf(thread, status).isEmpty();
    }

    private ObjectNode thread(Comment comment, String status, Request request, boolean owner) {
        List<Comment> published = answersOf(comment, "published");
        ObjectNode thread =
                JSON.createObjectNode().put("kind", "youtube#commentThread").put("id", comment.id);
        if (SimulatedAnswers.hasPart(request, "snippet")) {
            ObjectNode snippet = thread.putObject("snippet");
            snippet.put("channelId", YouTubeSimulator.ME)
                    .put("videoId", comment.video)
                    .put("canReply", true)
                    .put("totalReplyCount", published.size())
                    .put("isPublic", true);
            snippet.set("topLevelComment", resource(comment, request, owner));
        }
        List<Comment> shown =
                new ArrayList<>(published.subList(Math.max(0, published.size() - INLINE), published.size()));
        if (!status.equals("published")) {
            shown.addAll(0, answersOf(comment, status));
        }
        if (SimulatedAnswers.hasPart(request, "replies") && !shown.isEmpty()) {
            ArrayNode replies = thread.putObject("replies").putArray("comments");
            shown.forEach(reply -> replies.add(resource(reply, request, owner)));
        }
        return thread;
    }

    private ObjectNode resource(Comment comment, Request request, boolean owner) {
        boolean plain = request.parameter("textFormat").equals("plainText");
        ObjectNode resource =
                JSON.createObjectNode().put("kind", "youtube#comment").put("id", comment.id);
        if (!SimulatedAnswers.hasPart(request, "snippet") && !SimulatedAnswers.hasPart(request, "replies")) {
            return resource;
        }
        ObjectNode snippet = resource.putObject("snippet");
        snippet.put("authorDisplayName", comment.author.equals(YouTubeSimulator.ME) ? "@acme" : "@jane\u0142")
                .put("authorChannelUrl", "http://www.youtube.com/@somebody")
                .put("channelId", YouTubeSimulator.ME)
                .put("videoId", comment.video)
                .put(
                        "textDisplay",
                        plain
                                ? comment.text
                                : comment.text.replace("&", "&amp;").replace("<", "&lt;"))
                .put("canRate", true)
                .put("viewerRating", "none")
                .put("likeCount", comment.likes)
                .put("publishedAt", comment.published.toString())
                .put("updatedAt", comment.published.toString());
        snippet.putObject("authorChannelId").put("value", comment.author);
        if (comment.author.equals(YouTubeSimulator.ME)) {
            snippet.put("textOriginal", comment.text);
        }
        if (comment.parent != null) {
            snippet.put("parentId", comment.parent);
        }
        if (owner && !request.query().containsKey("id")) {
            snippet.put("moderationStatus", comment.status);
        }
        return resource;
    }

    Reply answers(Request request, boolean key, boolean mayChange) {
        Reply wrong =
                SimulatedAnswers.wrong(request, "part", "parentId", "id", "textFormat", "maxResults", "pageToken");
        if (wrong != null) {
            return wrong;
        }
        String parent = request.parameter("parentId");
        if (parent.isEmpty() == request.parameter("id").isEmpty()) {
            return SimulatedAnswers.error(400, "missingRequiredParameter", "Either id or parentId.");
        }
        Comment thread = comments.get(parent);
        if (!parent.isEmpty() && (thread == null || thread.parent != null)) {
            return SimulatedAnswers.error(
                    404, "commentNotFound", "One or more of the specified comments cannot be found.");
        }
        List<String> ids = List.of(request.parameter("id").split(",", -1));
        List<Comment> all =
                comments(comment -> parent.isEmpty() ? ids.contains(comment.id) : parent.equals(comment.parent))
                        .stream()
                        .filter(comment -> comment.status.equals("published")
                                || (!key && parent.isEmpty() && comment.status.equals("heldForReview")))
                        .toList();
        ObjectNode answer = SimulatedAnswers.answer("comment");
        List<Comment> page = pages.page(request, all, comment -> comment.number, 100, answer);
        if (page == null) {
            return SimulatedAnswers.noPage();
        }
        ArrayNode items = answer.putArray("items");
        page.forEach(comment -> items.add(resource(comment, request, !key)));
        return Reply.json(200, answer.toString());
    }

    private static @Nullable Reply wrongText(String text) {
        if (text.isBlank()) {
            return SimulatedAnswers.error(400, "commentTextRequired", "The comment resource must specify a text.");
        }
        return text.length() > LONGEST
                ? SimulatedAnswers.error(
                        400,
                        "commentTextTooLong",
                        "The comment resource that is being inserted contains too many characters.")
                : null;
    }

    Reply comment(Request request) throws JsonProcessingException {
        Reply wrong = SimulatedAnswers.wrong(request, "part");
        JsonNode snippet = SimulatedAnswers.body(request).path("snippet");
        String text = snippet.path("topLevelComment")
                .path("snippet")
                .path("textOriginal")
                .asText("");
        Video video = videos.get(snippet.path("videoId").asText(""));
        if (wrong == null) {
            wrong = wrongText(text);
        }
        if (wrong != null) {
            return wrong;
        }
        if (video == null) {
            return SimulatedAnswers.error(
                    404, "videoNotFound", "The video identified by the videoId parameter could not be found.");
        }
        if (!snippet.path("channelId").asText().equals(video.channel)) {
            return SimulatedAnswers.error(404, "channelNotFound", "The channel could not be found.");
        }
        if (!video.comments) {
            return SimulatedAnswers.error(403, "commentsDisabled", "The video has disabled comments.");
        }
        Comment made = say(YouTubeSimulator.ME, text, null);
        return Reply.json(200, thread(made, "published", request, true).toString());
    }

    Reply answer(Request request) throws JsonProcessingException {
        Reply wrong = SimulatedAnswers.wrong(request, "part");
        JsonNode snippet = SimulatedAnswers.body(request).path("snippet");
        String text = snippet.path("textOriginal").asText("");
        String parent = snippet.path("parentId").asText("");
        if (wrong == null) {
            wrong = wrongText(text);
        }
        if (wrong != null) {
            return wrong;
        }
        if (parent.isEmpty()) {
            return SimulatedAnswers.error(
                    400, "parentIdMissing", "The comment that is being inserted must be linked to a parent comment.");
        }
        Comment thread = comments.get(parent);
        if (thread == null || thread.parent != null) {
            return SimulatedAnswers.error(
                    404, "parentCommentNotFound", "The specified parent comment could not be found.");
        }
        return Reply.json(
                200,
                resource(say(YouTubeSimulator.ME, text, parent), request, true).toString());
    }

    Reply moderate(Request request) {
        Reply wrong = SimulatedAnswers.wrong(request, "id", "moderationStatus", "banAuthor");
        String status = request.parameter("moderationStatus");
        if (wrong != null) {
            return wrong;
        }
        if (request.body().length > 0
                || !List.of("heldForReview", "published", "rejected").contains(status)) {
            return SimulatedAnswers.error(
                    400, "processingFailure", "The API server failed to successfully process the request.");
        }
        boolean ban = request.parameter("banAuthor").equals("true");
        if (ban && !status.equals("rejected")) {
            return SimulatedAnswers.error(
                    400, "banWithoutReject", "The banAuthor parameter can only be used with rejected.");
        }
        Comment comment = comments.get(request.parameter("id"));
        if (comment == null) {
            return SimulatedAnswers.error(
                    403, "forbidden", "The moderation status of one or more comments cannot be set.");
        }
        if (comment.status.equals("rejected") && status.equals("published")) {
            return SimulatedAnswers.error(
                    400, "processingFailure", "The API server failed to successfully process the request.");
        }
        comment.status = status;
        if (ban) {
            banned.add(comment.author);
        }
        return new Reply(204, Map.of(), new byte[0]);
    }

    Reply delete(Request request) {
        Reply wrong = SimulatedAnswers.wrong(request, "id");
        Comment comment = comments.get(request.parameter("id"));
        if (wrong != null) {
            return wrong;
        }
        if (comment == null) {
            return SimulatedAnswers.error(404, "commentNotFound", "The specified comment could not be found.");
        }
        if (!comment.author.equals(YouTubeSimulator.ME)) {
            return SimulatedAnswers.error(
                    403, "forbidden", "The comment could not be deleted because of insufficient permissions.");
        }
        comments.remove(comment.id);
        return new Reply(204, Map.of(), new byte[0]);
    }
}
