package org.rostrum.spi.connector;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to be said on a network.
 *
 * @param idempotencyKey 1 to 200 characters; two posts of the same key are the same post
 * @param decided when it was decided that it is said, to the microsecond; the same in all attempts, so that an id may be made of it
 * @param text plain text; empty when there is none
 * @param title for networks with articles; null elsewhere
 * @param language BCP 47 tag; null when unknown
 * @param visibility who may see it; a network that does not know it must refuse the post
 * @param inReplyTo network id of what it answers; null when it answers nothing
 * @param recipient network id of the person who alone may read it; null for everything else
 * @param link what the post is about, for networks that show links beside the text; null when about nothing
 * @param media in the order in which they are shown
 */
public record Post(
        String idempotencyKey,
        Instant decided,
        String text,
        @Nullable String title,
        @Nullable String language,
        Visibility visibility,
        @Nullable String inReplyTo,
        @Nullable String recipient,
        @Nullable URI link,
        List<Media> media) {

    /** Who may see a post. */
    public enum Visibility {
        PUBLIC,
        /** Everybody who knows of it; it is not listed. */
        UNLISTED,
        FOLLOWERS,
        /** The recipient alone. */
        DIRECT
    }

    public Post {
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
            throw new IllegalArgumentException("idempotencyKey: 1 to 200 characters");
        }
        decided = decided.truncatedTo(ChronoUnit.MICROS);
        Objects.requireNonNull(text, "text");
        if ((visibility == Visibility.DIRECT) != (recipient != null)) {
            throw new IllegalArgumentException("recipient: needed for direct messages, and for nothing else");
        }
        media = List.copyOf(media);
        if (text.isBlank() && media.isEmpty() && link == null) {
            throw new IllegalArgumentException("text: a post needs text, media or a link");
        }
    }

    /** A public post of a text alone. */
    public static Post of(String idempotencyKey, Instant decided, String text) {
        return new Post(idempotencyKey, decided, text, null, null, Visibility.PUBLIC, null, null, null, List.of());
    }

    /** The same as an answer. */
    public Post replyingTo(String networkId) {
        return new Post(idempotencyKey, decided, text, title, language, visibility, networkId, recipient, link, media);
    }

    /** The same with media. */
    public Post with(List<Media> other) {
        return new Post(idempotencyKey, decided, text, title, language, visibility, inReplyTo, recipient, link, other);
    }

    /** What a connector must be able to do to publish it. */
    public Set<Ability> needs() {
        Set<Ability> needs = EnumSet.of(
                recipient != null ? Ability.DIRECT_MESSAGE : inReplyTo != null ? Ability.REPLY : Ability.PUBLISH);
        if (!media.isEmpty()) {
            needs.add(Ability.MEDIA);
        }
        return needs;
    }
}
