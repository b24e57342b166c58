import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay } from "../i18n/text";
import { useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { SecretDialog } from "../ui/Dialogs";
import { Empty, Mark, Page } from "../ui/Page";
import { usePages } from "../ui/queries";
import { WebhookDialog } from "../webhooks/WebhookDialog";
import { WebhookSheet } from "../webhooks/WebhookSheet";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/webhooks.en.json"),
    pl: () => import("../generated/messages/webhooks.pl.json"),
    cs: () => import("../generated/messages/webhooks.cs.json"),
    it: () => import("../generated/messages/webhooks.it.json"),
    de: () => import("../generated/messages/webhooks.de.json"),
    zh: () => import("../generated/messages/webhooks.zh.json"),
    ar: () => import("../generated/messages/webhooks.ar.json"),
};

/** Other systems that are told what happens. */
export default function Webhooks() {
    return (
        <PageTexts messages={TEXTS}>
            <All />
        </PageTexts>
    );
}

function All() {
    const say = useSay();
    const may = useMay();
    const { nameOf } = useAccounts();
    const { id, open } = useAddress("/webhooks");
    const [making, setMaking] = useState(false);
    const [secret, setSecret] = useState<Schema<"WebhookSecret">>();
    const webhooks = usePages(["outgoing-webhooks"], (cursor) =>
        api.GET("/outgoing-webhooks", { params: { query: { cursor } } }),
    );
    return (
        <Page
            wide
            title={say("webhooks.title")}
            lead={say("webhooks.lead")}
            actions={
                may("webhooks:change") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                        {say("webhooks.new")}
                    </Button>
                )
            }
        >
            <DataTable
                label={say("webhooks.title")}
                pages={webhooks}
                rowKey={(webhook) => webhook.id}
                selected={(webhook) => String(webhook.id) === id}
                empty={<Empty title={say("webhooks.none")} text={say("webhooks.none.text")} />}
                columns={[
                    {
                        label: say("accounts.name"),
                        cell: (webhook) => (
                            <Link to="/webhooks/{-$id}" params={{ id: String(webhook.id) }} className="cell-main">
                                <strong dir="auto">{webhook.name}</strong>
                                <span dir="ltr">{webhook.url}</span>
                            </Link>
                        ),
                    },
                    {
                        label: say("webhooks.account"),
                        extra: true,
                        cell: (webhook) => (webhook.accountId ? nameOf(webhook.accountId) : say("webhooks.everywhere")),
                    },
                    {
                        label: say("webhooks.events"),
                        extra: true,
                        cell: (webhook) =>
                            webhook.types.length === 0
                                ? say("webhooks.events.all")
                                : say("webhooks.events.some", { count: webhook.types.length }),
                    },
                    {
                        label: say("users.state"),
                        cell: (webhook) => (
                            <Mark tone={webhook.active ? "good" : webhook.offReason ? "bad" : "quiet"}>
                                {say(webhook.active ? "action.on" : "action.off")}
                            </Mark>
                        ),
                    },
                ]}
            />
            {making && <WebhookDialog onClose={() => setMaking(false)} onMade={setSecret} />}
            {id !== undefined && (
                <WebhookSheet key={id} id={Number(id)} onClose={() => open(undefined)} onSecret={setSecret} />
            )}
            {secret && (
                <SecretDialog
                    title={say("webhooks.secret.of", { name: secret.webhook.name })}
                    text={say("webhooks.secret.text")}
                    label={say("webhooks.secret")}
                    secret={secret.secret}
                    onClose={() => setSecret(undefined)}
                />
            )}
        </Page>
    );
}
