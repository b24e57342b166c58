import { useState } from "react";
import { api } from "../api/client";
import { useSay, useWord } from "../i18n/text";
import { usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";

/** Which rules applied to a conversation, and why; asked for when somebody wants to know. */
export function Decisions({ id }: { id: number }) {
    const say = useSay();
    const [open, setOpen] = useState(false);
    return (
        <details className="inbox-why" onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say("case.why")}</summary>
            {open && <List id={id} />}
        </details>
    );
}

function List({ id }: { id: number }) {
    const say = useSay();
    const word = useWord();
    const { items, error } = usePages(["inbox", id, "decisions"], () =>
        api.GET("/inbox/{id}/routing/decisions", { params: { path: { id } } }),
    );
    if (error) return <Trouble error={error} />;
    if (items?.length === 0) return <p className="quiet">{say("case.why.none")}</p>;
    return (
        <ul>
            {items?.map((decision) => (
                <li key={decision.id}>
                    <strong>{decision.ruleName}</strong> ({say("case.why.version", { version: decision.ruleVersion })})
                    → {word("rule.action", decision.action)}
                    {decision.caseId !== undefined && ` ${decision.caseId}`}
                    {decision.words.length > 0 && (
                        <>
                            {" "}
                            · <bdi>{say("case.why.words", { words: decision.words.join(", ") })}</bdi>
                        </>
                    )}{" "}
                    · <Time value={decision.decided} />
                </li>
            ))}
        </ul>
    );
}
