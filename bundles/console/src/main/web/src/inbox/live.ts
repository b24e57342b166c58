import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** How often to look while nobody tells, and while somebody does, in milliseconds. */
const ALONE = 10_000;
const TOLD = 120_000;

/**
 * Reads the inbox anew when the server tells of changes.
 * @returns how often to look all the same, in milliseconds
 */
export function useLiveInbox(open: number | undefined) {
    const client = useQueryClient();
    const [told, setTold] = useState(false);
    useEffect(() => {
        const source = new EventSource("/api/v1/inbox/changes");
        const anew = (...key: unknown[]) => void client.invalidateQueries({ queryKey: key });
        const lists = () => {
            anew("inbox", "list");
            anew("inbox", "counts");
        };
        source.addEventListener("begin", () => {
            setTold(true);
            lists();
        });
        source.addEventListener("change", (event) => {
            lists();
            const ids: number[] = JSON.parse(event.data);
            if (open !== undefined && ids.includes(open)) {
                anew("inbox", "one", open);
                anew("inbox", "events", open);
                anew("conversations", open);
            }
        });
        source.addEventListener("reload", () => {
            anew("inbox");
            anew("conversations");
        });
        // refused for good, such as after the session ended; what only broke off comes back by itself
        source.addEventListener("error", () => setTold(source.readyState !== EventSource.CLOSED));
        return () => source.close();
    }, [client, open]);
    return told ? TOLD : ALONE;
}
