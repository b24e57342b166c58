import { Checkbox, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { FormDialog, fieldError } from "../ui/Dialogs";
import { useChange, useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";

interface Props {
    /** None for a new one. */
    webhook?: Schema<"Webhook">;
    onClose: () => void;
    onMade?: (made: Schema<"WebhookSecret">) => void;
}

/** What one webhook is told, and where. */
export function WebhookDialog({ webhook, onClose, onMade }: Props) {
    const say = useSay();
    const may = useMay();
    const { all: accounts } = useAccounts();
    const known = useOne(["webhook-event-types"], () => api.GET("/webhook-event-types"));
    const [name, setName] = useState(webhook?.name ?? "");
    const [accountId, setAccountId] = useState(webhook?.accountId ?? "");
    const [url, setUrl] = useState(webhook?.url ?? "");
    const [all, setAll] = useState((webhook?.types.length ?? 0) === 0);
    const [types, setTypes] = useState<string[]>(webhook?.types ?? []);
    const [active, setActive] = useState(webhook?.active ?? true);
    const save = useChange(async () => {
        const body = { name, url, types: all ? undefined : types, active };
        if (webhook) {
            await answer(
                api.PUT("/outgoing-webhooks/{id}", {
                    params: { path: { id: webhook.id }, header: unchanged(webhook) },
                    body,
                }),
            );
            return undefined;
        }
        return answer(
            api.POST("/outgoing-webhooks", { body: { ...body, accountId: accountId === "" ? undefined : accountId } }),
        );
    }, ["outgoing-webhooks"]);
    return (
        <FormDialog
            size="lg"
            title={webhook?.name ?? say("webhooks.new")}
            submit={say(webhook ? "action.save" : "action.create")}
            disabled={name.trim() === "" || url.trim() === "" || (!all && types.length === 0)}
            onClose={onClose}
            onSubmit={async () => {
                const made = await save.mutateAsync(undefined);
                if (made) onMade?.(made);
                else toast(say("done.saved"));
            }}
        >
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                autoComplete="off"
                maxLength={200}
                value={name}
                error={fieldError(save.error, "name")}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
                label={say("webhooks.url")}
                description={say("webhooks.url.hint")}
                placeholder="https://example.org/hooks/rostrum"
                type="url"
                dir="ltr"
                autoComplete="off"
                value={url}
                error={fieldError(save.error, "url")}
                onChange={(event) => setUrl(event.currentTarget.value)}
            />
            {!webhook && accounts.length > 0 && (
                <AccountSelect
                    label={say("webhooks.account")}
                    value={accountId}
                    none={say("webhooks.everywhere")}
                    error={fieldError(save.error, "accountId")}
                    onChange={setAccountId}
                />
            )}
            <Checkbox
                label={say("webhooks.events.future")}
                checked={all}
                onChange={(event) => setAll(event.currentTarget.checked)}
            />
            {!all && (
                <Checkbox.Group
                    label={say("webhooks.events")}
                    value={types}
                    error={fieldError(save.error, "types")}
                    onChange={setTypes}
                >
                    <div className="choices choices-long">
                        {known.data?.items.map((type) => (
                            <Checkbox
                                key={type.name}
                                value={type.name}
                                label={<span dir="ltr">{type.name.replace(/^org\.rostrum\./, "")}</span>}
                                description={
                                    <span lang="en" dir="ltr">
                                        {type.description}
                                    </span>
                                }
                            />
                        ))}
                    </div>
                    <Trouble error={known.error} onRetry={() => void known.refetch()} />
                </Checkbox.Group>
            )}
            {may("webhooks:change") && (
                <Switch
                    label={say("webhooks.active")}
                    checked={active}
                    onChange={(event) => setActive(event.currentTarget.checked)}
                />
            )}
        </FormDialog>
    );
}
