package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.PersonDraft;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** Bodies of requests to {@code /people} and {@code /contacts}. */
final class PersonInputs {
    private PersonInputs() {}

    /** Contacts who are the same person. */
    @Schema(name = "PersonInput")
    public record PersonInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description =
                                    "Ids of 2 to 50 contacts, or of one with a name or a note; those who belong to people bring these along",
                            example = "[12, 40]")
                    @Nullable
                    List<@Nullable Long> contacts,
            @Schema(
                            description = "Up to 200 characters; absent for the name of the contact who spoke last",
                            example = "Anna Nowak")
                    @Nullable
                    String displayName,
            @Schema(description = "Up to 4,000 characters", example = "Prefers mail") @Nullable String note,
            @Schema(description = "Why they are the same, up to 500 characters", example = "She said so on the phone")
                    @Nullable
                    String reason) {
        PersonDraft draft() {
            List<@Nullable Long> ids = Inputs.required("contacts", contacts);
            if (ids.contains(null)) {
                throw Problem.invalid("contacts", "One of the contacts is null.", "Name each by its id.");
            }
            return new PersonDraft(
                    ids.stream().map(id -> Inputs.required("contacts", id)).toList(), displayName, note, reason);
        }
    }

    /** What is written of a person. */
    @Schema(name = "PersonWordsInput")
    public record WordsInput(
            @Schema(
                            description = "Up to 200 characters; absent for the name of the contact who spoke last",
                            example = "Anna Nowak")
                    @Nullable
                    String displayName,
            @Schema(description = "Up to 4,000 characters; absent for none", example = "Prefers mail") @Nullable
                    String note) {}

    /** A contact that is joined to a person. */
    @Schema(name = "PersonIdentityInput")
    public record IdentityInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Id of the contact", example = "40")
                    @Nullable
                    Long contactId,
            @Schema(description = "Why they are the same, up to 500 characters", example = "She said so on the phone")
                    @Nullable
                    String reason) {
        long contact() {
            return Inputs.required("contactId", contactId);
        }
    }

    /** A contact who is somebody else. */
    @Schema(name = "DismissalInput")
    public record DismissalInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Id of the contact who is not the same person",
                            example = "41")
                    @Nullable
                    Long contactId) {
        long contact() {
            return Inputs.required("contactId", contactId);
        }
    }
}
