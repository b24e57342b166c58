import { Button, Checkbox, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay, useSession } from "../api/session";
import { useSay } from "../i18n/text";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError, SecretDialog, SideSheet } from "../ui/Dialogs";
import { FilterBar, FilterText } from "../ui/Filters";
import { IdentityLinks } from "../ui/IdentityLinks";
import { Empty, Facts, Mark, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { UserAccess } from "../ui/UserAccess";

type User = Schema<"UsersUserView">;
type Issued = Schema<"UsersIssuedView">;

/** Who can sign in. */
export default function Users() {
    const say = useSay();
    const may = useMay();
    const address = useAddress("/users");
    const [making, setMaking] = useState(false);
    const [issued, setIssued] = useState<Issued>();
    const text = address.search.text || undefined;
    const users = usePages(["users", "page", text], (cursor) =>
        api.GET("/users", { params: { query: { text, cursor } } }),
    );
    return (
        <Page
            title={say("users.title")}
            lead={say("users.lead")}
            actions={
                may("users:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                        {say("users.new")}
                    </Button>
                )
            }
        >
            <FilterBar>
                <FilterText
                    label={say("users.text")}
                    value={text}
                    onChange={(wanted) => address.look({ text: wanted })}
                />
            </FilterBar>
            <DataTable
                label={say("users.title")}
                pages={users}
                rowKey={(user) => user.name}
                selected={(user) => user.name === address.id}
                empty={<Empty title={say(text ? "users.none.text" : "users.none")} />}
                columns={[
                    {
                        label: say("users.name"),
                        cell: (user) => (
                            <Link to="/users/{-$id}" params={{ id: user.name }} className="cell-main">
                                <strong>{user.displayName}</strong>
                                {user.displayName !== user.name && <span>{user.name}</span>}
                            </Link>
                        ),
                    },
                    {
                        label: say("users.roles.everywhere"),
                        extra: true,
                        cell: (user) => user.roles.join(", ") || <span className="quiet">–</span>,
                    },
                    {
                        label: say("audit.account"),
                        extra: true,
                        cell: (user) => user.accountId ?? <span className="quiet">–</span>,
                    },
                    { label: say("users.state"), cell: (user) => <UserState user={user} /> },
                    { label: say("users.last"), extra: true, cell: (user) => <Time value={user.lastSignIn} /> },
                ]}
            />
            {address.id !== undefined && (
                <UserSheet
                    key={address.id}
                    name={address.id}
                    onClose={() => address.open(undefined)}
                    onIssued={setIssued}
                />
            )}
            {making && <NewUser onClose={() => setMaking(false)} onMade={setIssued} />}
            {issued?.oneTimePassword && (
                <SecretDialog
                    title={say("users.once.title", { name: issued.user.name })}
                    text={say("users.once.text")}
                    label={say("users.once.label")}
                    secret={issued.oneTimePassword}
                    onClose={() => setIssued(undefined)}
                />
            )}
        </Page>
    );
}

function UserState({ user }: { user: User }) {
    const say = useSay();
    if (user.disabled) return <Mark tone="quiet">{say("users.disabled")}</Mark>;
    if (user.mustChangePassword) return <Mark tone="warn">{say("users.once.state")}</Mark>;
    return <Mark tone="good">{say("users.active")}</Mark>;
}

function useRoles() {
    return useOne(["roles"], () => api.GET("/roles"));
}

function RoleChoice(props: {
    label: string;
    value: string[];
    disabled?: boolean;
    error?: string;
    onChange: (roles: string[]) => void;
}) {
    const roles = useRoles();
    return (
        <Checkbox.Group label={props.label} value={props.value} onChange={props.onChange} error={props.error}>
            <div className="choices">
                {(roles.data?.items ?? []).map((role) => (
                    <Checkbox
                        key={role.name}
                        value={role.name}
                        label={role.name}
                        description={role.description}
                        disabled={props.disabled}
                    />
                ))}
            </div>
        </Checkbox.Group>
    );
}

function NewUser(props: { onClose: () => void; onMade: (issued: Issued) => void }) {
    const say = useSay();
    const [draft, setDraft] = useState({
        name: "",
        displayName: "",
        accountId: "",
        service: false,
        roles: [] as string[],
    });
    const make = useChange(
        () =>
            answer(
                api.POST("/users", {
                    body: {
                        ...draft,
                        displayName: draft.displayName.trim() || undefined,
                        accountId: draft.accountId || undefined,
                    },
                }),
            ),
        ["users"],
    );
    return (
        <FormDialog
            title={say("users.new")}
            submit={say("action.create")}
            disabled={draft.name.trim() === ""}
            onClose={props.onClose}
            onSubmit={async () => {
                const made = await make.mutateAsync(undefined);
                // a program's user has no password that could be shown
                if (made.oneTimePassword) props.onMade(made);
                else toast(say("done.saved"));
            }}
        >
            <TextInput
                label={say("signin.user")}
                description={say("users.name.rule")}
                data-autofocus
                autoComplete="off"
                value={draft.name}
                error={fieldError(make.error, "name")}
                onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <TextInput
                label={say("users.display")}
                autoComplete="off"
                value={draft.displayName}
                error={fieldError(make.error, "displayName")}
                onChange={(event) => setDraft({ ...draft, displayName: event.currentTarget.value })}
            />
            <AccountSelect
                label={say("users.account")}
                value={draft.accountId}
                none={say("users.account.none")}
                error={fieldError(make.error, "accountId")}
                onChange={(accountId) => setDraft({ ...draft, accountId })}
            />
            <Checkbox
                label={say("users.service")}
                description={say("users.service.hint")}
                checked={draft.service}
                onChange={(event) => setDraft({ ...draft, service: event.currentTarget.checked })}
            />
            <RoleChoice
                label={say("users.roles.everywhere")}
                value={draft.roles}
                error={fieldError(make.error, "roles")}
                onChange={(roles) => setDraft({ ...draft, roles })}
            />
        </FormDialog>
    );
}

function UserSheet(props: { name: string; onClose: () => void; onIssued: (issued: Issued) => void }) {
    const user = useOne(["users", "one", props.name], () =>
        api.GET("/users/{name}", { params: { path: { name: props.name } } }),
    );
    return (
        <SideSheet title={user.data?.displayName ?? props.name} onClose={props.onClose}>
            <Trouble error={user.error} onRetry={() => void user.refetch()} />
            {user.data && (
                <UserForm key={user.data.version} user={user.data} onClose={props.onClose} onIssued={props.onIssued} />
            )}
        </SideSheet>
    );
}

function UserForm({
    user,
    onClose,
    onIssued,
}: {
    user: User;
    onClose: () => void;
    onIssued: (issued: Issued) => void;
}) {
    const say = useSay();
    const may = useMay();
    const { session } = useSession();
    const accounts = useAccounts();
    const [draft, setDraft] = useState({ displayName: user.displayName, roles: user.roles });
    const [asking, setAsking] = useState<"remove" | "reset" | "factor">();
    const path = { name: user.name };
    const patch = useChange(
        (body: Schema<"UsersUserPatch">) =>
            answer(api.PATCH("/users/{name}", { params: { path, header: unchanged(user) }, body })),
        ["users"],
    );
    const remove = useChange(
        () => answer(api.DELETE("/users/{name}", { params: { path, header: unchanged(user) } })),
        ["users"],
    );
    const resetFactor = useChange(
        () => answer(api.DELETE("/users/{name}/second-factor", { params: { path } })),
        ["users"],
        ["second-factor", user.name],
    );
    const factor = useOne(["second-factor", user.name], () =>
        api.GET("/users/{name}/second-factor", { params: { path } }),
    );
    const reset = useChange(() => answer(api.PUT("/users/{name}/password", { params: { path }, body: {} })), ["users"]);
    const writable = may("users:write");
    const self = user.name === session.user;
    const same =
        draft.displayName === user.displayName && [...draft.roles].sort().join() === [...user.roles].sort().join();
    return (
        <>
            <Facts
                items={[
                    [say("signin.user"), <code key="n">{user.name}</code>],
                    [
                        say("users.account"),
                        user.accountId
                            ? (accounts.nameOf(user.accountId) ?? user.accountId)
                            : say("users.account.none"),
                    ],
                    [say("users.state"), <UserState key="s" user={user} />],
                    [say("fact.created"), <Time key="c" value={user.created} />],
                    [say("users.last"), <Time key="l" value={user.lastSignIn} />],
                ]}
            />
            <UserAccess user={user.name} />
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    patch.mutate(draft, { onSuccess: () => toast(say("done.saved")) });
                }}
            >
                <TextInput
                    label={say("users.display")}
                    value={draft.displayName}
                    disabled={!writable}
                    error={fieldError(patch.error, "displayName")}
                    onChange={(event) => setDraft({ ...draft, displayName: event.currentTarget.value })}
                />
                <RoleChoice
                    label={say("users.roles.everywhere")}
                    value={draft.roles}
                    disabled={!writable}
                    error={fieldError(patch.error, "roles")}
                    onChange={(roles) => setDraft({ ...draft, roles })}
                />
                <Trouble error={patch.error} />
                {writable && (
                    <div className="row">
                        <Button type="submit" disabled={same} loading={patch.isPending}>
                            {say("action.save")}
                        </Button>
                    </div>
                )}
            </form>
            <IdentityLinks user={user.name} writable={writable} />
            {writable && !self && (
                <div className="row">
                    {factor.data?.active && (
                        <Button variant="default" onClick={() => setAsking("factor")}>
                            {say("factor.reset")}
                        </Button>
                    )}
                    <Button variant="default" onClick={() => setAsking("reset")}>
                        {say("users.reset")}
                    </Button>
                    <Button
                        variant="default"
                        loading={patch.isPending}
                        onClick={() => patch.mutate({ disabled: !user.disabled })}
                    >
                        {say(user.disabled ? "users.enable" : "users.disable")}
                    </Button>
                    <Button variant="subtle" color="red" onClick={() => setAsking("remove")}>
                        {say("action.remove")}
                    </Button>
                </div>
            )}
            {asking === "factor" && (
                <ConfirmDialog
                    title={say("factor.reset")}
                    text={say("factor.reset.text", { name: user.name })}
                    submit={say("factor.reset")}
                    onClose={() => setAsking(undefined)}
                    onSubmit={async () => {
                        await resetFactor.mutateAsync(undefined);
                        toast(say("done.removed"));
                    }}
                />
            )}
            {asking === "reset" && (
                <ConfirmDialog
                    title={say("users.reset")}
                    text={say("users.reset.text", { name: user.name })}
                    submit={say("users.reset")}
                    onClose={() => setAsking(undefined)}
                    onSubmit={async () => {
                        const issued = await reset.mutateAsync(undefined);
                        if (issued) onIssued(issued);
                    }}
                />
            )}
            {asking === "remove" && (
                <ConfirmDialog
                    title={say("users.remove")}
                    text={say("users.remove.text", { name: user.name })}
                    submit={say("action.remove")}
                    onClose={() => setAsking(undefined)}
                    onSubmit={async () => {
                        await remove.mutateAsync(undefined);
                        toast(say("done.removed"));
                        onClose();
                    }}
                />
            )}
        </>
    );
}
