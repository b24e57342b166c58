import { CloseButton } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useSay } from "../i18n/text";

interface Toast {
    id: number;
    text: string;
}

let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(now: Toast[]) {
    toasts = now;
    for (const listener of listeners) listener();
}

/** Says briefly that something was done. */
export function toast(text: string) {
    const id = next++;
    change([...toasts.slice(-2), { id, text }]);
    setTimeout(() => change(toasts.filter((one) => one.id !== id)), 6000);
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
                    <CloseButton
                        size="sm"
                        aria-label={say("action.close")}
                        onClick={() => change(toasts.filter((other) => other.id !== one.id))}
                    />
                </div>
            ))}
        </div>
    );
}
