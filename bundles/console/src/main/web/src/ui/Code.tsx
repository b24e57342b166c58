/** A text of another program, laid out when it is JSON. */
export function Code({ label, text }: { label: string; text: unknown }) {
    const shown = typeof text === "string" ? indented(text) : JSON.stringify(text, null, 2);
    return (
        <section aria-label={label}>
            <h3 className="section">{label}</h3>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
            <pre className="code" tabIndex={0}>
                {shown}
            </pre>
        </section>
    );
}

function indented(text: string) {
    try {
        return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
        // no JSON: shown as it is
        return text;
    }
}
