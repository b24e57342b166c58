package org.rostrum.archive.store;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Intake;

/**
 * A row of {@code archive_activity} without its link. Texts are as stored, so that a row somebody tampered with can be read
 * too.
 *
 * @param thread the conversation it was threaded into when it was stored; see {@code archive_merged}
 * @param contactId the person outside who said it; null for what was said by the organisation
 * @param attachments JSON; null when there are none
 */
public record ActivityRow(
        long sequence,
        String accountId,
        String channelId,
        String networkId,
        String network,
        long thread,
        @Nullable Long contactId,
        String direction,
        String kind,
        String verb,
        String objectType,
        String actorId,
        @Nullable String actorHandle,
        @Nullable String actorName,
        @Nullable String actorUrl,
        Instant published,
        String content,
        @Nullable String language,
        @Nullable String inReplyTo,
        @Nullable String context,
        @Nullable String url,
        @Nullable String attachments,
        Instant archived,
        Hash originalHash) {

    public static ActivityRow of(
            long sequence,
            Intake.Entry entry,
            long thread,
            @Nullable Long contactId,
            Instant archived,
            Hash originalHash) {
        Activity activity = entry.activity();
        Actor actor = activity.actor();
        return new ActivityRow(
                sequence,
                entry.accountId(),
                entry.channelId(),
                activity.networkId(),
                entry.network(),
                thread,
                contactId,
                activity.direction().name(),
                activity.kind().name(),
                activity.verb(),
                activity.objectType(),
                actor.networkId(),
                actor.handle(),
                actor.displayName(),
                text(actor.url()),
                activity.published(),
                activity.content(),
                activity.language(),
                activity.inReplyTo(),
                activity.context(),
                text(activity.url()),
                AttachmentsJson.write(activity.attachments()),
                archived,
                originalHash);
    }

    /** The row as the API shows it. */
    public ArchivedActivity toArchived(long conversationId, Hash hash, Original original) {
        Activity activity = new Activity(
                networkId,
                Direction.valueOf(direction),
                verb,
                objectType,
                new Actor(actorId, actorHandle, actorName, uri(actorUrl)),
                published,
                content,
                language,
                inReplyTo,
                context,
                uri(url),
                AttachmentsJson.read(attachments),
                original);
        return new ArchivedActivity(sequence, accountId, channelId, conversationId, archived, hash.hex(), activity);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }
}
