import type { Tone } from "./Page";

/** How the states of work are shown. */
export const TONES: Record<string, Tone> = {
    WAITING: "quiet",
    PENDING: "quiet",
    SENDING: "busy",
    RUNNING: "busy",
    STARTING: "busy",
    COMPLETED: "good",
    DELIVERED: "good",
    ACTIVE: "good",
    FAILED: "bad",
    DEAD: "bad",
    REFUSED: "bad",
    INSTALLED: "bad",
    RESOLVED: "warn",
    CANCELLED: "quiet",
    DISCARDED: "quiet",
    PAUSED: "quiet",
    NOT_INSTALLED: "bad",
    NO_CONNECTOR: "quiet",
};

/** Words with commas between them, as people type lists. */
export const toList = (text: string): string[] =>
    text
        .split(/[,،、\n]/)
        .map((one) => one.trim())
        .filter((one) => one !== "");

/** Bytes in the unit that fits. */
export function bytes(locale: string, count: number): string {
    const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
    const at = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
    return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: units[at],
        unitDisplay: at === 0 ? "long" : "short",
        maximumFractionDigits: 1,
    }).format(count / 1000 ** at);
}

/** What a language is called in another one, such as the reader's; its tag when nobody knows. */
export function languageName(tag: string, locale: string): string {
    try {
        return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
    } catch {
        return tag;
    }
}
