import type { Schema } from "../api/client";
import { toList } from "../ui/words";

export type Rule = Schema<"RoutingRule">;
type Conditions = Rule["conditions"];

/** A rule as its form has it: lists are texts with commas. */
export function draftOf(rule: Rule | undefined) {
    const conditions = rule?.conditions;
    const text = (list: string[] | undefined) => list?.join(", ") ?? "";
    return {
        name: rule?.name ?? "",
        position: rule?.position ?? 100,
        enabled: rule?.enabled ?? true,
        action: rule?.action ?? ("TICKET" as Rule["action"]),
        owner: rule?.owner ?? "",
        adapter: rule?.adapter ?? "",
        goOn: rule?.goOn ?? false,
        assignee: rule?.effects.assignee ?? "",
        labels: text(rule?.effects.labels),
        priority: rule?.effects.priority ?? ("" as const),
        close: rule?.effects.close ?? false,
        anyWords: text(conditions?.anyWords),
        allWords: text(conditions?.allWords),
        noWords: text(conditions?.noWords),
        languages: text(conditions?.languages),
        accountIds: conditions?.accountIds ?? [],
        direction: conditions?.direction ?? (rule ? ("" as const) : ("INBOUND" as const)),
        first: conditions?.firstOfConversation ?? false,
        channelIds: conditions?.channelIds ?? [],
        networks: text(conditions?.networks),
        contacts: text(conditions?.contacts),
        hours: conditions?.hours ?? ("" as const),
        history: conditions?.history ?? ([] as Conditions["history"]),
        // the form shows how many there are, and keeps them
        anyOf: conditions?.anyOf ?? [],
        noneOf: conditions?.noneOf ?? [],
    };
}

export type Draft = ReturnType<typeof draftOf>;

/** What is sent. */
export function bodyOf(draft: Draft): Schema<"RoutingRulesRuleInput"> {
    return {
        name: draft.name,
        position: draft.position,
        enabled: draft.enabled,
        action: draft.action,
        owner: draft.action === "INBOX" ? undefined : draft.owner,
        adapter: draft.adapter || undefined,
        goOn: draft.goOn,
        effects: {
            assignee: draft.assignee.trim() || undefined,
            labels: toList(draft.labels),
            priority: draft.priority || undefined,
            close: draft.close,
        },
        conditions: {
            anyWords: toList(draft.anyWords),
            allWords: toList(draft.allWords),
            noWords: toList(draft.noWords),
            languages: toList(draft.languages),
            accountIds: draft.accountIds,
            direction: draft.direction || undefined,
            firstOfConversation: draft.first,
            channelIds: draft.channelIds,
            networks: toList(draft.networks),
            contacts: toList(draft.contacts),
            hours: draft.hours || undefined,
            history: draft.history,
            anyOf: draft.anyOf,
            noneOf: draft.noneOf,
        },
    };
}
