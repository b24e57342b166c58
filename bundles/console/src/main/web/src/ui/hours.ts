/** Business hours as people type them: "09:00-12:00, 13:00-17:00" for a day, "2026-12-25 Christmas" for a date. */
export interface Stretch {
    from: string;
    to: string;
}
export interface Dated {
    date: string;
    name?: string;
    hours?: Stretch[];
}

const STRETCH = /^(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)$/;

export const showDay = (stretches: readonly Stretch[] | undefined) =>
    (stretches ?? []).map((one) => `${one.from}-${one.to}`).join(", ");

/** Undefined when it cannot be read. */
export function readDay(text: string): Stretch[] | undefined {
    const parts = text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean);
    const read = parts.map((part) => STRETCH.exec(part));
    if (read.some((one) => one === null)) return undefined;
    return read.flatMap((one) => (one ? [{ from: one[1], to: one[2] }] : []));
}

export const showDates = (dates: readonly Dated[] | undefined) =>
    (dates ?? []).map((one) => [one.date, showDay(one.hours), one.name].filter(Boolean).join(" ")).join("\n");

/** A line for each date: the date, its hours (closed when there are none), its name. Undefined when one cannot be read. */
export function readDates(text: string): Dated[] | undefined {
    const dates: Dated[] = [];
    for (const line of text.split("\n").map((one) => one.trim())) {
        if (line === "") continue;
        const found = /^(\d{4}-\d\d-\d\d)\s*((?:\d\d:\d\d\s*[-–]\s*\d\d:\d\d(?:\s*,\s*)?)*)\s*(.*)$/.exec(line);
        const hours = found ? readDay(found[2]) : undefined;
        if (!found || !hours) return undefined;
        dates.push({ date: found[1], hours, name: found[3] || undefined });
    }
    return dates;
}
