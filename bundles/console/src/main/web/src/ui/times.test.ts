import { describe, expect, it } from "vitest";
import { describeTime, endOfDay, formatTime, splitAtMoments, startOfDay } from "./times";

describe("times", () => {
    it("carry the zone they hold in", () => {
        expect(formatTime("en-GB", "2026-11-22T18:00:00Z", "Europe/Prague")).toMatch(
            /22 Nov 2026.*19:00.*(CET|GMT\+1)/,
        );
    });

    it("are found in sentences", () => {
        expect(splitAtMoments("Last at 2026-11-22T18:00:00.123Z, then 2026-11-22T18:05Z")).toEqual([
            { text: "Last at ", moment: false },
            { text: "2026-11-22T18:00:00.123Z", moment: true },
            { text: ", then ", moment: false },
            { text: "2026-11-22T18:05Z", moment: true },
        ]);
        expect(splitAtMoments("never")).toEqual([{ text: "never", moment: false }]);
    });

    it("are told in UTC and in one's own zone", () => {
        const told = describeTime("en-GB", "2026-07-01T23:30:05Z", "Asia/Tokyo");
        expect(told).toMatch(/UTC: 1 July 2026.*23:30:05/);
        expect(told).toMatch(/Asia\/Tokyo: 2 July 2026.*08:30:05/);
    });

    it.each([
        ["2026-11-22", "UTC", "2026-11-22T00:00:00.000Z", "2026-11-23T00:00:00.000Z"],
        ["2026-03-29", "Europe/Prague", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
        ["2026-10-25", "Europe/Prague", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
        ["2026-01-01", "Asia/Kolkata", "2025-12-31T18:30:00.000Z", "2026-01-01T18:30:00.000Z"],
    ])("the day %s in %s", (day, zone, start, end) => {
        expect(startOfDay(day, zone)).toBe(start);
        expect(endOfDay(day, zone)).toBe(end);
    });
});
