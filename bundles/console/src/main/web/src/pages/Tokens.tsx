import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError, SecretDialog } from "../ui/Dialogs";
import { Empty, Page } from "../ui/Page";
import { useChange, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { toast } from "../ui/toast";
import { toList } from "../ui/words";

type Token = Schema<"Token">;

/** Keys with which programs act for people. */
export default function Tokens() {
    const say = useSay();
    const may = useMay();
    const { search, look } = useAddress("/tokens");
    const [making, setMaking] = useState(false);
    const [secret, setSecret] = useState<Schema<"TokensIssuedView">>();
    const [revoking, setRevoking] = useState<Token>();
    const all = search.all === "true";
    const tokens = usePages(["tokens", all], (cursor) =>
        api.GET("/tokens", { params: { query: { cursor, all: all || undefined } } }),
    );
    const revoke = useChange(
        (token: Token) => answer(api.DELETE("/tokens/{id}", { params: { path: { id: token.id } } })),
        ["tokens"],
    );
    return (
        <Page
            title={say("tokens.title")}
            lead={say("tokens.lead")}
            actions={
                <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                    {say("tokens.new")}
                </Button>
            }
        >
            {may("tokens:any") && (
                <div>
                    <SegmentedControl
                        aria-label={say("tokens.whose")}
                        value={String(all)}
                        onChange={(value) => look({ all: value === "true" ? "true" : undefined })}
                        data={[
                            { value: "false", label: say("tokens.mine") },
                            { value: "true", label: say("tokens.all") },
                        ]}
                    />
                </div>
            )}
            <DataTable
                label={say("tokens.title")}
                pages={tokens}
                rowKey={(token) => token.id}
                empty={<Empty title={say("tokens.none")} text={say("tokens.none.text")} />}
                columns={[
                    { label: say("tokens.for"), cell: (token) => <strong>{token.name}</strong> },
                    { label: say("signin.user"), cell: (token) => token.user },
                    {
                        label: say("tokens.limits"),
                        extra: true,
                        cell: (token) => [...token.roles, ...token.permissions].join(", ") || say("tokens.unlimited"),
                    },
                    { label: say("tokens.expires"), cell: (token) => <Time value={token.expires} /> },
                    { label: say("tokens.used"), extra: true, cell: (token) => <Time value={token.lastUsed} /> },
                    {
                        label: say("column.actions"),
                        cell: (token) => (
                            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setRevoking(token)}>
                                {say("tokens.revoke")}
                            </Button>
                        ),
                    },
                ]}
            />
            {making && <NewToken onClose={() => setMaking(false)} onMade={setSecret} />}
            {secret && (
                <SecretDialog
                    title={say("tokens.secret.title", { name: secret.token.name })}
                    text={say("tokens.secret.text")}
                    label={say("tokens.secret")}
                    secret={secret.secret}
                    onClose={() => setSecret(undefined)}
                />
            )}
            {revoking && (
                <ConfirmDialog
                    title={say("tokens.revoke")}
                    text={say("tokens.revoke.text", { name: revoking.name })}
                    submit={say("tokens.revoke")}
                    onClose={() => setRevoking(undefined)}
                    onSubmit={async () => {
                        await revoke.mutateAsync(revoking);
                        toast(say("done.removed"));
                    }}
                />
            )}
        </Page>
    );
}

const DAYS = ["7", "30", "90", "365"];

function NewToken(props: { onClose: () => void; onMade: (issued: Schema<"TokensIssuedView">) => void }) {
    const say = useSay();
    const [draft, setDraft] = useState({ name: "", days: "90", permissions: "" });
    const make = useChange(() => {
        const permissions = toList(draft.permissions);
        // a little less than the year that is allowed at most
        const expires = new Date(Date.now() + Number(draft.days) * 86_400_000 - 60_000).toISOString();
        return answer(
            api.POST("/tokens", {
                body: { name: draft.name, expires, permissions: permissions.length > 0 ? permissions : undefined },
            }),
        );
    }, ["tokens"]);
    return (
        <FormDialog
            title={say("tokens.new")}
            submit={say("action.create")}
            disabled={draft.name.trim() === ""}
            onClose={props.onClose}
            onSubmit={async () => props.onMade(await make.mutateAsync(undefined))}
        >
            <TextInput
                label={say("tokens.for")}
                description={say("tokens.for.hint")}
                data-autofocus
                autoComplete="off"
                value={draft.name}
                error={fieldError(make.error, "name")}
                onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <NativeSelect
                label={say("tokens.days")}
                value={draft.days}
                data={DAYS.map((days) => ({ value: days, label: say("days", { count: Number(days) }) }))}
                onChange={(event) => setDraft({ ...draft, days: event.currentTarget.value })}
            />
            <Textarea
                label={say("tokens.limits")}
                description={say("tokens.limits.hint")}
                placeholder="archive:read, reports:run"
                autosize={false}
                rows={3}
                value={draft.permissions}
                error={fieldError(make.error, "permissions")}
                onChange={(event) => setDraft({ ...draft, permissions: event.currentTarget.value })}
            />
        </FormDialog>
    );
}
