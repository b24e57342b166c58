package org.rostrum.delivery.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.security.Requester;

/** A delivery as JSON. */
@Schema(name = "Delivery")
public record DeliveryView(
        long id,
        @Schema(description = "What it is", example = "lead") String kind,
        @Schema(description = "The adapter that was asked for; absent when any that takes the kind may carry it")
                @Nullable
                String adapter,
        @Schema(description = "The account on whose behalf; absent for the installation itself") @Nullable
                String accountId,
        @Schema(description = "What it is about; deliveries of one subject go in order", example = "lead/7")
                String subject,
        @Schema(description = "A second request of the same key is the same delivery") String idempotencyKey,
        @Schema(description = "PENDING waits, SENDING is being handed over, DEAD waits for a person")
                Delivery.State state,
        @Schema(description = "How often it was handed over") int attempts,
        Instant created,
        @Schema(description = "When it is tried next; absent when it will not be") @Nullable Instant nextAttempt,
        @Schema(description = "When it ended") @Nullable Instant finished,
        @Schema(description = "The other side's id of it, once delivered") @Nullable String externalId,
        @Schema(description = "Where people can see it on the other side") @Nullable String externalUrl,
        @Schema(
                        description = "Why the last attempt failed",
                        allowableValues = {
                            "AUTH_EXPIRED",
                            "RATE_LIMITED",
                            "REJECTED",
                            "UNAVAILABLE",
                            "UNKNOWN_OUTCOME",
                            "UNSUPPORTED"
                        })
                @Nullable
                String category,
        @Schema(description = "The last failure, or why it waits, in words") @Nullable String error,
        @Schema(description = "User, or part of the server, who asked for it; absent when that was not noted yet")
                @Nullable
                String requestedBy,
        @Schema(
                        description =
                                "The account of whoever asked; another one than accountId when they acted for that one;"
                                        + " absent for the organisation as a whole")
                @Nullable
                String requesterAccountId,
        List<Attachment> attachments,
        @Schema(description = "What is sent, any JSON; absent in lists", implementation = Object.class)
                @JsonRawValue
                @Nullable
                String payload,
        @Schema(description = "Another number when the payload is another one; absent in lists") @Nullable
                Long version) {
    /** What is sent along. */
    @Schema(name = "DeliveryAttachment")
    public record Attachment(String name, String mediaType, String reference) {
        static Attachment of(AttachmentReference reference) {
            return new Attachment(reference.name(), reference.mediaType(), reference.reference());
        }
    }

    static DeliveryView brief(Delivery delivery) {
        return of(delivery, null, null);
    }

    static DeliveryView whole(Delivery delivery) {
        return of(delivery, delivery.request().payload(), delivery.request().payloadVersion());
    }

    private static DeliveryView of(Delivery delivery, @Nullable String payload, @Nullable Long version) {
        Requester requester = delivery.requestedBy();
        return new DeliveryView(
                delivery.id(),
                delivery.request().kind(),
                delivery.request().adapter(),
                delivery.request().accountId(),
                delivery.request().subject(),
                delivery.request().idempotencyKey(),
                delivery.state(),
                delivery.attempts(),
                delivery.created(),
                delivery.nextAttempt(),
                delivery.finished(),
                delivery.externalId(),
                delivery.externalUrl(),
                delivery.category() == null ? null : delivery.category().name(),
                delivery.error(),
                requester == null ? null : requester.name(),
                requester == null ? null : requester.accountId(),
                delivery.request().attachments().stream().map(Attachment::of).toList(),
                payload,
                version);
    }
}
