import { Fragment } from "react";
import { Time } from "./Time";
import { splitAtMoments } from "./times";

/** A sentence of the server, its moments in the reader's zone. */
export function Told({ text }: { text: string }) {
    let at = 0;
    const parts = splitAtMoments(text).map((part) => {
        at += part.text.length;
        return part.moment ? <Time key={at} value={part.text} /> : <Fragment key={at}>{part.text}</Fragment>;
    });
    return (
        <span lang="en" dir="auto">
            {parts}
        </span>
    );
}
