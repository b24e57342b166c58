import { Alert, Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { usePreferences } from "../preferences";
import { AccountSelect, useAccounts } from "./accounts";
import { FormDialog, fieldError } from "./Dialogs";
import { useChange, useOne, usePages } from "./queries";
import { Time } from "./Time";
import { Trouble } from "./Trouble";
import { endOfDay, startOfDay } from "./times";
import { toast } from "./toast";

/** What somebody may do where, by which grants, and why or why not. */
export function UserAccess({ user }: { user: string }) {
    const may = useMay();
    return (
        <>
            {may("grants:read") && <Grants to={{ user }} />}
            {may("grants:read") && <Explain user={user} />}
        </>
    );
}

/** Who holds a role: a user, or the members of a group. */
type Holder = { user: string; group?: undefined } | { user?: undefined; group: string };

/** The grants to somebody; given and revoked here. */
export function Grants({ to }: { to: Holder }) {
    const say = useSay();
    const may = useMay();
    const { nameOf } = useAccounts();
    const [giving, setGiving] = useState(false);
    const grants = usePages(["grants", to], (cursor) => api.GET("/grants", { params: { query: { ...to, cursor } } }));
    const revoke = useChange(
        (grant: Schema<"Grant">) =>
            answer(api.DELETE("/grants/{id}", { params: { path: { id: grant.id }, header: unchanged(grant) } })),
        ["grants"],
        ["users"],
        ["rights"],
    );
    return (
        <section>
            <h3 className="section">{say("grants.title")}</h3>
            <Trouble error={grants.error ?? revoke.error} onRetry={grants.retry} />
            {grants.items?.length === 0 && <p className="note">{say("grants.none")}</p>}
            <ul className="outputs">
                {grants.items?.map((grant) => (
                    <li key={grant.id}>
                        <span>
                            <strong>
                                {grant.role} · {nameOf(grant.accountId) ?? say("grants.everywhere")}
                            </strong>
                            <span className="quiet">
                                <Time value={grant.starts} /> –{" "}
                                {grant.ends ? <Time value={grant.ends} /> : say("grants.always")}
                                {grant.reason && ` · ${grant.reason}`}
                            </span>
                        </span>
                        {may("grants:write") && (
                            <Button
                                size="xs"
                                variant="subtle"
                                color="red"
                                aria-label={say("grants.revoke.one", { role: grant.role })}
                                loading={revoke.isPending}
                                onClick={() => revoke.mutate(grant, { onSuccess: () => toast(say("done.removed")) })}
                            >
                                {say("tokens.revoke")}
                            </Button>
                        )}
                    </li>
                ))}
            </ul>
            {grants.more && (
                <button type="button" className="link" onClick={grants.more}>
                    {say("action.more")}
                </button>
            )}
            {may("grants:write") && (
                <Button size="xs" variant="default" mt="sm" onClick={() => setGiving(true)}>
                    {say("grants.new")}
                </Button>
            )}
            {giving && <GrantDialog to={to} onClose={() => setGiving(false)} />}
        </section>
    );
}

function GrantDialog({ to, onClose }: { to: Holder; onClose: () => void }) {
    const say = useSay();
    const { zone } = usePreferences();
    const roles = useOne(["roles"], () => api.GET("/roles"));
    const [draft, setDraft] = useState({ role: "", accountId: "", from: "", to: "", reason: "" });
    const give = useChange(
        () =>
            answer(
                api.POST("/grants", {
                    body: {
                        ...to,
                        role: draft.role,
                        accountId: draft.accountId || undefined,
                        starts: draft.from ? startOfDay(draft.from, zone) : undefined,
                        ends: draft.to ? endOfDay(draft.to, zone) : undefined,
                        reason: draft.reason || undefined,
                    },
                }),
            ),
        ["grants"],
        ["users"],
        ["rights"],
    );
    return (
        <FormDialog
            title={say("grants.new")}
            submit={say("grants.give")}
            disabled={draft.role === ""}
            onClose={onClose}
            onSubmit={async () => {
                await give.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            <NativeSelect
                label={say("grants.role")}
                data-autofocus
                value={draft.role}
                error={fieldError(give.error, "role")}
                data={[
                    { value: "", label: say("choose"), disabled: true },
                    ...(roles.data?.items ?? []).map((role) => ({ value: role.name, label: role.name })),
                ]}
                description={roles.data?.items.find((role) => role.name === draft.role)?.description}
                onChange={(event) => setDraft({ ...draft, role: event.currentTarget.value })}
            />
            <AccountSelect
                label={say("grants.where")}
                value={draft.accountId}
                none={say("grants.everywhere")}
                error={fieldError(give.error, "accountId")}
                onChange={(accountId) => setDraft({ ...draft, accountId })}
            />
            <div className="pair">
                <TextInput
                    type="date"
                    label={say("filter.from")}
                    value={draft.from}
                    error={fieldError(give.error, "starts")}
                    onChange={(event) => setDraft({ ...draft, from: event.currentTarget.value })}
                />
                <TextInput
                    type="date"
                    label={say("filter.to")}
                    value={draft.to}
                    error={fieldError(give.error, "ends")}
                    onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value })}
                />
            </div>
            <TextInput
                label={say("dead.reason")}
                value={draft.reason}
                error={fieldError(give.error, "reason")}
                onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
            />
        </FormDialog>
    );
}

/** Answers why somebody may do something, or why not, with the chain of grants. */
function Explain({ user }: { user: string }) {
    const say = useSay();
    const word = useWord();
    const { nameOf } = useAccounts();
    const [permission, setPermission] = useState("");
    const [accountId, setAccountId] = useState("");
    const known = useOne(["permissions"], () => api.GET("/permissions"));
    const rights = useOne(["rights", user], () =>
        api.GET("/users/{name}/rights", { params: { path: { name: user } } }),
    );
    const why = useOne(
        ["rights", user, permission, accountId],
        () =>
            api.GET("/users/{name}/explanation", {
                params: { path: { name: user }, query: { permission, accountId: accountId || undefined } },
            }),
        { enabled: permission !== "" },
    );
    return (
        <>
            <section>
                <h3 className="section">{say("rights.title")}</h3>
                <Trouble error={rights.error} onRetry={() => void rights.refetch()} />
                {rights.data?.items.length === 0 && <p className="note">{say("rights.none")}</p>}
                {rights.data?.items.map((right) => (
                    <div key={right.accountId ?? ""} className="rights">
                        <strong>{nameOf(right.accountId) ?? say("grants.everywhere")}</strong>
                        <ul className="chips">
                            {right.permissions.map((one) => (
                                <li key={one}>
                                    <code>{one === "*" ? say("roles.everything") : one}</code>
                                </li>
                            ))}
                        </ul>
                    </div>
                ))}
            </section>
            <section className="stack">
                <h3 className="section">{say("rights.why")}</h3>
                <div className="pair">
                    <NativeSelect
                        label={say("rights.permission")}
                        value={permission}
                        data={[
                            { value: "", label: say("choose"), disabled: true },
                            ...(known.data?.items ?? []).map((one) => one.name),
                        ]}
                        onChange={(event) => setPermission(event.currentTarget.value)}
                    />
                    <AccountSelect
                        label={say("grants.where")}
                        value={accountId}
                        none={say("grants.everywhere")}
                        onChange={setAccountId}
                    />
                </div>
                <Trouble error={why.error} />
                {why.data && (
                    <Alert
                        role="status"
                        variant="light"
                        color={why.data.allowed ? "teal" : "yellow"}
                        title={word("verdict", why.data.verdict)}
                    >
                        {why.data.ceiling && (
                            <p>
                                {word("model", why.data.ceiling.model)}
                                {why.data.ceiling.hub &&
                                    ` · ${say("model.hub", { account: nameOf(why.data.ceiling.hub) })}`}
                            </p>
                        )}
                        <ul className="plain">
                            {why.data.steps.map((step) => (
                                <li key={`${step.grantId} ${step.role} ${step.standingInFor ?? ""}`}>
                                    <strong>
                                        {step.role} · {nameOf(step.accountId) ?? say("grants.everywhere")}
                                    </strong>
                                    : {word("effect", step.effect)}
                                    {step.group && ` · ${step.group}`}
                                </li>
                            ))}
                        </ul>
                    </Alert>
                )}
            </section>
        </>
    );
}
