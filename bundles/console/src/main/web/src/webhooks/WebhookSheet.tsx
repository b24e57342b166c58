import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { useAccounts } from "../ui/accounts";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, SideSheet } from "../ui/Dialogs";
import { Empty, Facts, Mark } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { TONES } from "../ui/words";
import { Replay } from "./Replay";
import { WebhookDialog } from "./WebhookDialog";

type Webhook = Schema<"Webhook">;

interface Props {
    id: number;
    onClose: () => void;
    onSecret: (secret: Schema<"WebhookSecret">) => void;
}

/** One webhook, and what became of what it was told. */
export function WebhookSheet({ id, onClose, onSecret }: Props) {
    const say = useSay();
    const may = useMay();
    const webhook = useOne(["outgoing-webhooks", "one", id], () =>
        api.GET("/outgoing-webhooks/{id}", { params: { path: { id } } }),
    );
    return (
        <SideSheet wide title={webhook.data?.name ?? say("webhooks.title")} onClose={onClose}>
            <Trouble error={webhook.error} onRetry={() => void webhook.refetch()} />
            {webhook.data && (
                <>
                    <About webhook={webhook.data} />
                    {may("webhooks:change") && <Actions webhook={webhook.data} onClose={onClose} onSecret={onSecret} />}
                    <Told id={id} />
                </>
            )}
        </SideSheet>
    );
}

function About({ webhook }: { webhook: Webhook }) {
    const say = useSay();
    const intl = useIntl();
    const { nameOf } = useAccounts();
    const names = webhook.types.map((type) => type.replace(/^org\.rostrum\./, ""));
    return (
        <>
            <div>
                <Mark tone={webhook.active ? "good" : webhook.offReason ? "bad" : "quiet"}>
                    {say(webhook.active ? "action.on" : "action.off")}
                </Mark>
                {webhook.offReason && <p className="note">{say("webhooks.off", { why: webhook.offReason })}</p>}
            </div>
            <Facts
                items={[
                    [
                        say("webhooks.url"),
                        <code key="u" className="break" dir="ltr">
                            {webhook.url}
                        </code>,
                    ],
                    [
                        say("webhooks.account"),
                        webhook.accountId ? nameOf(webhook.accountId) : say("webhooks.everywhere"),
                    ],
                    [
                        say("webhooks.events"),
                        names.length === 0 ? (
                            say("webhooks.events.all")
                        ) : (
                            <span key="e" dir="ltr">
                                {intl.formatList(names, { type: "unit" })}
                            </span>
                        ),
                    ],
                    [say("webhooks.both"), webhook.oldSecretUntil && <Time key="o" value={webhook.oldSecretUntil} />],
                    [say("fact.created"), <Time key="c" value={webhook.created} />],
                ]}
            />
        </>
    );
}

function Actions({ webhook, onClose, onSecret }: { webhook: Webhook } & Omit<Props, "id">) {
    const say = useSay();
    const [asking, setAsking] = useState<"edit" | "rotate" | "remove" | "replay">();
    const path = { id: webhook.id };
    const test = useChange(
        () => answer(api.POST("/outgoing-webhooks/{id}/test", { params: { path } })),
        ["outgoing-webhooks"],
    );
    const rotate = useChange(
        () => answer(api.POST("/outgoing-webhooks/{id}/secret", { params: { path } })),
        ["outgoing-webhooks"],
    );
    const remove = useChange(
        () =>
            answer(
                api.DELETE("/outgoing-webhooks/{id}", {
                    params: { path, header: { "If-Match": `"${webhook.version}"` } },
                }),
            ),
        ["outgoing-webhooks"],
    );
    const done = () => setAsking(undefined);
    return (
        <div className="stack">
            <Group gap="xs">
                <Button size="xs" loading={test.isPending} onClick={() => test.mutate(undefined)}>
                    {say("webhooks.test")}
                </Button>
                <Button size="xs" variant="default" onClick={() => setAsking("edit")}>
                    {say("action.edit")}
                </Button>
                <Button size="xs" variant="default" onClick={() => setAsking("replay")}>
                    {say("webhooks.replay")}
                </Button>
                <Button size="xs" variant="default" onClick={() => setAsking("rotate")}>
                    {say("webhooks.rotate")}
                </Button>
                <Button size="xs" variant="subtle" color="red" onClick={() => setAsking("remove")}>
                    {say("action.remove")}
                </Button>
            </Group>
            <div role="status">
                {test.data && (
                    <Mark tone={test.data.accepted ? "good" : "bad"}>
                        {test.data.accepted
                            ? say("webhooks.test.good", { millis: test.data.millis })
                            : say("webhooks.test.bad", { why: test.data.message })}
                    </Mark>
                )}
            </div>
            <Trouble error={test.error} />
            {asking === "edit" && <WebhookDialog webhook={webhook} onClose={done} />}
            {asking === "replay" && <Replay webhook={webhook} onClose={done} />}
            {asking === "rotate" && (
                <ConfirmDialog
                    title={say("webhooks.rotate")}
                    text={say("webhooks.rotate.text")}
                    submit={say("webhooks.rotate")}
                    onClose={done}
                    onSubmit={async () => onSecret(await rotate.mutateAsync(undefined))}
                />
            )}
            {asking === "remove" && (
                <ConfirmDialog
                    title={say("webhooks.remove")}
                    text={say("webhooks.remove.text", { name: webhook.name })}
                    submit={say("action.remove")}
                    onClose={done}
                    onSubmit={async () => {
                        await remove.mutateAsync(undefined);
                        toast(say("done.removed"));
                        onClose();
                    }}
                />
            )}
        </div>
    );
}

function Told({ id }: { id: number }) {
    const say = useSay();
    const word = useWord();
    const deliveries = usePages(
        ["outgoing-webhooks", "deliveries", id],
        (cursor) => api.GET("/outgoing-webhooks/{id}/deliveries", { params: { path: { id }, query: { cursor } } }),
        10_000,
    );
    return (
        <DataTable
            label={say("deliveries.title")}
            pages={deliveries}
            rowKey={(delivery) => delivery.id}
            empty={<Empty title={say("webhooks.told.none")} text={say("webhooks.told.none.text")} />}
            columns={[
                {
                    label: say("deliveries.subject"),
                    cell: (delivery) => (
                        <div className="cell-main">
                            <strong dir="ltr">{delivery.subject}</strong>
                            {delivery.error && <span>{delivery.error}</span>}
                        </div>
                    ),
                },
                {
                    label: say("users.state"),
                    cell: (delivery) => (
                        <Mark tone={TONES[delivery.state]}>{word("delivery.state", delivery.state)}</Mark>
                    ),
                },
                { label: say("fact.created"), cell: (delivery) => <Time value={delivery.created} /> },
            ]}
        />
    );
}
