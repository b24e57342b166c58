import { Alert, Button, Checkbox, CloseButton } from "@mantine/core";
import "@mantine/core/styles/CloseButton.css";
import { useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { fieldError } from "../ui/Dialogs";
import { Page } from "../ui/Page";
import { useChange, useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Waiting } from "../ui/Waiting";

type Policy = Schema<"SecondFactorPolicyPolicyView">;

/** Who must have a second factor to sign in with a password. */
export default function SecondFactorPolicy() {
    const say = useSay();
    const policy = useOne(["second-factor-policy"], () => api.GET("/second-factor-policy"));
    return (
        <Page title={say("factor.policy")} lead={say("factor.policy.lead")}>
            <Trouble error={policy.error} onRetry={() => void policy.refetch()} />
            {policy.isPending && <Waiting />}
            {policy.data && <Editor key={policy.data.version} policy={policy.data} />}
        </Page>
    );
}

function Editor({ policy }: { policy: Policy }) {
    const say = useSay();
    const may = useMay();
    const [draft, setDraft] = useState(policy);
    const roles = useOne(["roles"], () => api.GET("/roles"), { enabled: may("roles:read") });
    const { nameOf } = useAccounts();
    const fixed = !may("sign-in-policy:write");
    const save = useChange(
        () =>
            answer(
                api.PUT("/second-factor-policy", {
                    params: { header: unchanged(policy) },
                    body: { everybody: draft.everybody, roles: draft.roles, accounts: draft.accounts },
                }),
            ),
        ["second-factor-policy"],
    );
    const names = [...new Set([...(roles.data?.items ?? []).map((role) => role.name), ...policy.roles])].sort();
    return (
        <form
            className="card stack"
            aria-label={say("factor.policy")}
            onSubmit={(event) => {
                event.preventDefault();
                save.mutate(undefined, { onSuccess: () => toast(say("done.saved")) });
            }}
        >
            <Checkbox
                label={say("factor.policy.everybody")}
                checked={draft.everybody}
                disabled={fixed}
                onChange={(event) => setDraft({ ...draft, everybody: event.currentTarget.checked })}
            />
            <Checkbox.Group
                label={say("factor.policy.roles")}
                error={fieldError(save.error, "roles")}
                value={draft.roles}
                onChange={(chosen) => setDraft({ ...draft, roles: chosen })}
            >
                <div className="choices">
                    {names.map((name) => (
                        <Checkbox key={name} value={name} label={name} disabled={fixed || draft.everybody} />
                    ))}
                </div>
            </Checkbox.Group>
            <section className="stack" aria-labelledby="factor-accounts">
                <span className="label" id="factor-accounts">
                    {say("factor.policy.accounts")}
                </span>
                {draft.accounts.length > 0 && (
                    <ul className="chips">
                        {draft.accounts.map((id) => (
                            <li key={id}>
                                {nameOf(id)}
                                {!fixed && (
                                    <CloseButton
                                        size="xs"
                                        aria-label={say("factor.policy.without", { name: nameOf(id) ?? id })}
                                        onClick={() =>
                                            setDraft({ ...draft, accounts: draft.accounts.filter((one) => one !== id) })
                                        }
                                    />
                                )}
                            </li>
                        ))}
                    </ul>
                )}
                {!fixed && !draft.everybody && (
                    <AccountSelect
                        label={say("factor.policy.add")}
                        value=""
                        none={say("choose")}
                        error={fieldError(save.error, "accounts")}
                        onChange={(id) => {
                            if (id && !draft.accounts.includes(id)) {
                                setDraft({ ...draft, accounts: [...draft.accounts, id] });
                            }
                        }}
                    />
                )}
            </section>
            {!fixed && (
                <>
                    <Alert color="yellow" variant="light">
                        {say("factor.policy.effect")}
                    </Alert>
                    <Trouble error={save.error} />
                    <div className="row">
                        <Button type="submit" loading={save.isPending}>
                            {say("action.save")}
                        </Button>
                    </div>
                </>
            )}
        </form>
    );
}
