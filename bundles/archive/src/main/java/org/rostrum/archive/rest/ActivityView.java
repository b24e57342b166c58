package org.rostrum.archive.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ArchivedActivity;

/** An archived activity as JSON. */
@Schema(name = "Activity", description = "Something someone said or did, in the words of ActivityStreams 2.0")
public record ActivityView(
        @Schema(description = "Place in the archive: 1, 2, 3 … without gaps") long sequence,
        String accountId,
        String channelId,
        long conversationId,
        @Schema(description = "The network's id of it; unique in its channel") String networkId,
        @Schema(
                        description = "Said to the organisation or by it",
                        allowableValues = {"INBOUND", "OUTBOUND"})
                String direction,
        @Schema(
                        description = "What it is, in the few words that figures are kept by",
                        allowableValues = {"POST", "REPLY", "SHARE", "REACTION", "RELATION", "OTHER"})
                String kind,
        @Schema(description = "ActivityStreams activity type", example = "Create") String verb,
        @Schema(description = "ActivityStreams object type", example = "Note") String objectType,
        ActorView actor,
        @Schema(description = "When it was said") Instant published,
        @Schema(description = "Plain text; may be empty") String content,
        @Schema(description = "BCP 47 tag; absent when unknown", example = "en") @Nullable String language,
        @Schema(description = "Network id of what it answers") @Nullable String inReplyTo,
        @Schema(description = "The network's id of the conversation") @Nullable String context,
        @Schema(description = "Where people can see it") @Nullable String url,
        List<AttachmentView> attachments,
        @Schema(description = "When it was stored") Instant archived,
        @Schema(description = "SHA-256 over the previous activity's hash and this one, hexadecimal") String hash,
        @Schema(description = "The record as it came; only when a single activity is asked for") @Nullable
                OriginalView original) {

    /** Who did it. */
    @Schema(name = "Actor")
    public record ActorView(
            @Schema(description = "The network's id of the actor") String networkId,
            @Nullable String handle,
            @Nullable String displayName,
            @Nullable String url) {}

    /** Something attached. */
    @Schema(name = "Attachment")
    public record AttachmentView(
            String url,
            @Nullable String mediaType,
            @Schema(description = "Alternative text") @Nullable String description) {}

    /** The record as the network or the file gave it. */
    @Schema(name = "Original")
    public record OriginalView(String mediaType, String text) {}

    static ActivityView of(ArchivedActivity archived) {
        return of(archived, null);
    }

    static ActivityView withOriginal(ArchivedActivity archived) {
        Original original = archived.activity().original();
        return of(archived, new OriginalView(original.mediaType(), original.text()));
    }

    private static ActivityView of(ArchivedActivity archived, @Nullable OriginalView original) {
        Activity activity = archived.activity();
        return new ActivityView(
                archived.sequence(),
                archived.accountId(),
                archived.channelId(),
                archived.conversationId(),
                activity.networkId(),
                activity.direction().name(),
                activity.kind().name(),
                activity.verb(),
                activity.objectType(),
                actor(activity.actor()),
                activity.published(),
                activity.content(),
                activity.language(),
                activity.inReplyTo(),
                activity.context(),
                text(activity.url()),
                activity.attachments().stream().map(ActivityView::attachment).toList(),
                archived.archived(),
                archived.hash(),
                original);
    }

    private static ActorView actor(Actor actor) {
        return new ActorView(actor.networkId(), actor.handle(), actor.displayName(), text(actor.url()));
    }

    private static AttachmentView attachment(Attachment attachment) {
        return new AttachmentView(attachment.url().toString(), attachment.mediaType(), attachment.description());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }
}
