/** Three calm dots, for what takes a moment. */
export function Waiting() {
    return (
        <div className="waiting" role="status" aria-live="polite">
            <span />
            <span />
            <span />
        </div>
    );
}
