import { Alert, Button, Modal } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { useAccounts } from "../ui/accounts";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog } from "../ui/Dialogs";
import { useFocusBack, useTopmost } from "../ui/focus";
import { Empty, Mark, Page, type Tone } from "../ui/Page";
import { ProviderAddresses } from "../ui/ProviderAddresses";
import { useChange, usePages } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/providers.en.json"),
    pl: () => import("../generated/messages/providers.pl.json"),
    cs: () => import("../generated/messages/providers.cs.json"),
    it: () => import("../generated/messages/providers.it.json"),
    de: () => import("../generated/messages/providers.de.json"),
    zh: () => import("../generated/messages/providers.zh.json"),
    ar: () => import("../generated/messages/providers.ar.json"),
};

const ProviderForm = lazy(() => import("../ui/ProviderForm"));

type Provider = Schema<"IdentityProvider">;
type Check = Schema<"ProviderCheck">;

const TONES: Record<Check["findings"][number]["severity"], Tone> = { ERROR: "bad", WARNING: "warn", OK: "good" };

/** Through whom people sign in, and what that gives them here. */
export default function IdentityProviders() {
    return (
        <PageTexts messages={TEXTS}>
            <Shown />
        </PageTexts>
    );
}

function Shown() {
    const say = useSay();
    const may = useMay();
    const accounts = useAccounts();
    const [editing, setEditing] = useState<Provider | "new">();
    const [removing, setRemoving] = useState<Provider>();
    const [checked, setChecked] = useState<{ provider: Provider; check: Check }>();
    const providers = usePages(["identity-providers"], () => api.GET("/identity-providers"));
    const check = useChange((provider: Provider) =>
        answer(api.POST("/identity-providers/{id}/check", { params: { path: { id: provider.id } } })),
    );
    const remove = useChange(
        (provider: Provider) =>
            answer(
                api.DELETE("/identity-providers/{id}", {
                    params: { path: { id: provider.id }, header: unchanged(provider) },
                }),
            ),
        ["identity-providers"],
    );
    return (
        <Page
            title={say("providers.title")}
            lead={say("providers.lead")}
            actions={
                may("identity-providers:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
                        {say("providers.new")}
                    </Button>
                )
            }
        >
            <Trouble error={check.error} />
            <DataTable
                label={say("providers.title")}
                pages={providers}
                rowKey={(one) => one.id}
                empty={<Empty title={say("providers.none")} text={say("providers.none.text")} />}
                columns={[
                    { label: say("providers.name"), cell: (one) => <strong>{one.displayName}</strong> },
                    { label: say("providers.issuer"), extra: true, cell: (one) => one.issuer },
                    {
                        label: say("providers.account"),
                        extra: true,
                        cell: (one) =>
                            one.createUsers ? (accounts.nameOf(one.accountId) ?? say("providers.account.none")) : "–",
                    },
                    {
                        label: say("users.state"),
                        cell: (one) => (
                            <Mark tone={one.enabled ? "good" : "quiet"}>
                                {say(one.enabled ? "providers.on" : "providers.off")}
                            </Mark>
                        ),
                    },
                    {
                        label: say("column.actions"),
                        cell: (one) =>
                            may("identity-providers:write") && (
                                <>
                                    <Button
                                        size="compact-sm"
                                        variant="subtle"
                                        loading={check.isPending && check.variables?.id === one.id}
                                        onClick={() =>
                                            check.mutate(one, {
                                                onSuccess: (found) => setChecked({ provider: one, check: found }),
                                            })
                                        }
                                    >
                                        {say("providers.check")}
                                    </Button>
                                    <Button size="compact-sm" variant="subtle" onClick={() => setEditing(one)}>
                                        {say("action.edit")}
                                    </Button>
                                    <Button
                                        size="compact-sm"
                                        variant="subtle"
                                        color="red"
                                        onClick={() => setRemoving(one)}
                                    >
                                        {say("action.remove")}
                                    </Button>
                                </>
                            ),
                    },
                ]}
            />
            <Suspense>
                {editing && (
                    <ProviderForm
                        before={editing === "new" ? undefined : editing}
                        onClose={() => setEditing(undefined)}
                    />
                )}
            </Suspense>
            {checked && <Findings {...checked} onClose={() => setChecked(undefined)} />}
            {removing && (
                <ConfirmDialog
                    title={say("action.remove")}
                    text={say("providers.remove.text", { name: removing.displayName })}
                    submit={say("action.remove")}
                    onClose={() => setRemoving(undefined)}
                    onSubmit={async () => {
                        await remove.mutateAsync(removing);
                        toast(say("done.removed"));
                    }}
                />
            )}
        </Page>
    );
}

function Findings({ provider, check, onClose }: { provider: Provider; check: Check; onClose: () => void }) {
    const say = useSay();
    useFocusBack();
    const close = useTopmost(onClose);
    const word = useWord();
    return (
        <Modal
            opened
            onClose={close}
            title={provider.displayName}
            size="lg"
            lockScroll={false}
            closeButtonProps={{ "aria-label": say("action.close") }}
        >
            <div className="stack">
                <Alert color={check.usable ? "teal" : "red"} role="status">
                    {say(check.usable ? "providers.usable" : "providers.unusable")}
                </Alert>
                <ul className="findings">
                    {check.findings.map((finding) => (
                        <li key={finding.message}>
                            <Mark tone={TONES[finding.severity]}>{word("providers.severity", finding.severity)}</Mark>{" "}
                            <span dir="auto">{finding.message}</span>
                        </li>
                    ))}
                </ul>
                <ProviderAddresses id={provider.id} />
            </div>
        </Modal>
    );
}

/** What the provider must know of this server. */
