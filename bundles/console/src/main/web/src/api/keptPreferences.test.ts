import { expect, test, vi } from "vitest";
import { known, wanted } from "./keptPreferences";

vi.hoisted(() => vi.stubGlobal("navigator", { languages: ["en"] }));

test("what the console does not know is left to the browser", () => {
    expect(known({})).toEqual({});
    expect(known({ language: "fr", zone: "Mars/Olympus" })).toEqual({});
    expect(known({ language: "pl", zone: "Europe/Warsaw", theme: "DARK" })).toEqual({
        language: "pl",
        zone: "Europe/Warsaw",
        theme: "dark",
    });
});

test("a choice keeps the others, and the browser's theme is none", () => {
    const kept = { language: "pl", theme: "DARK" } as const;
    expect(wanted(kept, { zone: "Europe/Prague" })).toEqual({
        language: "pl",
        zone: "Europe/Prague",
        theme: "DARK",
    });
    expect(wanted(kept, { theme: "auto" }).theme).toBeUndefined();
});
