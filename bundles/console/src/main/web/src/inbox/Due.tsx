import type { Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { Mark } from "../ui/Page";
import { Time } from "../ui/Time";

/** What is due next in a conversation, or was missed. */
export function Due({ due }: { due: Schema<"ResponseDue"> | undefined }) {
    const say = useSay();
    if (!due) return null;
    return (
        <Mark tone={due.missed ? "bad" : "quiet"}>
            {say(due.missed ? "inbox.missed" : "inbox.due", { measure: say(`inbox.measure.${due.measure}`) })}{" "}
            <Time value={due.at} />
        </Mark>
    );
}
