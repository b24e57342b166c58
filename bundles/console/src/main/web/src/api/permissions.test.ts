import { describe, expect, it } from "vitest";
import { mayDo, permits } from "./permissions";

describe("permits", () => {
    it.each([
        [["*"], "users:write", true],
        [["users:*"], "users:write", true],
        [["users"], "users:write", true],
        [["users:read,write"], "users:write", true],
        [["users:read"], "users:write", false],
        [["archive:read", "users:write"], "users:write", true],
        [["users:read:acme"], "users:read", false],
        [["users:read:*"], "users:read", true],
        [["Users:Read"], "users:read", true],
        [[], "users:read", false],
    ])("%j → %s: %s", (granted, wanted, expected) => {
        expect(permits(granted, wanted)).toBe(expected);
    });
});

describe("mayDo", () => {
    const manager = {
        permissions: [],
        accountPermissions: [
            { permissions: ["accounts:read,write", "plugins:read"] },
            { permissions: ["archive:read", "routing-rules:read,write"] },
        ],
        withheld: ["routing-rules:write"],
    };
    it.each([
        ["accounts:write", true],
        ["archive:read", true],
        ["archive:export", false],
        ["plugins:read", false],
        ["routing-rules:read", true],
        ["routing-rules:write", false],
    ])("held for accounts → %s: %s", (wanted, expected) => {
        expect(mayDo(manager, wanted)).toBe(expected);
    });
    it("takes what is held for the whole installation", () => {
        expect(mayDo({ permissions: ["plugins:*"], accountPermissions: [], withheld: [] }, "plugins:read")).toBe(true);
    });
});
