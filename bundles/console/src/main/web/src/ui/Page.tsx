import { type ReactNode, useEffect, useRef } from "react";

let first = true;

/** The heading of a page, what can be done on it, and its content; focus comes here when one goes from page to page. */
export function Page(props: {
    title: string;
    lead?: string;
    actions?: ReactNode;
    wide?: boolean;
    children: ReactNode;
}) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        document.title = `${props.title} · Rostrum`;
    }, [props.title]);
    useEffect(() => {
        if (!first) heading.current?.focus({ preventScroll: true });
        first = false;
    }, []);
    return (
        <div className={props.wide ? "page page-wide" : "page"}>
            <header className="page-head">
                <div>
                    <h1 ref={heading} tabIndex={-1}>
                        {props.title}
                    </h1>
                    {props.lead && <p className="page-lead">{props.lead}</p>}
                </div>
                {props.actions && <div className="page-actions">{props.actions}</div>}
            </header>
            {props.children}
        </div>
    );
}

/** What is shown where there is nothing yet, and what to do about it. */
export function Empty(props: { title: string; text?: string; children?: ReactNode }) {
    return (
        <div className="empty">
            <svg width="72" height="48" viewBox="0 0 72 48" fill="none" aria-hidden="true">
                <rect x="9" y="6" width="54" height="12" rx="6" className="empty-a" />
                <rect x="1" y="22" width="42" height="10" rx="5" className="empty-b" />
                <rect x="29" y="36" width="42" height="10" rx="5" className="empty-b" />
            </svg>
            <h2>{props.title}</h2>
            {props.text && <p>{props.text}</p>}
            {props.children}
        </div>
    );
}

export type Fact = [label: string, value: ReactNode];

/** Names and values of one thing. */
export function Facts({ items }: { items: Fact[] }) {
    return (
        <dl className="facts">
            {items.map(([label, value]) => (
                <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value ?? "–"}</dd>
                </div>
            ))}
        </dl>
    );
}

/** A word for how something fares, told by colour and by a sign. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
    return <span className={`mark mark-${tone}`}>{children}</span>;
}

export type Tone = "good" | "bad" | "warn" | "busy" | "quiet";
