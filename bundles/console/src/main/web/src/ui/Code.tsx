/** A text of another program, laid out when it is JSON. */
export function Code({ label, text }: { label: string; text: string }) {
    let shown = text;
    try {
        shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
        // no JSON: shown as it is
    }
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
