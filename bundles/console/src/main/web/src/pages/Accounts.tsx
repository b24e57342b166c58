import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconChevronRight, IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { everyPage } from "../api/pages";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { AccountAttributes } from "../ui/AccountAttributes";
import { AccountMerge } from "../ui/AccountMerge";
import { AccountModel } from "../ui/AccountModel";
import { useAddress } from "../ui/address";
import { FormDialog, fieldError, SideSheet } from "../ui/Dialogs";
import { Empty, type Fact, Facts, Page } from "../ui/Page";
import { useChange, useOne } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { type Branch, branches, flatten, isWithin } from "../ui/tree";
import { Waiting } from "../ui/Waiting";
import { ZoneInput } from "../ui/ZoneInput";

type Account = Schema<"AccountsAccountView">;

/** The organisation: companies, their brands, the franchises of those. */
export default function Accounts() {
    const say = useSay();
    const may = useMay();
    const address = useAddress("/accounts");
    const [making, setMaking] = useState<{ parent?: string }>();
    const accounts = useOne(["accounts"], () =>
        everyPage((cursor) => api.GET("/accounts", { params: { query: { cursor, limit: 500 } } })),
    );
    const tree = useMemo(() => branches(accounts.data ?? []), [accounts.data]);
    const chosen = accounts.data?.find((one) => one.id === address.id);
    return (
        <Page
            title={say("accounts.title")}
            lead={say("accounts.lead")}
            actions={
                may("accounts:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking({ parent: chosen?.id })}>
                        {say("accounts.new")}
                    </Button>
                )
            }
        >
            <Trouble error={accounts.error} onRetry={() => void accounts.refetch()} />
            {accounts.isPending && <Waiting />}
            {accounts.data?.length === 0 && <Empty title={say("accounts.none")} text={say("accounts.none.text")} />}
            {tree.length > 0 && (
                <AccountTree tree={tree} chosen={address.id} onChoose={address.open} label={say("accounts.title")} />
            )}
            {chosen && (
                <AccountSheet
                    key={chosen.id}
                    account={chosen}
                    all={accounts.data ?? []}
                    onClose={() => address.open(undefined)}
                    onNew={() => setMaking({ parent: chosen.id })}
                    onMerged={address.open}
                />
            )}
            {making && (
                <NewAccount
                    all={accounts.data ?? []}
                    parent={making.parent}
                    onClose={() => setMaking(undefined)}
                    onMade={address.open}
                />
            )}
        </Page>
    );
}

function AccountTree(props: {
    tree: Branch<Account>[];
    chosen?: string;
    onChoose: (id: string) => void;
    label: string;
}) {
    const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
    const rows = flatten(props.tree, closed);
    const [at, setAt] = useState(props.chosen ?? rows[0]?.item.id);
    const list = useRef<HTMLDivElement>(null);
    const focus = (id: string | undefined) => {
        if (!id) return;
        setAt(id);
        list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
    };
    const toggle = (id: string, close: boolean) => {
        const now = new Set(closed);
        if (close) now.add(id);
        else now.delete(id);
        setClosed(now);
    };
    const onKeyDown = (event: KeyboardEvent, row: (typeof rows)[number], i: number) => {
        const rtl = document.documentElement.dir === "rtl";
        const inward = rtl ? "ArrowLeft" : "ArrowRight";
        const outward = rtl ? "ArrowRight" : "ArrowLeft";
        const { id, parentId } = row.item;
        switch (event.key) {
            case "ArrowDown":
                focus(rows[i + 1]?.item.id);
                break;
            case "ArrowUp":
                focus(rows[i - 1]?.item.id);
                break;
            case "Home":
                focus(rows[0]?.item.id);
                break;
            case "End":
                focus(rows.at(-1)?.item.id);
                break;
            case "Enter":
            case " ":
                props.onChoose(id);
                break;
            case inward:
                if (closed.has(id)) toggle(id, false);
                else focus(row.children[0]?.item.id);
                break;
            case outward:
                if (row.children.length > 0 && !closed.has(id)) toggle(id, true);
                else focus(parentId);
                break;
            default:
                return;
        }
        event.preventDefault();
    };
    return (
        <div ref={list} role="tree" aria-label={props.label} className="tree">
            {rows.map((row, i) => (
                <div
                    key={row.item.id}
                    role="treeitem"
                    data-id={row.item.id}
                    data-depth={Math.min(row.depth, 8)}
                    aria-level={row.depth + 1}
                    aria-selected={row.item.id === props.chosen}
                    aria-expanded={row.children.length > 0 ? !closed.has(row.item.id) : undefined}
                    tabIndex={row.item.id === (rows.some((one) => one.item.id === at) ? at : rows[0].item.id) ? 0 : -1}
                    onFocus={() => setAt(row.item.id)}
                    onClick={() => props.onChoose(row.item.id)}
                    onKeyDown={(event) => onKeyDown(event, row, i)}
                >
                    {row.children.length > 0 ? (
                        <span
                            className="tree-fold"
                            aria-hidden="true"
                            onClick={(event) => {
                                event.stopPropagation();
                                toggle(row.item.id, !closed.has(row.item.id));
                            }}
                        >
                            <IconChevronRight size={16} />
                        </span>
                    ) : (
                        <span className="tree-fold" />
                    )}
                    <span className="tree-name">{row.item.name}</span>
                    <span className="tree-more">{row.item.zone}</span>
                </div>
            ))}
        </div>
    );
}

function AccountSheet(props: {
    account: Account;
    all: Account[];
    onClose: () => void;
    onNew: () => void;
    onMerged: (into: string) => void;
}) {
    const { account } = props;
    const say = useSay();
    const may = useMay();
    const [draft, setDraft] = useState({ name: account.name });
    const [parentId, setParentId] = useState(account.parentId ?? "");
    const change = useChange(
        () =>
            answer(
                api.PUT("/accounts/{id}", {
                    params: { path: { id: account.id }, header: unchanged(account) },
                    body: draft,
                }),
            ),
        ["accounts"],
    );
    const move = useChange(
        (parentId: string) =>
            answer(
                api.PUT("/accounts/{id}/parent", {
                    params: { path: { id: account.id }, header: unchanged(account) },
                    body: { parentId: parentId || undefined },
                }),
            ),
        ["accounts"],
    );
    // an account cannot stand below itself
    const places = props.all.filter((one) => !isWithin(props.all, one.id, account.id));
    const same = draft.name === account.name;
    return (
        <SideSheet title={account.name} onClose={props.onClose} wide>
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    change.mutate(undefined, { onSuccess: () => toast(say("done.saved")) });
                }}
            >
                <TextInput
                    label={say("accounts.name")}
                    value={draft.name}
                    error={fieldError(change.error, "name")}
                    disabled={!may("accounts:write")}
                    onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
                />
                <Trouble error={change.error} />
                {may("accounts:write") && (
                    <div className="row">
                        <Button type="submit" disabled={same} loading={change.isPending}>
                            {say("action.save")}
                        </Button>
                        <Button variant="default" onClick={props.onNew}>
                            {say("accounts.below")}
                        </Button>
                    </div>
                )}
            </form>
            {may("accounts:write") && (
                <form
                    className="stack"
                    onSubmit={(event) => {
                        event.preventDefault();
                        move.mutate(parentId, { onSuccess: () => toast(say("accounts.moved")) });
                    }}
                >
                    <NativeSelect
                        label={say("accounts.parent")}
                        description={say("accounts.move.hint")}
                        value={parentId}
                        disabled={move.isPending}
                        data={[
                            { value: "", label: say("accounts.top") },
                            ...places.map((one) => ({ value: one.id, label: one.name })),
                        ]}
                        onChange={(event) => setParentId(event.currentTarget.value)}
                    />
                    <Trouble error={move.error} />
                    <div className="row">
                        <Button
                            type="submit"
                            variant="default"
                            disabled={parentId === (account.parentId ?? "")}
                            loading={move.isPending}
                        >
                            {say("accounts.move")}
                        </Button>
                    </div>
                </form>
            )}
            <AccountAttributes id={account.id} />
            <AccountModel id={account.id} />
            <AccountMerge id={account.id} onMerged={props.onMerged} />
            <Facts
                items={[
                    [say("accounts.id"), <code key="id">{account.id}</code>],
                    ...(may("accounts:write")
                        ? []
                        : [
                              [
                                  say("accounts.parent"),
                                  props.all.find((one) => one.id === account.parentId)?.name,
                              ] as Fact,
                          ]),
                    [say("fact.created"), <Time key="t" value={account.created} />],
                ]}
            />
        </SideSheet>
    );
}

function NewAccount(props: { all: Account[]; parent?: string; onClose: () => void; onMade: (id: string) => void }) {
    const say = useSay();
    const [draft, setDraft] = useState<{ name: string; parentId: string; zone?: string }>({
        name: "",
        parentId: props.parent ?? "",
    });
    // below another account its time zone counts, unless another one is wanted
    const zone = draft.zone ?? (draft.parentId ? "" : Intl.DateTimeFormat().resolvedOptions().timeZone);
    const make = useChange(
        () =>
            answer(
                api.POST("/accounts", {
                    body: { name: draft.name, zone: zone || undefined, parentId: draft.parentId || undefined },
                }),
            ),
        ["accounts"],
    );
    return (
        <FormDialog
            title={say("accounts.new")}
            submit={say("action.create")}
            disabled={draft.name.trim() === ""}
            onClose={props.onClose}
            onSubmit={async () => {
                const made = await make.mutateAsync(undefined);
                toast(say("accounts.made", { name: made.name }));
                props.onMade(made.id);
            }}
        >
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                value={draft.name}
                error={fieldError(make.error, "name")}
                onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <NativeSelect
                label={say("accounts.parent")}
                value={draft.parentId}
                data={[
                    { value: "", label: say("accounts.top") },
                    ...props.all.map((one) => ({ value: one.id, label: one.name })),
                ]}
                onChange={(event) => setDraft({ ...draft, parentId: event.currentTarget.value })}
            />
            <ZoneInput
                label={say("accounts.zone")}
                value={zone}
                placeholder={say("accounts.zone.inherited")}
                error={fieldError(make.error, "zone")}
                onChange={(wanted) => setDraft({ ...draft, zone: wanted })}
            />
        </FormDialog>
    );
}
