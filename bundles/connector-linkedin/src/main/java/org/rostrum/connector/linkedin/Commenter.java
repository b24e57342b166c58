package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpCall;

/** Answers posts and comments as the page; what got no answer is looked for among the comments that are there. */
final class Commenter {
    static final int MOST = 1_250;

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final LinkedInApi api;
    private final String actor;
    private final Attempts attempts = new Attempts();

    Commenter(LinkedInApi api, String actor) {
        this.api = api;
        this.actor = actor;
    }

    /**
     * @param thread post or activity that all is below
     * @param parent comment that is answered; null when the post is
     */
    private record Draft(String thread, @Nullable String parent, String text) {
        /** What the new comment is directly below. */
        String target() {
            return parent == null ? thread : parent;
        }
    }

    Receipt publish(Post post) throws DeliveryException {
        String text = text(post);
        String key = post.idempotencyKey();
        Optional<Receipt> before = attempts.receipt(key);
        if (before.isEmpty() && attempts.isKnown(key)) {
            before = find(post);
        }
        if (before.isPresent()) {
            return before.get();
        }
        Draft draft = draft(post, text);
        attempts.sent(key);
        try {
            Receipt receipt = send(draft);
            attempts.done(key, receipt);
            return receipt;
        } catch (DeliveryException failed) {
            if (failed.category() != FailureCategory.UNKNOWN_OUTCOME) {
                attempts.refused(key);
            }
            throw failed;
        }
    }

    /** Mentions are names here: comments have another notation for them. */
    private static String text(Post post) throws DeliveryException {
        if (post.visibility() != Post.Visibility.PUBLIC) {
            throw refused("Comments are public: this one cannot be " + post.visibility() + ".");
        }
        if (!post.media().isEmpty()) {
            throw refused("LinkedIn takes no pictures in comments by its API. Give a link instead.");
        }
        String text = LittleText.seen(post.text().strip());
        String link = String.valueOf(post.link());
        if (post.link() != null && !text.contains(link)) {
            text = text.isEmpty() ? link : text + "\n\n" + link;
        }
        if (text.length() > MOST) {
            throw refused(
                    "The text has " + text.length() + " characters; comments of LinkedIn have at most " + MOST + ".");
        }
        return text;
    }

    private static DeliveryException refused(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }

    /** Answers to answers belong to the comment that those answer: LinkedIn has two levels. */
    private Draft draft(Post post, String text) throws DeliveryException {
        String to = Urns.whole(String.valueOf(post.inReplyTo()));
        if (Urns.isPost(to)) {
            return new Draft(to, null, text);
        }
        if (!Urns.isComment(to)) {
            throw Urns.none(to);
        }
        String thread = Urns.thread(to);
        JsonNode comment = api.look(path(thread) + "/" + Urns.number(to)).orElse(null);
        if (comment == null) {
            throw refused("The comment is not there any more.");
        }
        String parent = LinkedInApi.text(comment.path("parentComment"));
        return new Draft(thread, parent == null ? to : Urns.whole(parent), text);
    }

    private static String path(String target) {
        return "socialActions/" + HttpCall.encode(target) + "/comments";
    }

    private Receipt send(Draft draft) throws DeliveryException {
        ObjectNode body = LinkedInApi.JSON.createObjectNode();
        body.put("actor", actor).put("object", draft.thread);
        body.putObject("message").put("text", draft.text);
        if (draft.parent != null) {
            body.put("parentComment", draft.parent);
        }
        LinkedInApi.Answer answer = api.post(path(draft.target()), body);
        String urn = Urns.whole(answer.body().path("commentUrn").asText(""));
        String number = answer.http().header("x-restli-id").orElse("");
        if (!Urns.isComment(urn) && number.matches("[0-9]{1,30}")) {
            urn = Urns.comment(draft.thread, number);
        }
        if (!Urns.isComment(urn)) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "LinkedIn took the comment without telling its id.", null);
        }
        return new Receipt(urn, Urns.page(urn));
    }

    Optional<Receipt> find(Post post) throws DeliveryException {
        String text = text(post);
        Draft draft;
        try {
            draft = draft(post, text);
        } catch (DeliveryException gone) {
            if (gone.category() == FailureCategory.REJECTED) {
                return Optional.empty();
            }
            throw gone;
        }
        Instant from = post.decided().minus(CLOCKS);
        int start = 0;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode page = api.look(path(draft.target()) + "?start=" + start + "&count=" + PAGE)
                    .orElse(LinkedInApi.JSON.createObjectNode());
            for (JsonNode comment : page.path("elements")) {
                Instant said = LinkedInApi.time(comment.path("created").path("time"));
                String urn = Urns.whole(comment.path("commentUrn").asText(""));
                if (comment.path("actor").asText().equals(actor)
                        && said != null
                        && !said.isBefore(from)
                        && essence(comment.path("message").path("text").asText(""))
                                .equals(essence(text))
                        && !attempts.isOfAnother(urn, post.idempotencyKey())) {
                    return Optional.of(new Receipt(urn, Urns.page(urn)));
                }
            }
            int got = page.path("elements").size();
            start += got;
            boolean more = page.path("paging").has("total")
                    ? start < page.path("paging").path("total").asInt()
                    : got >= PAGE;
            if (got == 0 || !more) {
                return Optional.empty();
            }
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "There are more than " + PAGE * MOST_PAGES
                        + " comments to be looked through. Look for it there, before it is" + " sent again.",
                null);
    }

    private static String essence(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
