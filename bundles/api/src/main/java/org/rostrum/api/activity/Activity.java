package org.rostrum.api.activity;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something someone said or did, in the words of ActivityStreams 2.0 (W3C Recommendation, 23 May 2017). Every text must be
 * text: without U+0000 and without halves of surrogate pairs, because no database keeps those alike.
 *
 * @param networkId the network's id of it, 1 to 512 characters; with the channel it is the key of the archive
 * @param direction said to the organisation or by it
 * @param verb ActivityStreams activity type, such as {@code Create}, {@code Announce}, {@code Like}
 * @param objectType ActivityStreams object type, such as {@code Note}, {@code Article}
 * @param actor who did it
 * @param published when it was said, in the years 1900 to 9999; kept to the microsecond
 * @param content plain text of it; empty when there is none; at most {@value #MAX_CONTENT} characters
 * @param language BCP 47 tag of the content; null when unknown
 * @param inReplyTo network id of what it answers; null when it answers nothing
 * @param context network's id of the conversation it belongs to; null when the network has no such notion
 * @param url where people can see it, at most 4,096 characters; null when nowhere
 * @param attachments in the order of the network, at most {@value #MAX_ATTACHMENTS}
 * @param original the record as it came; {@link Original#OMITTED} where it was not asked for
 */
public record Activity(
        String networkId,
        Direction direction,
        String verb,
        String objectType,
        Actor actor,
        Instant published,
        String content,
        @Nullable String language,
        @Nullable String inReplyTo,
        @Nullable String context,
        @Nullable URI url,
        List<Attachment> attachments,
        Original original) {

    /** Longest content, in characters; a longer text is refused, never cut. */
    public static final int MAX_CONTENT = 100_000;

    /** Most attachments of one activity. */
    public static final int MAX_ATTACHMENTS = 100;

    public Activity {
        Limits.text("networkId", networkId, 512);
        Objects.requireNonNull(direction, "direction");
        Limits.text("verb", verb, 64);
        Limits.text("objectType", objectType, 64);
        Objects.requireNonNull(actor, "actor");
        published = published.truncatedTo(ChronoUnit.MICROS);
        Limits.time("published", published);
        Limits.optionalText("content", Objects.requireNonNull(content, "content"), MAX_CONTENT);
        Limits.optionalText("language", language, 35);
        Limits.optionalText("inReplyTo", inReplyTo, 512);
        Limits.optionalText("context", context, 512);
        Limits.url("url", url);
        attachments = List.copyOf(attachments);
        if (attachments.size() > MAX_ATTACHMENTS) {
            throw new IllegalArgumentException("attachments: more than " + MAX_ATTACHMENTS);
        }
        Objects.requireNonNull(original, "original");
    }

    public ActivityKind kind() {
        return ActivityKind.of(verb, inReplyTo);
    }

    /** Starts with what every activity has; the rest defaults to a public {@code Create} of a {@code Note}. */
    public static Builder builder(String networkId, Direction direction, Actor actor, Instant published) {
        return new Builder(networkId, direction, actor, published);
    }

    /** Collects the optional parts; {@link #build()} checks them all at once. */
    public static final class Builder {
        private final String networkId;
        private final Direction direction;
        private final Actor actor;
        private final Instant published;
        private String verb = "Create";
        private String objectType = "Note";
        private String content = "";
        private @Nullable String language;
        private @Nullable String inReplyTo;
        private @Nullable String context;
        private @Nullable URI url;
        private List<Attachment> attachments = List.of();
        private Original original = new Original("text/plain", "");

        private Builder(String networkId, Direction direction, Actor actor, Instant published) {
            this.networkId = networkId;
            this.direction = direction;
            this.actor = actor;
            this.published = published;
        }

        public Builder verb(String value) {
            this.verb = value;
            return this;
        }

        public Builder objectType(String value) {
            this.objectType = value;
            return this;
        }

        public Builder content(String value) {
            this.content = value;
            return this;
        }

        public Builder language(@Nullable String value) {
            this.language = value;
            return this;
        }

        public Builder inReplyTo(@Nullable String value) {
            this.inReplyTo = value;
            return this;
        }

        public Builder context(@Nullable String value) {
            this.context = value;
            return this;
        }

        public Builder url(@Nullable URI value) {
            this.url = value;
            return this;
        }

        public Builder attachments(List<Attachment> value) {
            this.attachments = value;
            return this;
        }

        public Builder original(Original value) {
            this.original = value;
            return this;
        }

        /** @throws IllegalArgumentException naming the field that breaks its bound */
        public Activity build() {
            return new Activity(
                    networkId,
                    direction,
                    verb,
                    objectType,
                    actor,
                    published,
                    content,
                    language,
                    inReplyTo,
                    context,
                    url,
                    attachments,
                    original);
        }
    }
}
