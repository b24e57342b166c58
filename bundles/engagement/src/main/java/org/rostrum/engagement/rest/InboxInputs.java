package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxReply;
import org.rostrum.api.engagement.InboxTarget;
import org.rostrum.api.problem.Inputs;

/** Bodies of requests to {@code /inbox}. */
final class InboxInputs {
    private InboxInputs() {}

    /** What shall be different. */
    @Schema(name = "InboxChange")
    public record ChangeInput(
            @Schema(description = "OPEN, PENDING, SNOOZED or CLOSED; absent to leave it", example = "PENDING") @Nullable
                    String status,
            @Schema(description = "With SNOOZED: when it comes back", example = "2027-01-04T08:00:00Z") @Nullable
                    String snoozedUntil,
            @Schema(description = "User name; empty for nobody; absent to leave it", example = "jan") @Nullable
                    String assignee,
            @Schema(description = "LOW, NORMAL, HIGH or URGENT; absent to leave it", example = "HIGH") @Nullable
                    String priority,
            @Schema(description = "All labels that it shall have, 20 of 60 characters at most; absent to leave them")
                    @Nullable
                    List<String> labels,
            @Schema(description = "Labels that it shall have besides; not together with labels") @Nullable
                    List<String> addLabels,
            @Schema(description = "Labels that it shall not have any more; not together with labels") @Nullable
                    List<String> removeLabels) {
        InboxChange checked() {
            return new InboxChange(
                    Inputs.constant("status", Status.class, status),
                    Inputs.instant("snoozedUntil", snoozedUntil),
                    assignee,
                    Inputs.constant("priority", Priority.class, priority),
                    set(labels),
                    set(addLabels),
                    set(removeLabels));
        }

        private static @Nullable SortedSet<String> set(@Nullable List<String> labels) {
            return labels == null ? null : new TreeSet<>(labels);
        }
    }

    /** A conversation that shall be changed. */
    @Schema(name = "InboxTargetInput")
    public record TargetInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Id of the conversation", example = "12")
                    @Nullable
                    Long id,
            @Schema(
                            description =
                                    "What you have seen: it is left alone when somebody else has changed it since; absent to"
                                            + " change it all the same",
                            example = "3")
                    @Nullable
                    Long version) {
        InboxTarget checked() {
            return new InboxTarget(Inputs.required("conversations.id", id), version);
        }
    }

    /** Conversations that shall be changed alike. */
    @Schema(name = "InboxBulkChange")
    public record BulkInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 500") @Nullable
                    List<TargetInput> conversations,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "What shall be different") @Nullable
                    ChangeInput change) {}

    /** A note. */
    @Schema(name = "NoteInput")
    public record NoteInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 4,000 characters",
                            example = "Asked the workshop")
                    @Nullable
                    String text) {}

    /** A reply. */
    @Schema(name = "ReplyInput")
    public record ReplyInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Plain text",
                            example = "We are sorry! Which model is it?")
                    @Nullable
                    String text,
            @Schema(description = "BCP 47 tag", example = "en") @Nullable String language,
            @Schema(description = "true: the person alone reads it; false when absent") @Nullable Boolean direct,
            @Schema(
                            description =
                                    "The last event of the conversation that you know of, 0 for none: when somebody else has"
                                            + " answered since, the reply is refused; absent to send it all the same",
                            example = "17")
                    @Nullable
                    Long seen) {
        InboxReply checked(String key) {
            return new InboxReply(Inputs.required("text", text), language, Boolean.TRUE.equals(direct), seen, key);
        }
    }

    /** A reply that is being written. */
    @Schema(name = "ReplyPreviewInput")
    public record ReplyPreviewInput(
            @Schema(description = "What is written so far", example = "We are sorry!") @Nullable String text) {}
}
