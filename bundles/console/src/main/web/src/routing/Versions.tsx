import { Button } from "@mantine/core";
import { useState } from "react";
import { useIntl } from "react-intl";
import { api } from "../api/client";
import { useSay } from "../i18n/text";
import { usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import type { Rule } from "./draft";

interface Props {
    rule: Rule;
    /** Puts a version into the form; nothing is saved by it. */
    onTake: (version: Rule) => void;
}

/** What the rule was; asked for when somebody wants to know. */
export function Versions({ rule, onTake }: Props) {
    const say = useSay();
    const [open, setOpen] = useState(false);
    return (
        <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say("routing.versions")}</summary>
            {open && <List rule={rule} onTake={onTake} />}
        </details>
    );
}

function List({ rule, onTake }: Props) {
    const say = useSay();
    const intl = useIntl();
    const versions = usePages(["routing-rules", rule.id, "versions"], (cursor) =>
        api.GET("/routing-rules/{id}/versions", { params: { path: { id: rule.id }, query: { cursor } } }),
    );
    return (
        <>
            <Trouble error={versions.error} onRetry={versions.retry} />
            <ul>
                {versions.items?.map(({ rule: was, changedBy }) => (
                    <li key={was.version}>
                        {intl.formatNumber(was.version)} · <bdi>{was.name}</bdi> ·{" "}
                        {changedBy && <bdi>{changedBy} · </bdi>}
                        <Time value={was.changed} />{" "}
                        {was.version !== rule.version && (
                            <Button size="compact-xs" variant="default" onClick={() => onTake(was)}>
                                {say("routing.versions.take", { version: was.version })}
                            </Button>
                        )}
                    </li>
                ))}
            </ul>
            {versions.more && (
                <Button size="compact-xs" variant="subtle" onClick={versions.more}>
                    {say("action.more")}
                </Button>
            )}
        </>
    );
}
