import type { IntlShape } from "react-intl";

export type DurationUnit = "minute" | "hour";

/** Whole hours as hours, everything else as minutes. */
export function inUnits(minutes: number): { value: number; unit: DurationUnit } {
    return minutes > 0 && minutes % 60 === 0
        ? { value: minutes / 60, unit: "hour" }
        : { value: minutes, unit: "minute" };
}

export const toMinutes = (value: number, unit: DurationUnit) => (unit === "hour" ? value * 60 : value);

/** Such as "48 hours" or "1 hour, 30 minutes". */
export function formatMinutes(intl: Pick<IntlShape, "formatNumber" | "formatList">, minutes: number) {
    const unit = (value: number, name: DurationUnit) =>
        intl.formatNumber(value, { style: "unit", unit: name, unitDisplay: "long" });
    const hours = Math.floor(minutes / 60);
    const parts = [];
    if (hours > 0) parts.push(unit(hours, "hour"));
    if (minutes % 60 > 0 || hours === 0) parts.push(unit(minutes % 60, "minute"));
    return intl.formatList(parts, { type: "unit" });
}
