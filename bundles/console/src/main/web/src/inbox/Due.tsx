import type { Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { Mark } from "../ui/Page";
import { Time } from "../ui/Time";

interface Props {
    due: Schema<"ResponseDue"> | undefined;
    /** Where there is little room: without what is due. */
    short?: boolean;
}

/** What is due next in a conversation, or was missed. */
export function Due({ due, short }: Props) {
    const say = useSay();
    if (!due) return null;
    const brief = say(due.missed ? "inbox.event.MISSED" : "inbox.event.due");
    const whole = say(due.missed ? "inbox.missed" : "inbox.due", { measure: say(`inbox.measure.${due.measure}`) });
    return (
        <Mark tone={due.missed ? "bad" : "quiet"}>
            {short ? brief : whole} <Time value={due.at} />
        </Mark>
    );
}
