import { expect, test } from "vitest";
import type { Schema } from "../api/client";
import { begunName } from "./names";
import { former, groups } from "./undo";

const NOW = Date.parse("2026-05-01T12:00:00Z");

function conversation(id: number, changes: Partial<Schema<"InboxConversation">> = {}): Schema<"InboxConversation"> {
    return {
        id,
        accountId: "acme",
        channelId: "acme.x",
        contact: "Anna",
        status: "OPEN",
        priority: "NORMAL",
        labels: [],
        excerpt: "It leaks",
        inboundSequence: 1,
        lastInbound: "2026-05-01T11:00:00Z",
        lastActivity: "2026-05-01T11:00:00Z",
        openedSince: "2026-11-20T10:00:00Z",
        version: 1,
        ...changes,
    };
}

test("what a conversation was is asked for, an ended snooze as open", () => {
    expect(former(conversation(1, { assignee: "jan", labels: ["x"] }), NOW)).toEqual({
        status: "OPEN",
        snoozedUntil: undefined,
        assignee: "jan",
        priority: "NORMAL",
        labels: ["x"],
    });
    const snoozed = conversation(1, { status: "SNOOZED", snoozedUntil: "2026-05-01T12:00:01Z" });
    expect(former(snoozed, NOW)).toMatchObject({ status: "SNOOZED", snoozedUntil: snoozed.snoozedUntil, assignee: "" });
    expect(former(snoozed, NOW + 1000)).toMatchObject({ status: "OPEN", snoozedUntil: undefined });
});

test("those that were alike are changed back together, by the version they have now", () => {
    const before = [conversation(1), conversation(2, { priority: "HIGH" }), conversation(3), conversation(4)];
    const after = [1, 2, 3].map((id) => conversation(id, { status: "CLOSED", version: id + 1 }));
    expect(groups(before, after, NOW).map((group) => group.conversations)).toEqual([
        [
            { id: 1, version: 2 },
            { id: 3, version: 4 },
        ],
        [{ id: 2, version: 3 }],
    ]);
});

test("a name is begun behind an @ that no address has", () => {
    expect(begunName("Look, @")).toBe("");
    expect(begunName("Look, @ewa.n")).toBe("ewa.n");
    expect(begunName("mail@ewa")).toBeUndefined();
    expect(begunName("@ewa look")).toBeUndefined();
});
