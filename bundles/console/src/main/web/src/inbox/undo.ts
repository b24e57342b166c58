import type { Schema } from "../api/client";

type Conversation = Schema<"InboxConversation">;
type Change = Schema<"InboxChange">;

/** What it would take to make a conversation what it was. */
export function former(was: Conversation, now: number): Change {
    const sleeps = was.snoozedUntil !== undefined && Date.parse(was.snoozedUntil) > now;
    return {
        status: was.status === "SNOOZED" && !sleeps ? "OPEN" : was.status,
        snoozedUntil: sleeps ? was.snoozedUntil : undefined,
        assignee: was.assignee ?? "",
        priority: was.priority,
        labels: was.labels,
    };
}

/** Those that were alike are changed together. */
export function groups(before: Conversation[], after: Conversation[], now: number) {
    const found = new Map<string, { change: Change; conversations: { id: number; version: number }[] }>();
    for (const { id, version } of after) {
        const was = before.find((one) => one.id === id);
        if (!was) continue;
        const change = former(was, now);
        const key = JSON.stringify(change);
        const group = found.get(key) ?? { change, conversations: [] };
        group.conversations.push({ id, version });
        found.set(key, group);
    }
    return [...found.values()];
}
