import { expect, it } from "vitest";
import { bytes, toList } from "./words";

it("takes the commas of all our languages", () => {
    expect(toList(" price, refund ،خصم、退款\nbroken,, ")).toEqual(["price", "refund", "خصم", "退款", "broken"]);
});

it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1500, "1.5 kB"],
    [25_400_000, "25.4 MB"],
])("%d bytes are %s", (count, text) => {
    expect(bytes("en", count)).toBe(text);
});
