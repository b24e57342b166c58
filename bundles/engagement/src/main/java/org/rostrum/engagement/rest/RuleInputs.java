package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.engagement.RuleEffects;
import org.rostrum.api.problem.Inputs;

/** Rules as people send them. */
final class RuleInputs {
    private RuleInputs() {}

    /** Conditions as JSON; whatever is left out does not restrict. */
    @Schema(name = "RoutingRulesConditionsInput")
    public record ConditionsInput(
            @Schema(description = "At least one occurs, as whole words, ignoring case and accents") @Nullable
                    List<String> anyWords,
            @Schema(description = "Every one occurs") @Nullable List<String> allWords,
            @Schema(description = "None occurs") @Nullable List<String> noWords,
            @Schema(description = "BCP 47 tags or their prefixes") @Nullable List<String> languages,
            @Nullable List<String> accountIds,
            @Nullable Direction direction,
            @Schema(description = "Only the first inbound activity of a conversation") @Nullable
                    Boolean firstOfConversation,
            @Schema(description = "Came through one of these channels") @Nullable List<String> channelIds,
            @Schema(description = "Networks of the person outside, such as mastodon") @Nullable List<String> networks,
            @Schema(description = "Handles or network ids of persons outside, without @") @Nullable
                    List<String> contacts,
            @Schema(description = "Whether the account was open when it was said") RuleConditions.@Nullable Hours hours,
            @Schema(description = "What was known of the person then; every one holds") @Nullable
                    Set<RuleConditions.History> history,
            @Schema(description = "At least one of these sets holds; sets name no accounts and have none of their own")
                    @Nullable
                    List<ConditionsInput> anyOf,
            @Schema(description = "None of these sets holds") @Nullable List<ConditionsInput> noneOf) {
        RuleConditions conditions() {
            return new RuleConditions(
                    orEmpty(anyWords),
                    orEmpty(allWords),
                    orEmpty(noWords),
                    orEmpty(languages),
                    orEmpty(accountIds),
                    direction,
                    Boolean.TRUE.equals(firstOfConversation),
                    orEmpty(channelIds),
                    orEmpty(networks),
                    orEmpty(contacts),
                    hours,
                    history == null ? Set.of() : history,
                    sets(anyOf),
                    sets(noneOf));
        }

        private static List<RuleConditions> sets(@Nullable List<ConditionsInput> sets) {
            return orEmpty(sets).stream().map(ConditionsInput::conditions).toList();
        }

        private static <T> List<T> orEmpty(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }
    }

    /** A rule as a person writes it. */
    @Schema(name = "RoutingRulesRuleInput")
    public record RuleInput(
            @Schema(description = "Smaller is tried earlier; 100 if absent") @Nullable Integer position,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 200 characters on one line")
                    @Nullable
                    String name,
            @Schema(description = "true if absent") @Nullable Boolean enabled,
            @Nullable ConditionsInput conditions,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable RuleAction action,
            @Schema(description = "Who takes care of it; for NOTICE a mail address; absent for INBOX") @Nullable
                    String owner,
            @Schema(description = "The adapter that carries it; any that takes the kind if absent") @Nullable
                    String adapter,
            @Schema(description = "Whether later rules are tried too; false if absent") @Nullable Boolean goOn,
            @Schema(description = "What it does in the inbox; nothing if absent") @Nullable EffectsInput effects) {
        RuleDraft draft() {
            ConditionsInput given = conditions;
            return new RuleDraft(
                    Objects.requireNonNullElse(position, 100),
                    Inputs.required("name", name),
                    Objects.requireNonNullElse(enabled, true),
                    given == null
                            ? new RuleConditions(List.of(), List.of(), List.of(), List.of(), List.of(), null, false)
                            : given.conditions(),
                    Inputs.required("action", action),
                    action == RuleAction.INBOX ? "" : Inputs.required("owner", owner),
                    adapter,
                    Objects.requireNonNullElse(goOn, false),
                    effects == null ? RuleEffects.NONE : effects.effects());
        }
    }

    /** Effects as JSON. */
    @Schema(name = "RoutingRulesEffectsInput")
    public record EffectsInput(
            @Schema(description = "Name of the user who gets it, before any assignment policy") @Nullable
                    String assignee,
            @Schema(description = "Labels that are added, at most 20") @Nullable Set<String> labels,
            @Nullable Priority priority,
            @Schema(description = "Whether it is put aside: closed, unless it has been answered; false if absent")
                    @Nullable
                    Boolean close) {
        RuleEffects effects() {
            return new RuleEffects(assignee, labels == null ? Set.of() : labels, priority, Boolean.TRUE.equals(close));
        }
    }
}
