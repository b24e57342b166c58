import { useEffect, useSyncExternalStore } from "react";
import { isLanguage, isZone, type Preferences, preferences } from "../preferences";
import { answer, api, type Schema } from "./client";

type Kept = Schema<"Preferences">;

/** Typing through a list of languages is one change. */
const PAUSE_MILLIS = 600;

let failure: unknown;
const listeners = new Set<() => void>();

function told(what: unknown) {
    failure = what;
    for (const listener of listeners) listener();
}

/** Why the last change of preferences was not kept at the server. */
export const usePreferencesFailure = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => failure,
    );

/** What the server keeps, as far as this console knows it; what is absent is left to the browser. */
export function known(kept: Kept): Partial<Preferences> {
    return {
        ...(isLanguage(kept.language) ? { language: kept.language } : {}),
        ...(isZone(kept.zone) ? { zone: kept.zone } : {}),
        ...(kept.theme ? { theme: kept.theme === "DARK" ? "dark" : "light" } : {}),
    };
}

/** The body that keeps what was chosen, together with what was kept before. */
export function wanted(kept: Kept, changes: Partial<Preferences>): Kept {
    const theme = { auto: undefined, light: "LIGHT", dark: "DARK" } as const;
    return {
        language: changes.language ?? kept.language,
        zone: changes.zone ?? kept.zone,
        theme: changes.theme === undefined ? kept.theme : theme[changes.theme],
    };
}

/** Takes over what the server keeps for who is signed in, and has it keep what they choose. */
export function useKeptPreferences(user: string | undefined) {
    useEffect(() => {
        if (user === undefined) return;
        let gone = false;
        let kept: Kept = {};
        let timer: ReturnType<typeof setTimeout> | undefined;
        const asked = answer(api.GET("/preferences")).then(
            (found) => {
                kept = found;
                if (!gone) preferences.take(known(found));
            },
            // this browser's own hold meanwhile
            (why) => told(why),
        );
        preferences.whenChosen((changes) => {
            asked.then(() => {
                kept = wanted(kept, changes);
                clearTimeout(timer);
                timer = setTimeout(
                    () => answer(api.PUT("/preferences", { body: kept })).then(() => told(undefined), told),
                    PAUSE_MILLIS,
                );
            });
        });
        return () => {
            gone = true;
            preferences.whenChosen(() => undefined);
        };
    }, [user]);
}
