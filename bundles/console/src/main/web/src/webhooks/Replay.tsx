import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { usePreferences } from "../preferences";
import { FormDialog, fieldError } from "../ui/Dialogs";
import { useChange } from "../ui/queries";
import { endOfDay, startOfDay } from "../ui/times";
import { toast } from "../ui/toast";

/** Tells a webhook once more what was recorded on some days, as they are in the reader's zone. */
export function Replay({ webhook, onClose }: { webhook: Schema<"Webhook">; onClose: () => void }) {
    const say = useSay();
    const { zone } = usePreferences();
    const [from, setFrom] = useState("");
    const [to, setTo] = useState("");
    const replay = useChange(
        () =>
            answer(
                api.POST("/outgoing-webhooks/{id}/replay", {
                    params: { path: { id: webhook.id } },
                    body: { from: startOfDay(from, zone), to: endOfDay(to, zone) },
                }),
            ),
        ["outgoing-webhooks"],
    );
    return (
        <FormDialog
            title={say("webhooks.replay")}
            submit={say("webhooks.replay")}
            disabled={from === "" || to === ""}
            onClose={onClose}
            onSubmit={async () => {
                const { events } = await replay.mutateAsync(undefined);
                toast(say("webhooks.replay.done", { count: events }));
            }}
        >
            <Text size="sm">{say("webhooks.replay.text", { zone })}</Text>
            <TextInput
                type="date"
                label={say("filter.from")}
                data-autofocus
                value={from}
                error={fieldError(replay.error, "from")}
                onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
                type="date"
                label={say("filter.to")}
                value={to}
                error={fieldError(replay.error, "to")}
                onChange={(event) => setTo(event.currentTarget.value)}
            />
        </FormDialog>
    );
}
