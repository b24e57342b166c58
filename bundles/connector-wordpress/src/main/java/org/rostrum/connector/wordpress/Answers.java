package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpAddress;

/**
 * Comments in the account's name. Each says in the field for the program it came from which post of ours it is, so that it is
 * found again; who may not read that field, because he does not moderate, looks for its words.
 */
final class Answers {
    /** As wide as the column. */
    private static final int MOST_BYTES = 65_525;

    private static final int PAGE = 100;
    private static final Duration EARLIER = Duration.ofHours(26);

    private final WordpressApi api;
    private final Profile profile;

    Answers(WordpressApi api, Profile profile) {
        this.api = api;
        this.profile = profile;
    }

    /** Where an answer goes; parent 0 for the post itself. */
    private record Place(long post, long parent) {}

    Receipt publish(Post answer, String asked) throws DeliveryException {
        check(answer);
        Place place = place(asked);
        Optional<Receipt> before = find(answer, place);
        if (before.isPresent()) {
            return before.get();
        }
        ObjectNode content = WordpressApi.JSON.createObjectNode();
        content.put("post", place.post).put("parent", place.parent);
        content.put("content", text(answer)).put("author_user_agent", agent(answer));
        JsonNode made = api.write("comments", content);
        if (made.path("id").asLong() == 0) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "The site took the answer without telling its number.", null);
        }
        return receipt(made);
    }

    Optional<Receipt> find(Post answer, String asked) throws DeliveryException {
        return find(answer, place(asked));
    }

    private Optional<Receipt> find(Post answer, Place place) throws DeliveryException {
        Profile.Me me = profile.me();
        LocalDateTime since =
                LocalDateTime.ofInstant(answer.decided(), ZoneOffset.UTC).minus(EARLIER);
        for (int page = 1; ; page++) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put("post", place.post);
            parameters.put("parent", place.parent);
            parameters.put("author", me.may("edit_posts") ? me.id() : null);
            parameters.put("status", me.may("edit_posts") ? "any" : null);
            parameters.put("context", me.moderates() ? "edit" : null);
            parameters.put("after", since);
            parameters.put("per_page", PAGE);
            parameters.put("page", page);
            WordpressApi.Part part = api.list("comments", parameters);
            for (JsonNode comment : part.items()) {
                if (comment.path("author").asLong() == me.id() && isSame(comment, answer)) {
                    return Optional.of(receipt(comment));
                }
            }
            if ((long) page * PAGE >= part.total()) {
                return Optional.empty();
            }
        }
    }

    private static boolean isSame(JsonNode comment, Post answer) {
        String agent = comment.path("author_user_agent").asText("");
        return agent.isEmpty()
                ? words(HtmlText.of(comment.path("content").path("rendered").asText("")))
                        .equals(words(HtmlText.of(text(answer))))
                : agent.contains(Publisher.key(answer));
    }

    /** Letters and digits: WordPress changes quotes, dashes and blanks. */
    private static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private Place place(String asked) throws DeliveryException {
        Ids.Thing thing = Ids.read(asked);
        if (thing.isPost()) {
            return new Place(thing.number(), 0);
        }
        JsonNode comment = api.find("comments/" + thing.number(), Map.of())
                .orElseThrow(() -> rejected("The comment that it answers is not there any more."));
        String status = comment.path("status").asText("approved");
        if (!status.equals("approved")) {
            throw rejected("The comment that it answers is not seen by anybody (" + status + "). Approve it first.");
        }
        return new Place(comment.path("post").asLong(), thing.number());
    }

    private static Receipt receipt(JsonNode comment) {
        boolean seen = comment.path("status").asText("approved").equals("approved");
        return new Receipt(
                Ids.comment(CommentList.number(comment)),
                seen ? HttpAddress.link(comment.path("link").asText("")) : null);
    }

    private static String text(Post answer) {
        return Markup.comment(answer.text(), answer.link());
    }

    private static String agent(Post answer) {
        return "rostrum-wordpress/1.0 (" + Publisher.key(answer) + ")";
    }

    private static void check(Post answer) throws DeliveryException {
        if (answer.visibility() != Post.Visibility.PUBLIC) {
            throw rejected("Comments of a WordPress site are public; other visibilities are not possible.");
        }
        if (!answer.media().isEmpty()) {
            throw rejected(
                    "Comments of a WordPress site cannot have files. Leave them out, or put a link into the text.");
        }
        int bytes = text(answer).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw rejected("The text has " + bytes + " bytes; comments have " + MOST_BYTES + " at most. Shorten it.");
        }
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
