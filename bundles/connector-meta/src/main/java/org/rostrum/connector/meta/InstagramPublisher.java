package org.rostrum.connector.meta;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;

/**
 * Says things as the account. Which container holds a post is noted before it is published: Meta tells of the container whether it
 * was, so that a lost answer can be found out for certain.
 */
final class InstagramPublisher {
    private static final Pattern TAG = Pattern.compile("#[\\p{L}\\p{N}_]+");
    private static final Pattern NAME = Pattern.compile("(?<![\\p{L}\\p{N}_])@[A-Za-z0-9_.]+");
    private static final int MOST_TAGS = 30;
    private static final int MOST_NAMES = 20;

    private final GraphApi api;
    private final Access access;
    private final Containers containers;
    private final Notes notes;
    private final Quota quota;
    private final InstagramSearch search;
    private final Clock clock;

    InstagramPublisher(GraphApi api, Access access, Containers containers, Notes notes, Quota quota, Clock clock) {
        this.api = api;
        this.access = access;
        this.containers = containers;
        this.notes = notes;
        this.quota = quota;
        this.search = new InstagramSearch(api, access, notes);
        this.clock = clock;
    }

    Receipt publish(Post post) throws DeliveryException {
        Words.requireVisibility(post, "Instagram");
        String answered = post.inReplyTo();
        if (post.recipient() != null) {
            throw new DeliveryException(FailureCategory.UNSUPPORTED, "This channel writes no direct messages.", null);
        }
        Attempt attempt = new Attempt(clock);
        if (answered != null) {
            return answer(post, id(answered), attempt);
        }
        require(post);
        Optional<Receipt> there = notes.of(post).isPresent() ? find(post, attempt) : Optional.empty();
        if (there.isPresent()) {
            containers.forget(post);
            return there.get();
        }
        return say(post, attempt);
    }

    private static void require(Post post) throws DeliveryException {
        String text = Words.withLink(post);
        Words.require(text, InstagramKind.TEXT, "A caption");
        count(text, TAG, MOST_TAGS, "hashtags");
        count(text, NAME, MOST_NAMES, "names with @");
        if (post.media().isEmpty()) {
            throw rejected("A post on Instagram needs a picture or a film. Add one.");
        }
        MediaKinds.require(post.media(), InstagramKind.LIMITS, "Instagram");
        for (Media media : post.media()) {
            if (media.alternative().length() > InstagramKind.DESCRIPTION) {
                throw rejected("The description of " + media.name() + " has "
                        + media.alternative().length() + " characters; " + InstagramKind.DESCRIPTION
                        + " are possible.");
            }
        }
    }

    private static void count(String text, Pattern what, int most, String name) throws DeliveryException {
        long found = what.matcher(text).results().count();
        if (found > most) {
            throw rejected("A caption may have " + most + " " + name + "; this has " + found + ". Leave some out.");
        }
    }

    private Receipt say(Post post, Attempt attempt) throws DeliveryException {
        attempt.requireTime();
        String container = prepared(post);
        if (container == null) {
            quota.require(attempt);
            container = made(post, attempt);
        }
        attempt.requireTime();
        containers.await(container, attempt);
        notes.note(post, container);
        attempt.requireTime();
        String token = access.given();
        String id = api.good(
                        api.change(
                                token,
                                access.account() + "/media_publish",
                                HttpBody.form(Map.of("creation_id", container)),
                                false),
                        token)
                .path("id")
                .asText("");
        Receipt receipt = receipt(id, attempt);
        containers.forget(post);
        return receipt;
    }

    private String made(Post post, Attempt attempt) throws DeliveryException {
        try {
            return containers.make(post, attempt);
        } catch (DeliveryException failure) {
            if (failure.category() == FailureCategory.REJECTED) {
                // it may have been for what an attempt before has brought, which Meta does not keep for ever
                containers.forget(post);
            }
            throw failure;
        }
    }

    /** What an attempt before has left, if it can still be published; null when there is nothing. */
    private @Nullable String prepared(Post post) throws DeliveryException {
        String container = notes.of(post).orElse(null);
        if (container == null) {
            return null;
        }
        return switch (containers.status(container)) {
            case FINISHED, IN_PROGRESS -> container;
            case PUBLISHED, ERROR, EXPIRED, GONE -> {
                containers.forget(post);
                yield null;
            }
        };
    }

    private Receipt receipt(String id, Attempt attempt) throws DeliveryException {
        if (InstagramId.parse(id).isEmpty()) {
            throw new DeliveryException(FailureCategory.UNKNOWN_OUTCOME, "Meta answered without telling an id.", null);
        }
        return new Receipt(id, page(id, attempt));
    }

    /** Where people see it; it is there even when this cannot be found out. */
    private @Nullable URI page(String id, Attempt attempt) {
        if (!attempt.hasTime()) {
            return null;
        }
        try {
            return Entries.web(api.ask(access.given(), GraphApi.id(id), Map.of("fields", "permalink"))
                    .path("permalink")
                    .asText(""));
        } catch (DeliveryException unknown) {
            return null;
        }
    }

    private Receipt answer(Post post, InstagramId answered, Attempt attempt) throws DeliveryException {
        String text = Words.withLink(post);
        Words.require(text, InstagramKind.TEXT, "A comment");
        if (!post.media().isEmpty()) {
            throw rejected("A comment on Instagram carries text only. Leave out the media.");
        }
        Optional<Receipt> there = notes.of(post).isPresent() ? find(post, attempt) : Optional.empty();
        if (there.isPresent()) {
            return there.get();
        }
        attempt.requireTime();
        notes.tries(post, clock.instant());
        String id = api.act(access.given(), below(answered), Map.of("message", text))
                .path("id")
                .asText("");
        InstagramId said = InstagramId.parse(answered.media() + "/" + id)
                .orElseThrow(() -> new DeliveryException(
                        FailureCategory.UNKNOWN_OUTCOME, "Meta answered without telling an id.", null));
        return new Receipt(said.toString(), null);
    }

    private static String below(InstagramId answered) {
        return answered.comment() == null ? answered.media() + "/comments" : answered.comment() + "/replies";
    }

    Optional<Receipt> find(Post post) throws DeliveryException {
        return find(post, new Attempt(clock));
    }

    private Optional<Receipt> find(Post post, Attempt attempt) throws DeliveryException {
        String answered = post.inReplyTo();
        if (answered != null) {
            InstagramId id = id(answered);
            return search.amongComments(post, below(id), attempt)
                    .map(found -> new Receipt(id.media() + "/" + found, null));
        }
        String container = notes.of(post).orElse(null);
        if (container == null) {
            // nothing is known of it: not sent, or what was noted went with a changed token
            return among(post, attempt);
        }
        return switch (containers.status(container)) {
            case FINISHED, IN_PROGRESS, ERROR, EXPIRED -> Optional.empty();
            case PUBLISHED -> Optional.of(among(post, attempt)
                    .orElseThrow(() -> new DeliveryException(
                            FailureCategory.UNAVAILABLE,
                            "Instagram has published it, but does not show it yet. It is looked for again.",
                            null)));
            case GONE -> among(post, attempt);
        };
    }

    private Optional<Receipt> among(Post post, Attempt attempt) throws DeliveryException {
        Optional<String> found = search.amongPosts(post, attempt);
        return found.isEmpty() ? Optional.empty() : Optional.of(new Receipt(found.get(), page(found.get(), attempt)));
    }

    private static InstagramId id(String text) throws DeliveryException {
        return InstagramId.parse(text)
                .orElseThrow(() -> rejected("\"" + text + "\" is no post or comment of Instagram."));
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
