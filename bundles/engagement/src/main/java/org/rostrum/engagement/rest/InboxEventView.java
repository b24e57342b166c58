package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxEvent;

/** An event of the inbox as JSON. */
@Schema(name = "InboxEvent")
public record InboxEventView(
        long id,
        long conversationId,
        Instant happened,
        @Schema(description = "User, or part of the server") String actor,
        @Schema(description = "The account they belonged to then; absent for the organisation as a whole") @Nullable
                String actorAccountId,
        InboxEvent.Kind kind,
        @Schema(description = "The note's or reply's text, or what it became") String detail,
        @Schema(description = "Of a reply and what became of it") @Nullable Long deliveryId) {
    static InboxEventView of(InboxEvent event) {
        return new InboxEventView(
                event.id(),
                event.conversationId(),
                event.happened(),
                event.actor().name(),
                event.actor().accountId(),
                event.kind(),
                event.detail(),
                event.deliveryId());
    }
}
