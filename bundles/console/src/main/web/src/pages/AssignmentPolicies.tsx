import "../inbox/inbox.css";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay } from "../i18n/text";
import { People, type Person, personOf, typed } from "../inbox/People";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { useChannels } from "../ui/channels";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { FilterBar } from "../ui/Filters";
import { Empty, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { toast } from "../ui/toast";

type Policy = Schema<"AssignmentPolicy">;

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/assignment.en.json"),
    pl: () => import("../generated/messages/assignment.pl.json"),
    cs: () => import("../generated/messages/assignment.cs.json"),
    it: () => import("../generated/messages/assignment.it.json"),
    de: () => import("../generated/messages/assignment.de.json"),
    zh: () => import("../generated/messages/assignment.zh.json"),
    ar: () => import("../generated/messages/assignment.ar.json"),
};

const STRATEGIES = ["ROUND_ROBIN", "LEAST_OPEN", "NONE"] as const;

/** Who gets the conversations that come in. */
export default function AssignmentPolicies() {
    return (
        <PageTexts messages={TEXTS}>
            <Policies />
        </PageTexts>
    );
}

function Policies() {
    const say = useSay();
    const may = useMay();
    const intl = useIntl();
    const { nameOf } = useAccounts();
    const channels = useChannels();
    const { id, search, open, look } = useAddress("/assignment-policies");
    const [making, setMaking] = useState(false);
    const { account } = search;
    const policies = usePages(["assignment-policies", { account }], (cursor) =>
        api.GET("/assignment-policies", { params: { query: { account, cursor } } }),
    );
    const listed = policies.items?.find((policy) => String(policy.id) === id);
    const asked = useOne(
        ["assignment-policies", "one", id],
        () => api.GET("/assignment-policies/{id}", { params: { path: { id: Number(id) } } }),
        { enabled: id !== undefined && /^\d+$/.test(id) && policies.items !== undefined && !listed },
    );
    const chosen = listed ?? (id === undefined ? undefined : asked.data);
    const create = may("assignment-policies:change") && (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
            {say("assignment.new")}
        </Button>
    );
    return (
        <Page wide title={say("assignment.title")} lead={say("assignment.lead")} actions={create}>
            <FilterBar>
                <AccountSelect
                    size="xs"
                    label={say("assignment.account")}
                    value={account}
                    none={say("filter.any")}
                    onChange={(wanted) => look({ account: wanted })}
                />
            </FilterBar>
            <DataTable
                label={say("assignment.title")}
                pages={policies}
                rowKey={(policy) => policy.id}
                selected={(policy) => String(policy.id) === id}
                empty={
                    account ? (
                        <Empty title={say("filter.none")} text="" />
                    ) : (
                        <Empty title={say("assignment.none")} text={say("assignment.none.text")} />
                    )
                }
                columns={[
                    {
                        label: say("accounts.name"),
                        cell: (policy) => (
                            <Link
                                to="/assignment-policies/{-$id}"
                                params={{ id: String(policy.id) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong dir="auto">{policy.name}</strong>
                            </Link>
                        ),
                    },
                    { label: say("assignment.account"), extra: true, cell: (policy) => nameOf(policy.accountId) },
                    {
                        label: say("assignment.channel"),
                        extra: true,
                        cell: (policy) =>
                            policy.channelId ? channels.nameOf(policy.channelId) : say("assignment.all"),
                    },
                    {
                        label: say("assignment.strategy"),
                        cell: (policy) => say(`assignment.strategy.${policy.strategy}`),
                    },
                    {
                        label: say("assignment.people"),
                        cell: (policy) =>
                            policy.people.length === 0
                                ? "–"
                                : intl.formatList(
                                      policy.people.map((person) => person.user),
                                      { type: "unit" },
                                  ),
                    },
                ]}
            />
            {chosen && (
                <PolicyDialog key={`${chosen.id} ${chosen.version}`} policy={chosen} onClose={() => open(undefined)} />
            )}
            {making && <PolicyDialog onClose={() => setMaking(false)} />}
        </Page>
    );
}

function PolicyDialog({ policy, onClose }: { policy?: Policy; onClose: () => void }) {
    const say = useSay();
    const may = useMay();
    const { all } = useAccounts();
    const channels = useChannels();
    const [removing, setRemoving] = useState(false);
    const [name, setName] = useState(policy?.name ?? "");
    const [chosenAccount, setAccountId] = useState(policy?.accountId);
    const [channelId, setChannelId] = useState(policy?.channelId ?? "");
    const [strategy, setStrategy] = useState<string>(policy?.strategy ?? "ROUND_ROBIN");
    const [people, setPeople] = useState<Person[]>(policy ? policy.people.map(personOf) : [personOf()]);
    const [skipsAbsent, setSkipsAbsent] = useState(policy?.skipsAbsent ?? true);
    const [replacesAbsent, setReplacesAbsent] = useState(policy?.replacesAbsent ?? false);
    const accountId = chosenAccount ?? (all.length === 1 ? all[0]?.id : undefined) ?? "";
    const changes = may("assignment-policies:change");
    const save = useChange(
        () => {
            const body = {
                accountId,
                name,
                channelId: channelId || undefined,
                strategy,
                people: strategy === "NONE" ? [] : people.map(typed),
                skipsAbsent,
                replacesAbsent,
            };
            return policy
                ? answer(
                      api.PUT("/assignment-policies/{id}", {
                          params: { path: { id: policy.id }, header: unchanged(policy) },
                          body,
                      }),
                  )
                : answer(api.POST("/assignment-policies", { body }));
        },
        ["assignment-policies"],
        ["inbox"],
    );
    const remove = useChange(
        (one: Policy) =>
            answer(
                api.DELETE("/assignment-policies/{id}", {
                    params: { path: { id: one.id }, header: unchanged(one) },
                }),
            ),
        ["assignment-policies"],
    );
    if (removing && policy) {
        return (
            <ConfirmDialog
                title={say("assignment.remove")}
                text={say("assignment.remove.text", { name: policy.name })}
                submit={say("action.remove")}
                onClose={() => setRemoving(false)}
                onSubmit={async () => {
                    await remove.mutateAsync(policy);
                    toast(say("done.removed"));
                    onClose();
                }}
            />
        );
    }
    const complete =
        name.trim() !== "" &&
        accountId !== "" &&
        (strategy === "NONE" || (people.length > 0 && people.every((person) => person.user.trim() !== "")));
    return (
        <FormDialog
            size="xl"
            title={policy?.name ?? say("assignment.new")}
            submit={say("action.save")}
            disabled={!changes || !complete}
            onClose={onClose}
            onSubmit={async () => {
                await save.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                autoComplete="off"
                maxLength={200}
                readOnly={!changes}
                value={name}
                error={fieldError(save.error, "name")}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <div className="pair">
                <AccountSelect
                    label={say("assignment.account")}
                    value={accountId}
                    error={fieldError(save.error, "accountId")}
                    onChange={setAccountId}
                />
                <NativeSelect
                    label={say("assignment.channel")}
                    disabled={!changes}
                    value={channelId}
                    data={[
                        { value: "", label: say("assignment.all") },
                        ...channels.items.map((one) => ({ value: one.id, label: one.name })),
                    ]}
                    error={fieldError(save.error, "channelId")}
                    onChange={(event) => setChannelId(event.currentTarget.value)}
                />
            </div>
            <NativeSelect
                label={say("assignment.strategy")}
                disabled={!changes}
                value={strategy}
                data={STRATEGIES.map((value) => ({ value, label: say(`assignment.strategy.${value}`) }))}
                error={fieldError(save.error, "strategy")}
                onChange={(event) => setStrategy(event.currentTarget.value)}
            />
            {strategy !== "NONE" && (
                <>
                    <People people={people} changes={changes} error={save.error} onPeople={setPeople} />
                    <Checkbox
                        label={say("assignment.skips")}
                        disabled={!changes}
                        checked={skipsAbsent}
                        onChange={(event) => setSkipsAbsent(event.currentTarget.checked)}
                    />
                    <Checkbox
                        label={say("assignment.replaces")}
                        disabled={!changes}
                        checked={replacesAbsent}
                        onChange={(event) => setReplacesAbsent(event.currentTarget.checked)}
                    />
                </>
            )}
            {policy && changes && (
                <div>
                    <Button variant="subtle" color="red" size="xs" onClick={() => setRemoving(true)}>
                        {say("action.remove")}
                    </Button>
                </div>
            )}
        </FormDialog>
    );
}
