import { Button, CloseButton } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useSay } from "../i18n/text";

interface Toast {
    id: number;
    text: string;
    action?: Action;
}

/** What can be done about it while it is shown. */
interface Action {
    label: string;
    run: () => void;
}

/** How long it is shown, in milliseconds; longer when something can be done about it. */
const SHOWN = 6_000;
const SHOWN_WITH_ACTION = 12_000;

let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(now: Toast[]) {
    toasts = now;
    for (const listener of listeners) listener();
}

function drop(id: number) {
    change(toasts.filter((one) => one.id !== id));
}

/** Says briefly that something was done. */
export function toast(text: string, action?: Action) {
    const id = next++;
    change([...toasts.slice(-2), { id, text, action }]);
    setTimeout(() => drop(id), action ? SHOWN_WITH_ACTION : SHOWN);
}

export function Toasts() {
    const say = useSay();
    const shown = useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => toasts,
    );
    return (
        <div className="toasts" role="status" aria-live="polite">
            {shown.map((one) => (
                <div className="toast" key={one.id}>
                    <span>{one.text}</span>
                    {one.action && (
                        <Button
                            size="compact-xs"
                            variant="white"
                            onClick={() => {
                                one.action?.run();
                                drop(one.id);
                            }}
                        >
                            {one.action.label}
                        </Button>
                    )}
                    <CloseButton size="sm" aria-label={say("action.close")} onClick={() => drop(one.id)} />
                </div>
            ))}
        </div>
    );
}
