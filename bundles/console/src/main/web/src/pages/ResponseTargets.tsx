import "../inbox/inbox.css";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { PRIORITIES } from "../inbox/priorities";
import { Steps } from "../inbox/Steps";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { useChannels } from "../ui/channels";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { DurationInput } from "../ui/DurationInput";
import { formatMinutes } from "../ui/durations";
import { FilterBar } from "../ui/Filters";
import { Empty, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { toast } from "../ui/toast";

type Target = Schema<"ResponseTarget">;

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/sla.en.json"),
    pl: () => import("../generated/messages/sla.pl.json"),
    cs: () => import("../generated/messages/sla.cs.json"),
    it: () => import("../generated/messages/sla.it.json"),
    de: () => import("../generated/messages/sla.de.json"),
    zh: () => import("../generated/messages/sla.zh.json"),
    ar: () => import("../generated/messages/sla.ar.json"),
};

const MEASURES = ["FIRST_RESPONSE", "NEXT_RESPONSE", "RESOLUTION"] as const;

/** How soon conversations are to be answered and done. */
export default function ResponseTargets() {
    return (
        <PageTexts messages={TEXTS}>
            <Targets />
        </PageTexts>
    );
}

function Targets() {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const intl = useIntl();
    const { nameOf } = useAccounts();
    const channels = useChannels();
    const { id, search, open, look } = useAddress("/response-targets");
    const [making, setMaking] = useState(false);
    const { account } = search;
    const targets = usePages(["slas", { account }], (cursor) =>
        api.GET("/slas", { params: { query: { account, cursor } } }),
    );
    const listed = targets.items?.find((target) => String(target.id) === id);
    const asked = useOne(["slas", "one", id], () => api.GET("/slas/{id}", { params: { path: { id: Number(id) } } }), {
        enabled: id !== undefined && /^\d+$/.test(id) && targets.items !== undefined && !listed,
    });
    const chosen = listed ?? (id === undefined ? undefined : asked.data);
    const create = may("slas:change") && (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
            {say("sla.new")}
        </Button>
    );
    const scope = (target: Target) =>
        intl.formatList(
            [
                target.channelId ? channels.nameOf(target.channelId) : undefined,
                target.priority ? word("priority", target.priority) : undefined,
            ].filter((part) => part !== undefined),
            { type: "unit" },
        ) || say("sla.all");
    return (
        <Page wide title={say("sla.title")} lead={say("sla.lead")} actions={create}>
            <FilterBar>
                <AccountSelect
                    size="xs"
                    label={say("sla.account")}
                    value={account}
                    none={say("filter.any")}
                    onChange={(wanted) => look({ account: wanted })}
                />
            </FilterBar>
            <DataTable
                label={say("sla.title")}
                pages={targets}
                rowKey={(target) => target.id}
                selected={(target) => String(target.id) === id}
                empty={
                    account ? (
                        <Empty title={say("filter.none")} text="" />
                    ) : (
                        <Empty title={say("sla.none")} text={say("sla.none.text")} />
                    )
                }
                columns={[
                    {
                        label: say("accounts.name"),
                        cell: (target) => (
                            <Link
                                to="/response-targets/{-$id}"
                                params={{ id: String(target.id) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong dir="auto">{target.name}</strong>
                            </Link>
                        ),
                    },
                    { label: say("sla.account"), extra: true, cell: (target) => nameOf(target.accountId) },
                    { label: say("sla.scope"), extra: true, cell: scope },
                    ...MEASURES.map((measure) => ({
                        label: say(`inbox.measure.${measure}`),
                        cell: (target: Target) => {
                            const minutes = target.minutes[measure];
                            return minutes === undefined ? "–" : formatMinutes(intl, minutes);
                        },
                    })),
                ]}
            />
            {chosen && (
                <TargetDialog key={`${chosen.id} ${chosen.version}`} target={chosen} onClose={() => open(undefined)} />
            )}
            {making && <TargetDialog onClose={() => setMaking(false)} />}
        </Page>
    );
}

function TargetDialog({ target, onClose }: { target?: Target; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { all } = useAccounts();
    const channels = useChannels();
    const [removing, setRemoving] = useState(false);
    const [name, setName] = useState(target?.name ?? "");
    const [chosenAccount, setAccountId] = useState(target?.accountId);
    const [channelId, setChannelId] = useState(target?.channelId ?? "");
    const [priority, setPriority] = useState<string>(target?.priority ?? "");
    const [minutes, setMinutes] = useState<Record<string, number>>(target?.minutes ?? {});
    const [businessHours, setBusinessHours] = useState(target?.businessHours ?? true);
    const [warnPercent, setWarnPercent] = useState<number | undefined>(target ? target.warnPercent : 80);
    const [escalation, setEscalation] = useState<Schema<"EscalationStepInput">[]>(target?.escalation ?? []);
    const accountId = chosenAccount ?? (all.length === 1 ? all[0]?.id : undefined) ?? "";
    const changes = may("slas:change");
    const save = useChange(
        () => {
            const body = {
                accountId,
                name,
                channelId: channelId || undefined,
                priority: priority || undefined,
                minutes,
                businessHours,
                warnPercent,
                escalation,
            };
            return target
                ? answer(
                      api.PUT("/slas/{id}", { params: { path: { id: target.id }, header: unchanged(target) }, body }),
                  )
                : answer(api.POST("/slas", { body }));
        },
        ["slas"],
        ["inbox"],
    );
    const remove = useChange(
        (one: Target) => answer(api.DELETE("/slas/{id}", { params: { path: { id: one.id }, header: unchanged(one) } })),
        ["slas"],
        ["inbox"],
    );
    if (removing && target) {
        return (
            <ConfirmDialog
                title={say("sla.remove")}
                text={say("sla.remove.text", { name: target.name })}
                submit={say("action.remove")}
                onClose={() => setRemoving(false)}
                onSubmit={async () => {
                    await remove.mutateAsync(target);
                    toast(say("done.removed"));
                    onClose();
                }}
            />
        );
    }
    const set = (measure: string, value: number | undefined) => {
        const { [measure]: _, ...rest } = minutes;
        setMinutes(value === undefined ? rest : { ...rest, [measure]: value });
    };
    const complete = name.trim() !== "" && accountId !== "" && Object.keys(minutes).length > 0;
    return (
        <FormDialog
            size="lg"
            title={target?.name ?? say("sla.new")}
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
            <AccountSelect
                label={say("sla.account")}
                value={accountId}
                error={fieldError(save.error, "accountId")}
                onChange={setAccountId}
            />
            <div className="pair">
                <NativeSelect
                    label={say("sla.channel")}
                    disabled={!changes}
                    value={channelId}
                    data={[
                        { value: "", label: say("sla.all") },
                        ...channels.items.map((one) => ({ value: one.id, label: one.name })),
                    ]}
                    error={fieldError(save.error, "channelId")}
                    onChange={(event) => setChannelId(event.currentTarget.value)}
                />
                <NativeSelect
                    label={say("inbox.priority")}
                    disabled={!changes}
                    value={priority}
                    data={[
                        { value: "", label: say("sla.all") },
                        ...PRIORITIES.map((value) => ({ value, label: word("priority", value) })),
                    ]}
                    error={fieldError(save.error, "priority")}
                    onChange={(event) => setPriority(event.currentTarget.value)}
                />
            </div>
            <fieldset className="sla-times">
                <legend>{say("sla.times")}</legend>
                {MEASURES.map((measure) => (
                    <DurationInput
                        key={measure}
                        label={say(`inbox.measure.${measure}`)}
                        minutes={minutes[measure]}
                        readOnly={!changes}
                        error={
                            fieldError(save.error, `minutes.${measure}`) ??
                            (measure === "FIRST_RESPONSE" ? fieldError(save.error, "minutes") : undefined)
                        }
                        onChange={(value) => set(measure, value)}
                    />
                ))}
            </fieldset>
            <Checkbox
                label={say("sla.business")}
                description={say("sla.business.hint")}
                disabled={!changes}
                checked={businessHours}
                onChange={(event) => setBusinessHours(event.currentTarget.checked)}
            />
            <TextInput
                label={say("sla.warn")}
                description={say("sla.warn.hint")}
                inputMode="numeric"
                autoComplete="off"
                maxLength={3}
                rightSection="%"
                readOnly={!changes}
                value={warnPercent ?? ""}
                error={fieldError(save.error, "warnPercent")}
                onChange={(event) => {
                    const typed = Number.parseInt(event.currentTarget.value, 10);
                    setWarnPercent(Number.isNaN(typed) ? undefined : typed);
                }}
            />
            <Steps steps={escalation} changes={changes} error={save.error} onSteps={setEscalation} />
            {target && changes && (
                <div>
                    <Button variant="subtle" color="red" size="xs" onClick={() => setRemoving(true)}>
                        {say("action.remove")}
                    </Button>
                </div>
            )}
        </FormDialog>
    );
}
