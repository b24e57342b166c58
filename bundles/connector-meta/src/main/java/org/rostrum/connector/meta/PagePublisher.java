package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;

/**
 * Says things as the page. Meta has no key that makes a second sending the first, so that one
 * was sent is noted before, and each further attempt looks first whether it is there.
 */
final class PagePublisher {
    private static final int DUPLICATE = 506;
    private static final PostLimits.TextLimit COMMENT = new PostLimits.TextLimit(8_000, PostLimits.Unit.UTF_16, 0);

    private final GraphApi api;
    private final Access access;
    private final Photos photos;
    private final Messenger messenger;
    private final PageSearch search;
    private final Films films;
    private final Notes notes;
    private final Clock clock;

    PagePublisher(GraphApi api, Access access, Films films, Notes notes, Clock clock) {
        this.api = api;
        this.access = access;
        this.photos = new Photos(api, access);
        this.messenger = new Messenger(api, access, notes);
        this.search = new PageSearch(api, access, notes);
        this.films = films;
        this.notes = notes;
        this.clock = clock;
    }

    Receipt publish(Post post) throws DeliveryException {
        require(post);
        Attempt attempt = new Attempt(clock);
        Optional<Receipt> there = notes.of(post).isPresent() ? find(post, attempt) : Optional.empty();
        if (there.isPresent()) {
            photos.forget(post);
            return there.get();
        }
        try {
            Receipt receipt = send(post, attempt);
            photos.forget(post);
            return receipt;
        } catch (DeliveryException failure) {
            if (failure.category() == FailureCategory.REJECTED) {
                // it may have been for its pictures, which Meta does not keep for ever
                photos.forget(post);
            }
            throw failure;
        }
    }

    private Receipt send(Post post, Attempt attempt) throws DeliveryException {
        if (post.recipient() != null) {
            notes.tries(post, clock.instant());
            return messenger.send(post, attempt);
        }
        String answered = post.inReplyTo();
        return answered == null ? say(post, attempt) : comment(post, answered, attempt);
    }

    private static void require(Post post) throws DeliveryException {
        Words.requireVisibility(post, "Facebook");
        String text = Words.withLink(post);
        if (post.recipient() != null) {
            Messenger.require(post, text);
            return;
        }
        boolean answer = post.inReplyTo() != null;
        Words.require(text, answer ? COMMENT : FacebookKind.TEXT, answer ? "A comment" : "A post");
        MediaKinds.require(post.media(), FacebookKind.LIMITS, "Facebook");
        if (isFilm(post) && (answer || post.media().size() > 1)) {
            throw rejected(
                    answer
                            ? "A comment on Facebook takes a picture, but no film. Leave it out."
                            : "A post on Facebook takes pictures or one film. Make it several posts.");
        }
        if (answer && post.media().size() > 1) {
            throw rejected("A comment on Facebook takes one picture; these are "
                    + post.media().size() + ".");
        }
        for (Media media : post.media()) {
            if (media.alternative().length() > FacebookKind.DESCRIPTION) {
                throw rejected("The description of " + media.name() + " has "
                        + media.alternative().length() + " characters; " + FacebookKind.DESCRIPTION + " are possible.");
            }
        }
    }

    /** A link that stands alone is shown as such; beside pictures it can only be part of the text. */
    private Receipt say(Post post, Attempt attempt) throws DeliveryException {
        if (isFilm(post)) {
            return films.publish(post, attempt);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        URI link = post.link();
        boolean pictures = !post.media().isEmpty();
        String text = pictures ? Words.withLink(post) : post.text();
        if (!text.isBlank()) {
            fields.put("message", text);
        }
        if (link != null && !pictures) {
            fields.put("link", link.toString());
        }
        List<String> brought = photos.bring(post, attempt);
        for (int i = 0; i < brought.size(); i++) {
            fields.put("attached_media[" + i + "]", "{\"media_fbid\":\"" + brought.get(i) + "\"}");
        }
        return send(post, access.me().id() + "/feed", fields, attempt);
    }

    private Receipt comment(Post post, String answered, Attempt attempt) throws DeliveryException {
        Map<String, String> fields = new LinkedHashMap<>();
        String text = Words.withLink(post);
        if (!text.isEmpty()) {
            fields.put("message", text);
        }
        for (String picture : photos.bring(post, attempt)) {
            fields.put("attachment_id", picture);
        }
        return send(post, GraphApi.id(answered) + "/comments", fields, attempt);
    }

    private Receipt send(Post post, String path, Map<String, String> fields, Attempt attempt) throws DeliveryException {
        attempt.requireTime();
        String token = access.me().token();
        notes.tries(post, clock.instant());
        GraphApi.Answer answer = api.change(token, path, HttpBody.form(fields), false);
        if (answer.code() == DUPLICATE) {
            Optional<Receipt> there = find(post, attempt);
            if (there.isPresent()) {
                return there.get();
            }
        }
        return receipt(api.good(answer, token).path("id").asText(""));
    }

    static Receipt receipt(String id) throws DeliveryException {
        if (!Entries.isId(id)) {
            throw new DeliveryException(FailureCategory.UNKNOWN_OUTCOME, "Meta answered without telling an id.", null);
        }
        return new Receipt(id, Entries.web("https://www.facebook.com/" + GraphApi.id(id)));
    }

    /** Looks through what the page has said there since the post was first sent. */
    Optional<Receipt> find(Post post) throws DeliveryException {
        return find(post, new Attempt(clock));
    }

    private Optional<Receipt> find(Post post, Attempt attempt) throws DeliveryException {
        access.me();
        attempt.requireTime();
        if (post.recipient() != null) {
            return messenger.find(post);
        }
        if (isFilm(post)) {
            return films.find(post, attempt);
        }
        String answered = post.inReplyTo();
        return answered == null ? search.amongPosts(post, attempt) : search.amongComments(post, answered, attempt);
    }

    private static boolean isFilm(Post post) {
        return post.media().stream().anyMatch(MediaKinds::isFilm);
    }

    /** The field of an entry that says something. */
    static String message(JsonNode entry) {
        return entry.path("message").asText("");
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
