import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

interface Props<T> {
    label: string;
    /** Beside "messages". */
    className?: string;
    items: T[];
    /** Height of a row in pixels, as the style sheet has it. */
    row: number;
    keyOf: (item: T) => number;
    /** Fetches what comes after the items. */
    more?: () => void;
    /** Key of the one that is open. */
    chosen?: string;
    /** Keys of those that are chosen, where several can be. */
    several?: ReadonlySet<number>;
    onChoose: (key: number) => void;
    children: (item: T) => ReactNode;
}

/** Thousands of things, of which only those in sight are drawn. */
export function VirtualList<T>(props: Props<T>) {
    const frame = useRef<HTMLDivElement>(null);
    const name = useId();
    const { items, more, keyOf } = props;
    // by key, not by place: what comes in above must not move the mark to another one
    const [marked, setMarked] = useState<number>();
    const found = items.findIndex((item) => keyOf(item) === marked);
    const at =
        found < 0
            ? Math.max(
                  0,
                  items.findIndex((item) => String(keyOf(item)) === props.chosen),
              )
            : found;
    const rows = useVirtualizer({
        count: items.length,
        getScrollElement: () => frame.current,
        estimateSize: () => props.row,
        overscan: 8,
    });
    const shown = rows.getVirtualItems();
    const last = shown.at(-1)?.index ?? 0;
    useEffect(() => {
        if (more && last >= items.length - 10) more();
    }, [last, items.length, more]);
    const onKeyDown = (event: KeyboardEvent) => {
        const steps: Record<string, number> = {
            ArrowDown: 1,
            ArrowUp: -1,
            PageDown: 8,
            PageUp: -8,
            Home: -items.length,
            End: items.length,
        };
        const step = steps[event.key];
        if (step !== undefined) {
            event.preventDefault();
            const next = Math.max(0, Math.min(items.length - 1, at + step));
            setMarked(keyOf(items[next]));
            rows.scrollToIndex(next);
        } else if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            props.onChoose(keyOf(items[at]));
        }
    };
    return (
        <div
            ref={frame}
            className={`messages ${props.className ?? ""}`}
            role="listbox"
            aria-label={props.label}
            aria-activedescendant={`${name}-${keyOf(items[at])}`}
            aria-multiselectable={props.several !== undefined || undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
        >
            <div
                role="presentation"
                ref={(inner) => {
                    // by script, as pages may not have styles written into them
                    if (inner) inner.style.height = `${rows.getTotalSize()}px`;
                }}
            >
                {shown.map((row) => {
                    const item = items[row.index];
                    const key = keyOf(item);
                    return (
                        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the list
                        // biome-ignore lint/a11y/useFocusableInteractive: focus stays with the list
                        <div
                            key={key}
                            id={`${name}-${key}`}
                            role="option"
                            aria-selected={props.several ? props.several.has(key) : String(key) === props.chosen}
                            aria-setsize={items.length}
                            aria-posinset={row.index + 1}
                            data-at={row.index === at || undefined}
                            className="message"
                            ref={(element) => {
                                if (element) element.style.transform = `translateY(${row.start}px)`;
                            }}
                            onClick={() => {
                                setMarked(key);
                                props.onChoose(key);
                            }}
                        >
                            {props.children(item)}
                        </div>
                    );
                })}
            </div>
        </div>
    );
}
