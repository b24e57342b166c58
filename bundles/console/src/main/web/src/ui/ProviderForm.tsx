import { ActionIcon, Button, Checkbox, NumberInput, PasswordInput, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { everyPage } from "../api/pages";
import { useSay } from "../i18n/text";
import { AccountSelect } from "./accounts";
import { FormDialog, fieldError } from "./Dialogs";
import { ProviderAddresses } from "./ProviderAddresses";
import { useChange, useOne } from "./queries";
import { toast } from "./toast";

type Provider = Schema<"IdentityProvider">;

/** An identity provider as it is written down. */
export default function ProviderForm({ before, onClose }: { before?: Provider; onClose: () => void }) {
    const say = useSay();
    const [id, setId] = useState(before?.id ?? "");
    const [secret, setSecret] = useState("");
    const [draft, setDraft] = useState({
        displayName: before?.displayName ?? "",
        issuer: before?.issuer ?? "",
        clientId: before?.clientId ?? "",
        scopes: (before?.scopes ?? ["profile", "email"]).join(" "),
        userNameClaim: before?.userNameClaim ?? "preferred_username",
        groupsClaim: before?.groupsClaim ?? "",
        groups: (before?.groups ?? []).map((mapping, index) => ({ ...mapping, key: index })),
        createUsers: before?.createUsers ?? false,
        accountId: before?.accountId ?? "",
        linkByName: before?.linkByName ?? false,
        enabled: before?.enabled ?? true,
        clockSkewSeconds: before?.clockSkewSeconds ?? 60,
        signOutAtProvider: before?.signOutAtProvider ?? false,
    });
    const groups = useOne(["groups", "all"], () =>
        everyPage((cursor) => api.GET("/groups", { params: { query: { cursor, limit: 500 } } })),
    );
    const save = useChange(() => {
        const body = {
            ...draft,
            groups: draft.groups.map(({ value, group }) => ({ value, group })),
            scopes: draft.scopes.split(/\s+/).filter(Boolean),
            groupsClaim: draft.groupsClaim || undefined,
            accountId: draft.accountId || undefined,
            clientSecret: secret || undefined,
        };
        return before
            ? answer(
                  api.PUT("/identity-providers/{id}", {
                      params: { path: { id: before.id }, header: unchanged(before) },
                      body,
                  }),
              )
            : answer(api.POST("/identity-providers", { body: { ...body, id: id.trim() } }));
    }, ["identity-providers"]);
    const wrong = (field: string) => fieldError(save.error, field);
    const map = (key: number, change: { value?: string; group?: string }) =>
        setDraft({
            ...draft,
            groups: draft.groups.map((mapping) => (mapping.key === key ? { ...mapping, ...change } : mapping)),
        });
    return (
        <FormDialog
            title={before ? before.displayName : say("providers.new")}
            submit={say(before ? "action.save" : "action.create")}
            size="lg"
            onClose={onClose}
            onSubmit={async () => {
                await save.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            {!before && (
                <TextInput
                    label={say("providers.id")}
                    description={say("providers.id.hint")}
                    data-autofocus
                    autoComplete="off"
                    value={id}
                    error={wrong("id")}
                    onChange={(event) => setId(event.currentTarget.value)}
                />
            )}
            <TextInput
                label={say("providers.name")}
                value={draft.displayName}
                error={wrong("displayName")}
                onChange={(event) => setDraft({ ...draft, displayName: event.currentTarget.value })}
            />
            <TextInput
                label={say("providers.issuer")}
                description={say("providers.issuer.hint")}
                dir="ltr"
                value={draft.issuer}
                error={wrong("issuer")}
                onChange={(event) => setDraft({ ...draft, issuer: event.currentTarget.value })}
            />
            <div className="pair">
                <TextInput
                    label={say("providers.client")}
                    autoComplete="off"
                    value={draft.clientId}
                    error={wrong("clientId")}
                    onChange={(event) => setDraft({ ...draft, clientId: event.currentTarget.value })}
                />
                <PasswordInput
                    label={say("providers.secret")}
                    description={before?.hasClientSecret ? say("providers.secret.kept") : undefined}
                    autoComplete="new-password"
                    value={secret}
                    error={wrong("clientSecret")}
                    onChange={(event) => setSecret(event.currentTarget.value)}
                    visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
                />
            </div>
            <div className="pair">
                <TextInput
                    label={say("providers.scopes")}
                    dir="ltr"
                    value={draft.scopes}
                    error={wrong("scopes")}
                    onChange={(event) => setDraft({ ...draft, scopes: event.currentTarget.value })}
                />
                <TextInput
                    label={say("providers.nameclaim")}
                    dir="ltr"
                    value={draft.userNameClaim}
                    error={wrong("userNameClaim")}
                    onChange={(event) => setDraft({ ...draft, userNameClaim: event.currentTarget.value })}
                />
            </div>
            <TextInput
                label={say("providers.groupsclaim")}
                description={say("providers.groupsclaim.hint")}
                dir="ltr"
                value={draft.groupsClaim}
                error={wrong("groupsClaim")}
                onChange={(event) => setDraft({ ...draft, groupsClaim: event.currentTarget.value })}
            />
            <fieldset className="mapping">
                <legend>{say("providers.mapping")}</legend>
                {draft.groups.length === 0 && <p className="note">{say("providers.mapping.none")}</p>}
                {draft.groups.map((mapping) => (
                    <div className="mapping-row" key={mapping.key}>
                        <TextInput
                            aria-label={say("providers.value")}
                            placeholder={say("providers.value")}
                            dir="ltr"
                            value={mapping.value}
                            onChange={(event) => map(mapping.key, { value: event.currentTarget.value })}
                        />
                        <TextInput
                            aria-label={say("providers.group")}
                            placeholder={say("providers.group")}
                            list="provider-groups"
                            value={mapping.group}
                            onChange={(event) => map(mapping.key, { group: event.currentTarget.value })}
                        />
                        <ActionIcon
                            variant="subtle"
                            color="red"
                            size="lg"
                            aria-label={say("action.remove")}
                            onClick={() =>
                                setDraft({ ...draft, groups: draft.groups.filter((one) => one.key !== mapping.key) })
                            }
                        >
                            <IconTrash size={16} />
                        </ActionIcon>
                    </div>
                ))}
                <datalist id="provider-groups">
                    {(groups.data ?? []).map((group) => (
                        <option key={group.id} value={group.name} />
                    ))}
                </datalist>
                <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconPlus size={14} />}
                    onClick={() =>
                        setDraft({
                            ...draft,
                            groups: [...draft.groups, { value: "", group: "", key: Date.now() }],
                        })
                    }
                >
                    {say("providers.addvalue")}
                </Button>
            </fieldset>
            <Checkbox
                label={say("providers.create")}
                checked={draft.createUsers}
                onChange={(event) => setDraft({ ...draft, createUsers: event.currentTarget.checked })}
            />
            {draft.createUsers && (
                <AccountSelect
                    label={say("providers.account")}
                    none={say("providers.account.none")}
                    value={draft.accountId}
                    error={wrong("accountId")}
                    onChange={(accountId) => setDraft({ ...draft, accountId })}
                />
            )}
            <Checkbox
                label={say("providers.link")}
                description={say("providers.link.hint")}
                checked={draft.linkByName}
                onChange={(event) => setDraft({ ...draft, linkByName: event.currentTarget.checked })}
            />
            <Checkbox
                label={say("providers.signout")}
                checked={draft.signOutAtProvider}
                onChange={(event) => setDraft({ ...draft, signOutAtProvider: event.currentTarget.checked })}
            />
            <Checkbox
                label={say("providers.enabled")}
                checked={draft.enabled}
                onChange={(event) => setDraft({ ...draft, enabled: event.currentTarget.checked })}
            />
            <NumberInput
                label={say("providers.skew")}
                min={0}
                max={300}
                hideControls
                value={draft.clockSkewSeconds}
                error={wrong("clockSkewSeconds")}
                onChange={(value) => setDraft({ ...draft, clockSkewSeconds: Number(value) })}
            />
            {before && <ProviderAddresses id={before.id} />}
        </FormDialog>
    );
}
