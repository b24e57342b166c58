package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;

/**
 * Answers: below a video, or in a thread. YouTube has no key against repetition, so what got no answer is looked for among what
 * the channel itself has said there since the post was decided.
 */
final class Commenter {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    /** Clocks differ a little, and YouTube tells whole seconds. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final Map<String, String> SNIPPET = Map.of("part", "snippet");

    private final YouTubeApi api;
    private final OwnChannel own;
    private final Attempts attempts = new Attempts();

    Commenter(YouTubeApi api, OwnChannel own) {
        this.api = api;
        this.own = own;
    }

    /** @param to id of the video or comment that it answers */
    private record Draft(String to, String text) {
        boolean isBelowVideo() {
            return CommentId.isVideo(to);
        }
    }

    Receipt publish(Post post) throws DeliveryException {
        Draft draft = draft(post);
        String key = post.idempotencyKey();
        Optional<Receipt> before = attempts.receipt(key);
        if (before.isEmpty() && attempts.isKnown(key)) {
            before = find(post);
        }
        if (before.isPresent()) {
            return before.get();
        }
        Receipt receipt = draft.isBelowVideo() ? below(draft, key) : within(draft, key);
        attempts.done(key, receipt);
        return receipt;
    }

    private static Draft draft(Post post) throws DeliveryException {
        String to = String.valueOf(post.inReplyTo());
        if (!CommentId.isVideo(to) && !CommentId.isComment(to)) {
            throw CommentId.none(to);
        }
        if (post.visibility() != Post.Visibility.PUBLIC) {
            throw refused("Comments of YouTube are public: the post cannot be " + post.visibility() + ".");
        }
        if (!post.media().isEmpty()) {
            throw refused("Comments of YouTube have no media. Give a link instead.");
        }
        String text = post.text().strip();
        String link = String.valueOf(post.link());
        if (post.link() != null && !text.contains(link)) {
            text = text.isEmpty() ? link : text + "\n\n" + link;
        }
        if (YouTubeKind.TEXT.length(text) > YouTubeKind.TEXT.most()) {
            throw refused("The text has " + YouTubeKind.TEXT.length(text)
                    + " characters; comments of YouTube have at most " + YouTubeKind.TEXT.most() + ".");
        }
        return new Draft(to, text);
    }

    private static DeliveryException refused(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }

    private Receipt below(Draft draft, String key) throws DeliveryException {
        List<JsonNode> videos = api.byIds("videos", "snippet", List.of(draft.to));
        if (videos.isEmpty()) {
            throw refused("There is no video " + draft.to + " any more.");
        }
        ObjectNode thread = YouTubeApi.JSON.createObjectNode();
        ObjectNode snippet = thread.putObject("snippet");
        snippet.put("channelId", videos.get(0).path("snippet").path("channelId").asText())
                .put("videoId", draft.to);
        snippet.putObject("topLevelComment").putObject("snippet").put("textOriginal", draft.text);
        return ThingReader.receipt(
                insert("commentThreads", thread, key).path("id").asText(), draft.to);
    }

    private Receipt within(Draft draft, String key) throws DeliveryException {
        ObjectNode comment = YouTubeApi.JSON.createObjectNode();
        comment.putObject("snippet").put("parentId", CommentId.thread(draft.to)).put("textOriginal", draft.text);
        JsonNode made = insert("comments", comment, key);
        return ThingReader.receipt(
                made.path("id").asText(), ThingReader.text(made.path("snippet").path("videoId")));
    }

    private JsonNode insert(String resource, JsonNode body, String key) throws DeliveryException {
        attempts.sent(key);
        try {
            JsonNode made = api.insert(resource, SNIPPET, body);
            if (!CommentId.isComment(made.path("id").asText(""))) {
                throw new DeliveryException(
                        FailureCategory.UNKNOWN_OUTCOME, "YouTube took the comment without telling its id.", null);
            }
            return made;
        } catch (DeliveryException failed) {
            if (failed.category() != FailureCategory.UNKNOWN_OUTCOME) {
                attempts.refused(key);
            }
            throw failed;
        }
    }

    Optional<Receipt> find(Post post) throws DeliveryException {
        Draft draft = draft(post);
        Instant from = post.decided().minus(CLOCKS);
        List<JsonNode> ours = draft.isBelowVideo() ? below(draft, from) : within(draft);
        String me = own.facts().id();
        return ours.stream()
                .filter(comment -> ThingReader.author(comment.path("snippet")).equals(me))
                .filter(comment -> Pages.second(comment) >= from.getEpochSecond())
                .filter(comment ->
                        essence(ThingReader.words(comment.path("snippet"))).equals(essence(draft.text)))
                .filter(comment -> !attempts.isOfAnother(comment.path("id").asText(), post.idempotencyKey()))
                .min(Comparator.comparingLong(Pages::second))
                .map(comment -> ThingReader.receipt(
                        comment.path("id").asText(),
                        draft.isBelowVideo()
                                ? draft.to
                                : ThingReader.text(comment.path("snippet").path("videoId"))));
    }

    /** YouTube mends blanks and line ends. */
    private static String essence(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The first comments below a video, newest first, as far back as it can be. */
    private List<JsonNode> below(Draft draft, Instant from) throws DeliveryException {
        List<JsonNode> found = new ArrayList<>();
        String page = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put("part", "snippet");
            parameters.put("videoId", draft.to);
            parameters.put("order", "time");
            parameters.put("textFormat", "plainText");
            parameters.put("maxResults", PAGE);
            parameters.put("pageToken", page);
            JsonNode threads = api.look("commentThreads", parameters).orElse(null);
            if (threads == null) {
                return List.of();
            }
            boolean young = false;
            for (JsonNode thread : threads.path("items")) {
                JsonNode first = thread.path("snippet").path("topLevelComment");
                young |= Pages.second(first) >= from.getEpochSecond();
                found.add(first);
            }
            page = ThingReader.text(threads.path("nextPageToken"));
            if (page == null || !young) {
                return found;
            }
        }
        throw tooMany();
    }

    /** All answers of a thread, as the order of their list is not documented. */
    private List<JsonNode> within(Draft draft) throws DeliveryException {
        List<JsonNode> found = new ArrayList<>();
        String page = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put("part", "snippet");
            parameters.put("parentId", CommentId.thread(draft.to));
            parameters.put("textFormat", "plainText");
            parameters.put("maxResults", PAGE);
            parameters.put("pageToken", page);
            JsonNode answers = api.look("comments", parameters).orElse(null);
            if (answers == null) {
                return List.of();
            }
            answers.path("items").forEach(found::add);
            page = ThingReader.text(answers.path("nextPageToken"));
            if (page == null) {
                return found;
            }
        }
        throw tooMany();
    }

    private static DeliveryException tooMany() {
        return new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "There are more than " + PAGE * MOST_PAGES
                        + " comments to be looked through. Look for it there, before it is" + " sent again.",
                null);
    }
}
