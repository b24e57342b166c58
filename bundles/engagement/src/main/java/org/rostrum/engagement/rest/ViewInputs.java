package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxOrder;
import org.rostrum.api.engagement.InboxViewDraft;
import org.rostrum.api.engagement.InboxViewFilter;
import org.rostrum.api.problem.Inputs;

/** Bodies of requests to {@code /inbox/views}. */
final class ViewInputs {
    private ViewInputs() {}

    /** A view as a person writes it. */
    @Schema(name = "InboxViewInput")
    public record ViewInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 100 characters on one line",
                            example = "Urgent and nobody's")
                    @Nullable
                    String name,
            @Schema(description = "Account whose people see it, too; absent for nobody", example = "acme") @Nullable
                    String sharedWith,
            @Schema(description = "Which conversations it shows; absent for all") @Nullable FilterInput filter,
            @Schema(description = "NEWEST or DUE; NEWEST when absent", example = "NEWEST") @Nullable String order) {
        InboxViewDraft draft() {
            InboxOrder wanted = Inputs.constant("order", InboxOrder.class, order);
            return new InboxViewDraft(
                    Inputs.required("name", name),
                    sharedWith,
                    filter == null ? InboxViewFilter.ALL : filter.checked(),
                    wanted == null ? InboxOrder.NEWEST : wanted);
        }
    }

    /** The conditions, named as the parameters of the list. */
    @Schema(name = "InboxViewFilterInput")
    public record FilterInput(
            @Schema(example = "acme") @Nullable String account,
            @Schema(example = "acme.bluesky") @Nullable String channel,
            @Schema(description = "OPEN, PENDING, SNOOZED or CLOSED", example = "OPEN") @Nullable String status,
            @Schema(description = "User name; \"me\" for whoever looks, \"none\"", example = "none") @Nullable
                    String assignee,
            @Schema(description = "LOW, NORMAL, HIGH or URGENT", example = "URGENT") @Nullable String priority,
            @Schema(example = "repairs") @Nullable String label,
            @Schema(description = "\"me\"", example = "me") @Nullable String mentioned,
            @Schema(description = "Part of the excerpt or the contact's name") @Nullable String text,
            @Schema(description = "Words that all occur") @Nullable String q) {
        InboxViewFilter checked() {
            return new InboxViewFilter(
                    account,
                    channel,
                    Inputs.constant("filter.status", Status.class, status),
                    assignee,
                    Inputs.constant("filter.priority", Priority.class, priority),
                    label,
                    mentioned,
                    text,
                    q);
        }
    }
}
