import { Button } from "@mantine/core";
import type { Schema } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { Time } from "../ui/Time";

type Event = Schema<"InboxEvent">;

const CASE = /^(TICKET|LEAD) (\d+)(?: (\S+) ?(.*))?$/;

/** What the system that has a lead or ticket told of it. */
export function CaseTold({ event, onUse }: { event: Event; onUse: (text: string) => void }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const [first = "", ...rest] = event.detail.split("\n");
    const [, kind = "", id = "", stage = "", wording = ""] = CASE.exec(first) ?? [];
    const text = rest.join("\n");
    const name = say(kind === "LEAD" ? "case.lead" : "case.ticket", { id });
    const told = (
        <>
            <bdi>{event.actor}</bdi> · <Time value={event.happened} />
        </>
    );
    if (event.kind === "CASE_STAGE") {
        const shown = word("case.stage", stage);
        return (
            <li className="inbox-event">
                {name}: {shown}
                {wording && wording.toLowerCase() !== shown.toLowerCase() && (
                    <>
                        {" "}
                        (<bdi>{wording}</bdi>)
                    </>
                )}
                {text && (
                    <>
                        : <bdi>{text}</bdi>
                    </>
                )}{" "}
                · {told}
            </li>
        );
    }
    const isAnswer = event.kind === "CASE_ANSWER";
    return (
        <li className="inbox-note">
            <span className="bubble-head">
                {say(isAnswer ? "case.answer" : "case.comment", { name })} · {told}
            </span>
            <span className="bubble-text" dir="auto">
                {text}
            </span>
            {isAnswer && may("inbox:reply") && (
                <Button size="compact-xs" variant="default" onClick={() => onUse(text)}>
                    {say("case.use")}
                </Button>
            )}
        </li>
    );
}
