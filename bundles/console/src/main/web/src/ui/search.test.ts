import { expect, it } from "vitest";
import { matches } from "./search";

it.each([
    ["Kanały", "kana", true],
    ["Účty a značky", "ucty", true],
    ["Reports Work", "wo rep", true],
    ["Reports", "x", false],
    ["أرشيف", "", true],
])("%s with %j: %s", (text, words, expected) => {
    expect(matches(text, words)).toBe(expected);
});
