package org.rostrum.archive.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ArchivedActivity;

/** An archived activity as JSON. */
public record ActivityView(
        long sequence,
        String accountId,
        String channelId,
        long conversationId,
        String networkId,
        Direction direction,
        ActivityKind kind,
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
        Instant archived,
        @Schema(description = "SHA-256 over the previous hash and this row") String hash,
        @Schema(description = "The record as it came; only when one activity is asked for") @Nullable
                Original original) {

    static ActivityView withoutOriginal(ArchivedActivity archived) {
        return of(archived, null);
    }

    static ActivityView whole(ArchivedActivity archived) {
        return of(archived, archived.activity().original());
    }

    private static ActivityView of(ArchivedActivity archived, @Nullable Original original) {
        Activity activity = archived.activity();
        return new ActivityView(
                archived.sequence(),
                archived.accountId(),
                archived.channelId(),
                archived.conversationId(),
                activity.networkId(),
                activity.direction(),
                activity.kind(),
                activity.verb(),
                activity.objectType(),
                activity.actor(),
                activity.published(),
                activity.content(),
                activity.language(),
                activity.inReplyTo(),
                activity.context(),
                activity.url(),
                activity.attachments(),
                archived.archived(),
                archived.hash(),
                original);
    }
}
