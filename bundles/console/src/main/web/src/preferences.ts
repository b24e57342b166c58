import { useSyncExternalStore } from "react";

/** What somebody likes, kept at the server for all browsers, and in this one for the sign-in page. */
export interface Preferences {
    language: Language;
    /** IANA name of the zone in which times are shown. */
    zone: string;
    theme: "auto" | "light" | "dark";
}

export const LANGUAGES = {
    en: "English",
    pl: "Polski",
    cs: "Čeština",
    it: "Italiano",
    de: "Deutsch",
    zh: "中文",
    ar: "العربية",
} as const;

export type Language = keyof typeof LANGUAGES;

const KEY = "rostrum.preferences";

export function isLanguage(value: unknown): value is Language {
    return typeof value === "string" && Object.hasOwn(LANGUAGES, value);
}

/** The first of the wanted languages that there is. */
export function choose(wanted: readonly string[]): Language {
    for (const tag of wanted) {
        const language = tag.split("-")[0];
        if (isLanguage(language)) return language;
    }
    return "en";
}

export function isZone(value: unknown): value is string {
    if (typeof value !== "string" || value === "") return false;
    try {
        new Intl.DateTimeFormat("en", { timeZone: value });
        return true;
    } catch {
        return false;
    }
}

function read(): Preferences {
    let stored: Partial<Record<keyof Preferences, unknown>> = {};
    try {
        stored = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    } catch {
        // another program's, or a browser that keeps nothing
    }
    return {
        language: isLanguage(stored.language) ? stored.language : choose(navigator.languages),
        zone: isZone(stored.zone) ? stored.zone : Intl.DateTimeFormat().resolvedOptions().timeZone,
        theme: stored.theme === "light" || stored.theme === "dark" ? stored.theme : "auto",
    };
}

let current = read();
let chosen: (changes: Partial<Preferences>) => void = () => undefined;
const listeners = new Set<() => void>();

export const preferences = {
    get: () => current,
    /** By the person; kept at the server where somebody is signed in. */
    change(changes: Partial<Preferences>) {
        preferences.take(changes);
        chosen(changes);
    },
    /** Without telling the server. */
    take(changes: Partial<Preferences>) {
        current = { ...current, ...changes };
        try {
            localStorage.setItem(KEY, JSON.stringify(current));
        } catch {
            // it holds for this visit
        }
        for (const listener of listeners) listener();
    },
    whenChosen(action: typeof chosen) {
        chosen = action;
    },
    subscribe(listener: () => void) {
        listeners.add(listener);
        return () => {
            listeners.delete(listener);
        };
    },
};

export const usePreferences = () => useSyncExternalStore(preferences.subscribe, preferences.get);

export const directionOf = (language: Language): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");
