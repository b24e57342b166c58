import { Button } from "@mantine/core";
import { api } from "../api/client";
import { useSay } from "../i18n/text";
import { useOne } from "../ui/queries";
import { begunName } from "./names";

/** Offers those who may be meant. */
export function Mention({ id, text, onText }: { id: number; text: string; onText: (text: string) => void }) {
    const say = useSay();
    const begun = begunName(text);
    const found = useOne(
        ["inbox-people", id, begun],
        () => api.GET("/inbox/{id}/people", { params: { path: { id }, query: { text: begun || undefined } } }),
        { enabled: begun !== undefined },
    );
    if (begun === undefined || !found.data?.items.length) return null;
    return (
        <fieldset className="inbox-mention" aria-label={say("inbox.mention")}>
            {found.data.items.slice(0, 6).map((one) => (
                <Button
                    key={one.name}
                    size="compact-xs"
                    variant="default"
                    onClick={() => onText(`${text.slice(0, text.length - begun.length)}${one.name} `)}
                >
                    <bdi>@{one.name}</bdi>
                </Button>
            ))}
        </fieldset>
    );
}
