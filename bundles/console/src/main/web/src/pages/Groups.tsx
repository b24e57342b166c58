import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactElement, useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay } from "../i18n/text";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError, SideSheet } from "../ui/Dialogs";
import { Empty, Facts, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Grants } from "../ui/UserAccess";
import { UserInput } from "../ui/UserInput";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/groups.en.json"),
    pl: () => import("../generated/messages/groups.pl.json"),
    cs: () => import("../generated/messages/groups.cs.json"),
    it: () => import("../generated/messages/groups.it.json"),
    de: () => import("../generated/messages/groups.de.json"),
    zh: () => import("../generated/messages/groups.zh.json"),
    ar: () => import("../generated/messages/groups.ar.json"),
};

type Group = Schema<"Group">;

/** Users who hold roles together. */
export default function Groups() {
    return (
        <PageTexts messages={TEXTS}>
            <GroupList />
        </PageTexts>
    );
}

function GroupList() {
    const say = useSay();
    const may = useMay();
    const address = useAddress("/groups");
    const { nameOf } = useAccounts();
    const [making, setMaking] = useState(false);
    const groups = usePages(["groups"], (cursor) => api.GET("/groups", { params: { query: { cursor } } }));
    return (
        <Page
            title={say("groups.title")}
            lead={say("groups.lead")}
            actions={
                may("groups:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                        {say("groups.new")}
                    </Button>
                )
            }
        >
            <DataTable
                label={say("groups.title")}
                pages={groups}
                rowKey={(group) => group.id}
                selected={(group) => String(group.id) === address.id}
                empty={<Empty title={say("groups.none")} text={say("groups.none.text")} />}
                columns={[
                    {
                        label: say("accounts.name"),
                        cell: (group) => (
                            <Link to="/groups/{-$id}" params={{ id: String(group.id) }} className="cell-main">
                                <strong>{group.name}</strong>
                            </Link>
                        ),
                    },
                    { label: say("groups.members"), cell: (group) => group.members },
                    {
                        label: say("groups.account"),
                        extra: true,
                        cell: (group) => nameOf(group.accountId) ?? say("users.account.none"),
                    },
                    { label: say("fact.created"), extra: true, cell: (group) => <Time value={group.created} /> },
                ]}
            />
            {address.id !== undefined && (
                <GroupSheet key={address.id} id={Number(address.id)} onClose={() => address.open(undefined)} />
            )}
            {making && <NewGroup onClose={() => setMaking(false)} onMade={(group) => address.open(String(group.id))} />}
        </Page>
    );
}

function NewGroup(props: { onClose: () => void; onMade: (group: Group) => void }) {
    const say = useSay();
    const [draft, setDraft] = useState({ name: "", accountId: "" });
    const make = useChange(
        () => answer(api.POST("/groups", { body: { name: draft.name, accountId: draft.accountId || undefined } })),
        ["groups"],
    );
    return (
        <FormDialog
            title={say("groups.new")}
            submit={say("action.create")}
            disabled={draft.name.trim() === ""}
            onClose={props.onClose}
            onSubmit={async () => {
                const made = await make.mutateAsync(undefined);
                if (made) props.onMade(made);
            }}
        >
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                autoComplete="off"
                value={draft.name}
                error={fieldError(make.error, "name")}
                onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <AccountSelect
                label={say("groups.account")}
                value={draft.accountId}
                none={say("users.account.none")}
                error={fieldError(make.error, "accountId")}
                onChange={(accountId) => setDraft({ ...draft, accountId })}
            />
        </FormDialog>
    );
}

function GroupSheet({ id, onClose }: { id: number; onClose: () => void }) {
    const group = useOne(["groups", "one", id], () => api.GET("/groups/{id}", { params: { path: { id } } }));
    return (
        <SideSheet title={group.data?.name ?? ""} onClose={onClose}>
            <Trouble error={group.error} onRetry={() => void group.refetch()} />
            {group.data && <GroupForm key={group.data.name} group={group.data} onClose={onClose} />}
        </SideSheet>
    );
}

function GroupForm({ group, onClose }: { group: Group; onClose: () => void }) {
    const say = useSay();
    const may = useMay();
    const { nameOf } = useAccounts();
    const [name, setName] = useState(group.name);
    const [removing, setRemoving] = useState(false);
    const path = { id: group.id };
    const rename = useChange(
        () => answer(api.PATCH("/groups/{id}", { params: { path, header: unchanged(group) }, body: { name } })),
        ["groups"],
    );
    const remove = useChange(
        () => answer(api.DELETE("/groups/{id}", { params: { path, header: unchanged(group) } })),
        ["groups"],
        ["rights"],
    );
    const writable = may("groups:write");
    return (
        <>
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    rename.mutate(undefined, { onSuccess: () => toast(say("done.saved")) });
                }}
            >
                <TextInput
                    label={say("accounts.name")}
                    value={name}
                    disabled={!writable}
                    error={fieldError(rename.error, "name")}
                    onChange={(event) => setName(event.currentTarget.value)}
                />
                <Trouble error={rename.error} />
                {writable && (
                    <div className="row">
                        <Button
                            type="submit"
                            disabled={name.trim() === "" || name === group.name}
                            loading={rename.isPending}
                        >
                            {say("action.save")}
                        </Button>
                    </div>
                )}
            </form>
            <Facts
                items={[
                    [say("groups.account"), nameOf(group.accountId) ?? say("users.account.none")],
                    [say("fact.created"), <Time key="c" value={group.created} />],
                    ...(group.externalId
                        ? [[say("groups.external"), <code key="e">{group.externalId}</code>] as [string, ReactElement]]
                        : []),
                ]}
            />
            <Members group={group} writable={writable} />
            {may("grants:read") && <Grants to={{ group: group.name }} />}
            {writable && (
                <div className="row">
                    <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
                        {say("groups.remove")}
                    </Button>
                </div>
            )}
            {removing && (
                <ConfirmDialog
                    title={say("groups.remove")}
                    text={say("groups.remove.text", { name: group.name })}
                    submit={say("groups.remove")}
                    onClose={() => setRemoving(false)}
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

function Members({ group, writable }: { group: Group; writable: boolean }) {
    const say = useSay();
    const path = { id: group.id };
    const [user, setUser] = useState("");
    const members = usePages(["groups", "members", group.id], (cursor) =>
        api.GET("/groups/{id}/members", { params: { path, query: { cursor } } }),
    );
    const add = useChange(
        () => answer(api.POST("/groups/{id}/members", { params: { path }, body: { users: [user.trim()] } })),
        ["groups"],
        ["rights"],
    );
    const take = useChange(
        (name: string) =>
            answer(api.DELETE("/groups/{id}/members/{user}", { params: { path: { ...path, user: name } } })),
        ["groups"],
        ["rights"],
    );
    return (
        <section>
            <h3 className="section">{say("groups.members")}</h3>
            <Trouble error={members.error ?? take.error} onRetry={members.retry} />
            {members.items?.length === 0 && <p className="note">{say("groups.members.none")}</p>}
            <ul className="outputs">
                {members.items?.map((member) => (
                    <li key={member.user}>
                        <span>
                            <strong>{member.displayName}</strong>
                            <span className="quiet">
                                {member.user}
                                {member.origins.some((origin) => origin !== "local") &&
                                    ` · ${say("groups.by", { origins: member.origins.join(", ") })}`}
                            </span>
                        </span>
                        {writable && member.origins.includes("local") && (
                            <Button
                                size="xs"
                                variant="subtle"
                                color="red"
                                aria-label={say("groups.take", { user: member.displayName })}
                                loading={take.isPending}
                                onClick={() =>
                                    take.mutate(member.user, { onSuccess: () => toast(say("done.removed")) })
                                }
                            >
                                {say("action.remove")}
                            </Button>
                        )}
                    </li>
                ))}
            </ul>
            {members.more && (
                <button type="button" className="link" onClick={members.more}>
                    {say("action.more")}
                </button>
            )}
            {writable && (
                <form
                    className="row"
                    onSubmit={(event) => {
                        event.preventDefault();
                        add.mutate(undefined, {
                            onSuccess: () => {
                                setUser("");
                                toast(say("done.saved"));
                            },
                        });
                    }}
                >
                    <UserInput
                        mt="sm"
                        aria-label={say("signin.user")}
                        placeholder={say("signin.user")}
                        value={user}
                        error={fieldError(add.error, "users")}
                        onChange={setUser}
                    />
                    <Button
                        type="submit"
                        mt="sm"
                        variant="default"
                        disabled={user.trim() === ""}
                        loading={add.isPending}
                    >
                        {say("groups.add")}
                    </Button>
                </form>
            )}
            <Trouble error={add.error} />
        </section>
    );
}
