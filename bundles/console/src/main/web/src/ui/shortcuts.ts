import { useEffect, useId, useRef } from "react";

interface Wanted {
    places: { to: string; letter?: string }[];
    onGo: (to: string) => void;
    onPalette: () => void;
    onHelp: () => void;
}

/** How long after g the letter of a place may come. */
const WITHIN = 1500;

const isTyping = (target: EventTarget | null) =>
    target instanceof HTMLElement &&
    (target.isContentEditable ||
        ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) ||
        target.closest("[role=dialog]") !== null);

export interface PageKey {
    key: string;
    label: string;
    run: () => void;
}

const sets = new Map<string, PageKey[]>();

/** The keys of what is shown. */
export const pageKeys = () => [...sets.values()].flat();

/** Keys that work while something is shown, but where somebody types; not g, / and ?, which are taken. */
export function usePageKeys(keys: PageKey[]) {
    const id = useId();
    useEffect(() => {
        sets.set(id, keys);
    });
    useEffect(() => () => void sets.delete(id), [id]);
}

/** Keys that work everywhere but where somebody types. */
export function useShortcuts(wanted: Wanted) {
    const latest = useRef(wanted);
    latest.current = wanted;
    useEffect(() => {
        let going = 0;
        const listen = (event: KeyboardEvent) => {
            if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
                event.preventDefault();
                latest.current.onPalette();
                return;
            }
            if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
            if (event.key === "?") {
                event.preventDefault();
                latest.current.onHelp();
            } else if (event.key === "/") {
                event.preventDefault();
                latest.current.onPalette();
            } else if (event.key === "g") {
                going = event.timeStamp;
            } else if (going > 0 && event.timeStamp - going < WITHIN) {
                going = 0;
                const place = latest.current.places.find((one) => one.letter === event.key);
                if (place) {
                    event.preventDefault();
                    latest.current.onGo(place.to);
                }
            } else {
                const own = pageKeys().find((one) => one.key === event.key);
                if (own) {
                    event.preventDefault();
                    own.run();
                }
            }
        };
        addEventListener("keydown", listen);
        return () => removeEventListener("keydown", listen);
    }, []);
}
