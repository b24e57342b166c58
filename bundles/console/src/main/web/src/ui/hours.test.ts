import { describe, expect, it } from "vitest";
import { readDates, readDay, showDates, showDay } from "./hours";

describe("business hours", () => {
    it("are read as they are shown", () => {
        const day = [
            { from: "09:00", to: "12:00" },
            { from: "13:00", to: "24:00" },
        ];
        expect(readDay(showDay(day))).toEqual(day);
        const dates = [
            { date: "2026-12-24", hours: [{ from: "09:00", to: "12:00" }], name: "Christmas Eve" },
            { date: "2026-12-25", hours: [], name: "Christmas" },
            { date: "2026-12-26", hours: [], name: undefined },
        ];
        expect(readDates(showDates(dates))).toEqual(dates);
    });

    it("are nothing when they cannot be read", () => {
        expect(readDay("nine to five")).toBeUndefined();
        expect(readDay("09:00")).toBeUndefined();
        expect(readDates("Christmas")).toBeUndefined();
        expect(readDay("")).toEqual([]);
        expect(readDates("\n")).toEqual([]);
    });
});
