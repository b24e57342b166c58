const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, zone: string, long: boolean): Intl.DateTimeFormat {
    const key = `${locale} ${zone} ${long}`;
    let found = formats.get(key);
    if (!found) {
        found = new Intl.DateTimeFormat(locale, {
            timeZone: zone,
            year: "numeric",
            month: long ? "long" : "short",
            day: "numeric",
            hour: "2-digit",
            minute: "2-digit",
            second: long ? "2-digit" : undefined,
            timeZoneName: "short",
        });
        formats.set(key, found);
    }
    return found;
}

/** Date and time with the zone they hold in. */
export const formatTime = (locale: string, value: string, zone: string) =>
    format(locale, zone, false).format(new Date(value));

/** The same moment in UTC and in one's own zone, to the second. */
export function describeTime(locale: string, value: string, mine: string): string {
    const moment = new Date(value);
    return `UTC: ${format(locale, "UTC", true).format(moment)}\n${mine}: ${format(locale, mine, true).format(moment)}`;
}

const MOMENT = /(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)/;

/** The words of a sentence and the moments in UTC that stand between them, in their order. */
export const splitAtMoments = (text: string) =>
    text
        .split(MOMENT)
        .map((part, index) => ({ text: part, moment: index % 2 === 1 }))
        .filter((part) => part.text !== "");

/** The moment at which a day begins in a zone, as the API wants it. */
export function startOfDay(day: string, zone: string): string {
    const guess = new Date(`${day}T00:00:00Z`);
    let moment = guess.getTime() - offset(guess, zone);
    moment = guess.getTime() - offset(new Date(moment), zone);
    return new Date(moment).toISOString();
}

/** The moment at which the day after this one begins. */
export function endOfDay(day: string, zone: string): string {
    const next = new Date(`${day}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    return startOfDay(next.toISOString().slice(0, 10), zone);
}

/** Milliseconds by which clocks of a zone are ahead of UTC at a moment. */
function offset(moment: Date, zone: string): number {
    const parts = new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
    }).formatToParts(moment);
    const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    const local = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
    return local - Math.floor(moment.getTime() / 1000) * 1000;
}
