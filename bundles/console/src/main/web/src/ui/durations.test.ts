import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { formatMinutes, inUnits, toMinutes } from "./durations";

describe("durations", () => {
    it("are whole hours or minutes", () => {
        expect(inUnits(2880)).toEqual({ value: 48, unit: "hour" });
        expect(inUnits(90)).toEqual({ value: 90, unit: "minute" });
        expect(inUnits(0)).toEqual({ value: 0, unit: "minute" });
        expect(toMinutes(48, "hour")).toBe(2880);
        expect(toMinutes(5, "minute")).toBe(5);
    });
    it("are told in words", () => {
        const english = createIntl({ locale: "en" });
        expect(formatMinutes(english, 2880)).toBe("48 hours");
        expect(formatMinutes(english, 90)).toBe("1 hour, 30 minutes");
        expect(formatMinutes(english, 0)).toBe("0 minutes");
        expect(formatMinutes(createIntl({ locale: "pl" }), 120)).toBe("2 godziny");
    });
});
