import { describe, expect, it } from "vitest";
import { fill, insert } from "./placeholders";

describe("fill", () => {
    it.each([
        ["Hello {contact}!", "Hello Anna!"],
        ["Hello { contact | there }!", "Hello Anna!"],
        ["Yours {agent|the team}", "Yours the team"],
        ["Yours {agent}.", "Yours ."],
        ["At {account}", "At $1 {agent}"],
        ["Dear {customer} {", "Dear {customer} {"],
    ])("%s → %s", (text, filled) => {
        expect(fill(text, { contact: "Anna", agent: " ", account: "$1 {agent}" })).toBe(filled);
    });
});

describe("insert", () => {
    it("puts the text in place of what is chosen", () => {
        expect(insert("Hello  now", 6, 6, "you")).toEqual({ text: "Hello you now", end: 9 });
        expect(insert("Hello all", 6, 9, "you")).toEqual({ text: "Hello you", end: 9 });
        expect(insert("", 0, 0, "Hi")).toEqual({ text: "Hi", end: 2 });
    });
});
