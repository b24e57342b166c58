package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.AssignmentPerson;
import org.rostrum.api.engagement.AssignmentPolicyDraft;
import org.rostrum.api.engagement.AssignmentStrategy;
import org.rostrum.api.problem.Inputs;

/** Bodies of requests to {@code /assignment-policies}. */
final class AssignmentInputs {
    private AssignmentInputs() {}

    /** An assignment policy as a person writes it. */
    @Schema(name = "AssignmentPolicyInput")
    public record PolicyInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "It counts for this account and all below it",
                            example = "acme")
                    @Nullable
                    String accountId,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 200 characters on one line",
                            example = "Support in turn")
                    @Nullable
                    String name,
            @Schema(description = "Only conversations of this channel; absent for all", example = "acme.bluesky")
                    @Nullable
                    String channelId,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "ROUND_ROBIN, LEAST_OPEN, or NONE: nobody is given conversations here",
                            example = "ROUND_ROBIN")
                    @Nullable
                    String strategy,
            @Schema(description = "Who is given conversations: 1 to 100 people; none with NONE") @Nullable
                    List<@Nullable PersonInput> people,
            @Schema(
                            description =
                                    "Whether those who have switched themselves away are left out; true when absent",
                            example = "true")
                    @Nullable
                    Boolean skipsAbsent,
            @Schema(
                            description =
                                    "Whether a conversation that the customer opens again gets somebody else when whoever saw to it"
                                            + " is away; false when absent",
                            example = "false")
                    @Nullable
                    Boolean replacesAbsent) {
        AssignmentPolicyDraft draft() {
            List<AssignmentPerson> all = new ArrayList<>();
            for (PersonInput person : people == null ? List.<@Nullable PersonInput>of() : people) {
                String field = "people[" + all.size() + "]";
                all.add(Inputs.required(field, person).checked(field));
            }
            return new AssignmentPolicyDraft(
                    Inputs.required("accountId", accountId),
                    Inputs.required("name", name),
                    channelId,
                    Inputs.required("strategy", Inputs.constant("strategy", AssignmentStrategy.class, strategy)),
                    all,
                    !Boolean.FALSE.equals(skipsAbsent),
                    Boolean.TRUE.equals(replacesAbsent));
        }
    }

    /** Somebody who is given conversations. */
    @Schema(name = "AssignmentPersonInput")
    public record PersonInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Name of a user who may read the account's inbox",
                            example = "jan")
                    @Nullable
                    String user,
            @Schema(description = "BCP 47 tags of the languages they take, 20 at most; absent or empty for all")
                    @Nullable
                    List<@Nullable String> languages,
            @Schema(description = "Labels of conversations that they know about, 20 at most") @Nullable
                    List<@Nullable String> skills,
            @Schema(
                            description =
                                    "How many open conversations they may have, 1 to 10,000; absent for any number",
                            example = "20")
                    @Nullable
                    Integer mostOpen) {
        AssignmentPerson checked(String field) {
            return new AssignmentPerson(
                    Inputs.required(field + ".user", user),
                    words(field + ".languages", languages),
                    words(field + ".skills", skills),
                    mostOpen);
        }

        private static List<String> words(String field, @Nullable List<@Nullable String> wanted) {
            List<String> words = new ArrayList<>();
            for (String word : wanted == null ? List.<@Nullable String>of() : wanted) {
                words.add(Inputs.required(field, word));
            }
            return words;
        }
    }

    /** Whether the caller is there. */
    @Schema(name = "InboxAvailabilityInput")
    public record AvailabilityInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "false") @Nullable Boolean available) {}
}
