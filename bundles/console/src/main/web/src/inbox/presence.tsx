import { useEffect, useState } from "react";
import { api, type Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { Mark } from "../ui/Page";

type Presence = Schema<"InboxPresence">;

/** How often to say that one is still there, in milliseconds; the server forgets after 30 seconds. */
const AGAIN = 10_000;

/** Tells the others that the conversation is open here, and who of them has it open. */
export function usePresence(id: number, writing: boolean) {
    const [others, setOthers] = useState<Presence[]>([]);
    useEffect(() => {
        let here = true;
        const tell = async () => {
            // nobody is there who does not see it
            if (document.hidden) return;
            try {
                const { data } = await api.PUT("/inbox/{id}/presence", {
                    params: { path: { id } },
                    body: { writing },
                });
                if (here && data) setOthers(data.items);
            } catch {
                // while the server does not answer, nobody knows who else is there
                if (here) setOthers([]);
            }
        };
        void tell();
        const again = setInterval(tell, AGAIN);
        return () => {
            here = false;
            clearInterval(again);
        };
    }, [id, writing]);
    return others;
}

export function Others({ others }: { others: Presence[] }) {
    const say = useSay();
    return (
        <div className="inbox-others" role="status">
            {others.map((one) => (
                <Mark key={one.user} tone={one.writing ? "warn" : "quiet"}>
                    {say(one.writing ? "inbox.writes" : "inbox.reads", { user: one.user })}
                </Mark>
            ))}
        </div>
    );
}
