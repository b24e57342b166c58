import { useEffect, useState } from "react";

/** What had the focus last that is in no window: a button that waits for an answer loses it before the window comes. */
let outside: Element | null = null;
document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && !event.target.closest("[role=dialog]")) outside = event.target;
});
/** The windows that are open, the topmost last. */
const open: symbol[] = [];

const somewhere = (element: Element | null) => element instanceof HTMLElement && element !== document.body;

/** For what stands over the page: when it goes, the focus goes back to where it was, or to the content if that is gone. */
export function useFocusBack() {
    const [before] = useState(() => document.activeElement);
    useEffect(() => {
        const opener = outside;
        return () => {
            // after what comes in its place has taken the focus
            setTimeout(() => {
                if (somewhere(document.activeElement)) return;
                const back = [before, opener].find((one) => one && somewhere(one) && one.isConnected);
                ((back ?? document.getElementById("content")) as HTMLElement | null)?.focus({ preventScroll: true });
            });
        };
    }, [before]);
}

/** Closes a window, but not by the key that is meant for another one above it. */
export function useTopmost(close: () => void) {
    const [me] = useState(() => Symbol());
    useEffect(() => {
        open.push(me);
        return () => {
            // all windows hear the same key
            setTimeout(() => open.splice(open.indexOf(me), 1));
        };
    }, [me]);
    return () => {
        if (open.at(-1) === me) close();
    };
}
