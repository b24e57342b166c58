package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.engagement.ResponseTargetDraft;
import org.rostrum.api.problem.Inputs;

/** Bodies of requests to {@code /slas}. */
final class TargetInputs {
    private TargetInputs() {}

    /** A response target as a person writes it. */
    @Schema(name = "ResponseTargetInput")
    public record TargetInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "It counts for this account and all below it",
                            example = "acme")
                    @Nullable
                    String accountId,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 200 characters on one line",
                            example = "Answers within the hour")
                    @Nullable
                    String name,
            @Schema(description = "Only conversations of this channel; absent for all", example = "acme.bluesky")
                    @Nullable
                    String channelId,
            @Schema(description = "Only conversations of LOW, NORMAL, HIGH or URGENT priority; absent for all")
                    @Nullable
                    String priority,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description =
                                    "1 to 525,600 minutes by measure, at least one: FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION",
                            example = "{\"FIRST_RESPONSE\": 60, \"RESOLUTION\": 2880}")
                    @Nullable
                    Map<String, @Nullable Integer> minutes,
            @Schema(
                            description =
                                    "true: only time counts in which the conversation's account is open; false when absent",
                            example = "true")
                    @Nullable
                    Boolean businessHours,
            @Schema(
                            description = "Share of the time after which is warned, 1 to 99; absent for no warning",
                            example = "80")
                    @Nullable
                    Integer warnPercent,
            @Schema(description = "What is done after it was missed, 10 steps at most") @Nullable
                    List<@Nullable StepInput> escalation) {
        ResponseTargetDraft draft() {
            return new ResponseTargetDraft(
                    Inputs.required("accountId", accountId),
                    Inputs.required("name", name),
                    channelId,
                    Inputs.constant("priority", Priority.class, priority),
                    checked(Inputs.required("minutes", minutes)),
                    Boolean.TRUE.equals(businessHours),
                    warnPercent,
                    steps(escalation));
        }

        private static Map<ResponseMeasure, Integer> checked(Map<String, @Nullable Integer> minutes) {
            Map<ResponseMeasure, Integer> checked = new EnumMap<>(ResponseMeasure.class);
            minutes.forEach((measure, value) -> checked.put(
                    Inputs.required("minutes", Inputs.constant("minutes", ResponseMeasure.class, measure)),
                    Inputs.required("minutes." + measure, value)));
            return checked;
        }

        private static List<EscalationStep> steps(@Nullable List<@Nullable StepInput> wanted) {
            List<EscalationStep> steps = new ArrayList<>();
            for (StepInput step : wanted == null ? List.<@Nullable StepInput>of() : wanted) {
                String field = "escalation[" + steps.size() + "]";
                steps.add(Inputs.required(field, step).checked(field));
            }
            return steps;
        }
    }

    /** A step of an escalation. */
    @Schema(name = "EscalationStepInput")
    public record StepInput(
            @Schema(description = "0 to 525,600 minutes after it was due, counted as the target counts", example = "30")
                    @Nullable
                    Integer afterMinutes,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "PRIORITY, ASSIGN, MENTION or LABEL",
                            example = "PRIORITY")
                    @Nullable
                    String action,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "The priority, user or label",
                            example = "URGENT")
                    @Nullable
                    String value) {
        EscalationStep checked(String field) {
            return new EscalationStep(
                    afterMinutes == null ? 0 : afterMinutes,
                    Inputs.required(
                            field + ".action", Inputs.constant(field + ".action", EscalationStep.Action.class, action)),
                    Inputs.required(field + ".value", value));
        }
    }
}
