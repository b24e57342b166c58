import { describe, expect, it } from "vitest";
import { branches, flatten, isWithin } from "./tree";

const nodes = [
    { id: "b", name: "Brand", parentId: "c" },
    { id: "c", name: "Company" },
    { id: "f", name: "Franchise", parentId: "b" },
    { id: "a", name: "Another brand", parentId: "c" },
    { id: "x", name: "Seen alone", parentId: "hidden" },
];

describe("accounts", () => {
    it("stand below what they belong to, by name", () => {
        const rows = flatten(branches(nodes), new Set());
        expect(rows.map((row) => `${row.depth} ${row.item.id}`)).toEqual(["0 c", "1 a", "1 b", "2 f", "0 x"]);
    });

    it("are hidden below closed ones", () => {
        expect(flatten(branches(nodes), new Set(["c"])).map((row) => row.item.id)).toEqual(["c", "x"]);
    });

    it("cannot be moved below themselves", () => {
        expect(isWithin(nodes, "f", "c")).toBe(true);
        expect(isWithin(nodes, "c", "c")).toBe(true);
        expect(isWithin(nodes, "c", "f")).toBe(false);
    });
});
