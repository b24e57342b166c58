import { useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useSay } from "../i18n/text";
import { useChange } from "../ui/queries";
import { toast } from "../ui/toast";
import { groups } from "./undo";

type Conversation = Schema<"InboxConversation">;
type Change = Schema<"InboxChange">;

/** Offers for a while to undo what was done; what somebody else has changed since is left alone. */
function useUndo() {
    const client = useQueryClient();
    const say = useSay();
    return (text: string, before: Conversation[], after: Conversation[]) =>
        toast(text, {
            label: say("inbox.undo"),
            run: async () => {
                let refused = 0;
                for (const group of groups(before, after, Date.now())) {
                    const { data } = await api.PATCH("/inbox", { body: group });
                    refused += data ? data.refused.length : group.conversations.length;
                }
                await client.invalidateQueries({ queryKey: ["inbox"] });
                toast(refused > 0 ? say("inbox.undo.not", { count: refused }) : say("inbox.undone"));
            },
        });
}

/** Changes one conversation. */
export function useWork(shown: Conversation) {
    const say = useSay();
    const undo = useUndo();
    return useChange(
        async (body: Change) => {
            const now = await answer(
                api.PATCH("/inbox/{id}", {
                    params: { path: { id: shown.id }, header: unchanged(shown) },
                    body,
                }),
            );
            undo(say("inbox.changed", { count: 1 }), [shown], [now]);
            return now;
        },
        ["inbox"],
    );
}

/** Changes several alike. */
export function useWorkOnAll() {
    const say = useSay();
    const undo = useUndo();
    return useChange(
        async ({ on, change }: { on: Conversation[]; change: Change }) => {
            const conversations = on.map(({ id, version }) => ({ id, version }));
            const { changed, refused } = await answer(api.PATCH("/inbox", { body: { conversations, change } }));
            undo(say("inbox.changed", { count: changed.length }), on, changed);
            if (refused.length > 0) {
                toast(`${say("inbox.refused", { count: refused.length })} ${refused[0].detail}`);
            }
            return changed;
        },
        ["inbox"],
    );
}
