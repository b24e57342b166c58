import { Button, Checkbox, NativeSelect, Switch, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { usePreferences } from "../preferences";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError, SideSheet } from "../ui/Dialogs";
import { Empty, Facts, Mark, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { ReportFields, useReports } from "../ui/ReportFields";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { toList } from "../ui/words";
import { ZoneInput } from "../ui/ZoneInput";

type Schedule = Schema<"ScheduleView">;
type Recurrence = Schema<"ScheduleInputRecurrenceInput">;

const FREQUENCIES: Recurrence["frequency"][] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const DAYS: NonNullable<Recurrence["daysOfWeek"]> = [
    "MONDAY",
    "TUESDAY",
    "WEDNESDAY",
    "THURSDAY",
    "FRIDAY",
    "SATURDAY",
    "SUNDAY",
];
const PERIODS: Schedule["period"][] = ["DAY", "WEEK", "MONTH", "SEASON", "YEAR", "ALL", "FIXED"];

/** Reports that are made and mailed by themselves. */
export default function Schedules() {
    const say = useSay();
    const may = useMay();
    const { nameOf } = useAccounts();
    const { id, open } = useAddress("/schedules");
    const [making, setMaking] = useState(false);
    const schedules = usePages(["report-schedules"], (cursor) =>
        api.GET("/report-schedules", { params: { query: { cursor } } }),
    );
    return (
        <Page
            title={say("schedules.title")}
            lead={say("schedules.lead")}
            actions={
                may("report-schedules:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                        {say("schedules.new")}
                    </Button>
                )
            }
        >
            <DataTable
                label={say("schedules.title")}
                pages={schedules}
                rowKey={(schedule) => schedule.id}
                selected={(schedule) => String(schedule.id) === id}
                empty={<Empty title={say("schedules.none")} text={say("schedules.none.text")} />}
                columns={[
                    {
                        label: say("accounts.name"),
                        cell: (schedule) => (
                            <Link to="/schedules/{-$id}" params={{ id: String(schedule.id) }} className="cell-main">
                                <strong>{schedule.name}</strong>
                                <span>{nameOf(schedule.accountId) ?? say("reports.everything")}</span>
                            </Link>
                        ),
                    },
                    { label: say("schedules.when"), cell: (schedule) => <When recurrence={schedule.recurrence} /> },
                    {
                        label: say("schedules.next"),
                        extra: true,
                        cell: (schedule) => (
                            <Time
                                value={schedule.enabled ? schedule.nextRuns[0] : undefined}
                                zone={schedule.recurrence.zone}
                            />
                        ),
                    },
                    {
                        label: say("users.state"),
                        cell: (schedule) => (
                            <Mark tone={schedule.enabled ? "good" : "quiet"}>
                                {say(schedule.enabled ? "action.on" : "action.off")}
                            </Mark>
                        ),
                    },
                ]}
            />
            {id !== undefined && <ScheduleSheet key={id} id={Number(id)} onClose={() => open(undefined)} />}
            {making && <ScheduleDialog onClose={() => setMaking(false)} onSaved={open} />}
        </Page>
    );
}

function When({ recurrence }: { recurrence: Recurrence }) {
    const word = useWord();
    const days = recurrence.daysOfWeek?.map((day) => word("day", day)).join(", ");
    return (
        <span>
            {word("frequency", recurrence.frequency)} {recurrence.time} {days && `(${days})`}
            {recurrence.dayOfMonth !== undefined &&
                ` (${recurrence.dayOfMonth}.${recurrence.month ? `${recurrence.month}.` : ""})`}{" "}
            <span className="quiet">{recurrence.zone}</span>
        </span>
    );
}

function ScheduleSheet({ id, onClose }: { id: number; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { nameOf } = useAccounts();
    const [asking, setAsking] = useState<"edit" | "remove">();
    const schedule = useOne(["report-schedules", "one", id], () =>
        api.GET("/report-schedules/{id}", { params: { path: { id } } }),
    );
    const remove = useChange(
        (seen: Schedule) =>
            answer(api.DELETE("/report-schedules/{id}", { params: { path: { id }, header: unchanged(seen) } })),
        ["report-schedules"],
    );
    const data = schedule.data;
    return (
        <SideSheet title={data?.name ?? ""} onClose={onClose}>
            <Trouble error={schedule.error} onRetry={() => void schedule.refetch()} />
            {data && (
                <>
                    {may("report-schedules:write") && (
                        <div className="row">
                            <Button onClick={() => setAsking("edit")}>{say("schedules.edit")}</Button>
                            <Button variant="subtle" color="red" onClick={() => setAsking("remove")}>
                                {say("action.remove")}
                            </Button>
                        </div>
                    )}
                    <Facts
                        items={[
                            [say("reports.report"), data.report],
                            [say("audit.account"), nameOf(data.accountId) ?? say("reports.everything")],
                            [say("schedules.when"), <When key="w" recurrence={data.recurrence} />],
                            [
                                say("reports.period"),
                                data.period === "FIXED" ? `${data.from} – ${data.to}` : word("period", data.period),
                            ],
                            [say("reports.formats"), data.formats.join(", ")],
                            [say("settings.language"), data.locale],
                            [say("schedules.recipients"), data.recipients.join(", ") || undefined],
                            [say("schedules.owner"), data.owner],
                        ]}
                    />
                    {data.nextRuns.length > 0 && (
                        <section>
                            <h3 className="section">{say("schedules.next")}</h3>
                            <ul className="plain">
                                {data.nextRuns.map((moment) => (
                                    <li key={moment}>
                                        <Time value={moment} zone={data.recurrence.zone} />
                                    </li>
                                ))}
                            </ul>
                        </section>
                    )}
                    <Link to="/reports/{-$id}" search={{ schedule: String(id) } as never}>
                        {say("schedules.runs")}
                    </Link>
                    {asking === "edit" && <ScheduleDialog schedule={data} onClose={() => setAsking(undefined)} />}
                    {asking === "remove" && (
                        <ConfirmDialog
                            title={say("schedules.remove")}
                            text={say("schedules.remove.text", { name: data.name })}
                            submit={say("action.remove")}
                            onClose={() => setAsking(undefined)}
                            onSubmit={async () => {
                                await remove.mutateAsync(data);
                                toast(say("done.removed"));
                                onClose();
                            }}
                        />
                    )}
                </>
            )}
        </SideSheet>
    );
}

function ScheduleDialog(props: { schedule?: Schedule; onClose: () => void; onSaved?: (id: number) => void }) {
    const { schedule } = props;
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const { language, zone } = usePreferences();
    const reports = useReports();
    const only = reports.data?.items.length === 1 ? reports.data.items[0].name : "";
    const [draft, setDraft] = useState({
        name: schedule?.name ?? "",
        report: schedule?.report ?? "",
        accountId: schedule?.accountId ?? "",
        frequency: schedule?.recurrence.frequency ?? ("MONTHLY" as Recurrence["frequency"]),
        time: schedule?.recurrence.time ?? "06:00",
        zone: schedule?.recurrence.zone ?? zone,
        daysOfWeek: schedule?.recurrence.daysOfWeek ?? (["MONDAY"] as NonNullable<Recurrence["daysOfWeek"]>),
        dayOfMonth: schedule?.recurrence.dayOfMonth ?? 1,
        month: schedule?.recurrence.month ?? 1,
        period: schedule?.period ?? ("MONTH" as Schedule["period"]),
        from: schedule?.from ?? "",
        to: schedule?.to ?? "",
        locale: schedule?.locale ?? (language as string),
        formats: schedule?.formats ?? (["PDF"] as Schedule["formats"]),
        recipients: schedule?.recipients.join(", ") ?? "",
        owner: schedule?.owner ?? "",
        enabled: schedule?.enabled ?? true,
    });
    const set = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
    const value = { ...draft, report: draft.report || only };
    const monthly = draft.frequency === "MONTHLY" || draft.frequency === "YEARLY";
    const store = useChange(() => {
        const body: Schema<"ScheduleInput"> = {
            name: draft.name,
            report: value.report,
            accountId: draft.accountId || undefined,
            recurrence: {
                frequency: draft.frequency,
                time: draft.time,
                zone: draft.zone,
                daysOfWeek: draft.frequency === "WEEKLY" ? draft.daysOfWeek : undefined,
                dayOfMonth: monthly ? draft.dayOfMonth : undefined,
                month: draft.frequency === "YEARLY" ? draft.month : undefined,
            },
            period: draft.period,
            from: draft.period === "FIXED" ? draft.from : undefined,
            to: draft.period === "FIXED" ? draft.to : undefined,
            locale: draft.locale,
            formats: draft.formats,
            recipients: toList(draft.recipients),
            owner: draft.owner,
            enabled: draft.enabled,
        };
        return schedule
            ? answer(
                  api.PUT("/report-schedules/{id}", {
                      params: { path: { id: schedule.id }, header: unchanged(schedule) },
                      body,
                  }),
              )
            : answer(api.POST("/report-schedules", { body }));
    }, ["report-schedules"]);
    const error = (field: string) => fieldError(store.error, field);
    return (
        <FormDialog
            size="lg"
            title={schedule?.name ?? say("schedules.new")}
            submit={say("action.save")}
            disabled={draft.name.trim() === "" || value.report === "" || draft.formats.length === 0}
            onClose={props.onClose}
            onSubmit={async () => {
                const saved = await store.mutateAsync(undefined);
                toast(say("done.saved"));
                props.onSaved?.(saved.id);
            }}
        >
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                value={draft.name}
                error={error("name")}
                onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <ReportFields value={value} onChange={set} />
            <AccountSelect
                label={say("audit.account")}
                value={draft.accountId}
                none={say("reports.everything")}
                error={error("accountId")}
                onChange={(accountId) => set({ accountId })}
            />
            <div className="pair">
                <NativeSelect
                    label={say("schedules.frequency")}
                    value={draft.frequency}
                    data={FREQUENCIES.map((frequency) => ({ value: frequency, label: word("frequency", frequency) }))}
                    onChange={(event) => set({ frequency: event.currentTarget.value as typeof draft.frequency })}
                />
                <TextInput
                    type="time"
                    label={say("schedules.time")}
                    value={draft.time}
                    error={error("recurrence.time")}
                    onChange={(event) => set({ time: event.currentTarget.value })}
                />
            </div>
            <ZoneInput
                label={say("accounts.zone")}
                value={draft.zone}
                error={error("recurrence.zone")}
                onChange={(changed) => set({ zone: changed })}
            />
            {draft.frequency === "WEEKLY" && (
                <Checkbox.Group
                    label={say("schedules.days")}
                    value={draft.daysOfWeek}
                    onChange={(days) => set({ daysOfWeek: days as typeof draft.daysOfWeek })}
                >
                    <div className="row">
                        {DAYS.map((day) => (
                            <Checkbox key={day} value={day} label={word("day", day)} />
                        ))}
                    </div>
                </Checkbox.Group>
            )}
            {monthly && (
                <div className="pair">
                    <TextInput
                        type="number"
                        label={say("schedules.dayOfMonth")}
                        min={1}
                        max={31}
                        value={draft.dayOfMonth}
                        onChange={(event) => set({ dayOfMonth: Number(event.currentTarget.value) })}
                    />
                    {draft.frequency === "YEARLY" && (
                        <NativeSelect
                            label={say("schedules.month")}
                            value={String(draft.month)}
                            data={Array.from({ length: 12 }, (_, i) => ({
                                value: String(i + 1),
                                label: intl.formatDate(new Date(Date.UTC(2026, i, 1)), {
                                    month: "long",
                                    timeZone: "UTC",
                                }),
                            }))}
                            onChange={(event) => set({ month: Number(event.currentTarget.value) })}
                        />
                    )}
                </div>
            )}
            <NativeSelect
                label={say("reports.period")}
                value={draft.period}
                data={PERIODS.map((period) => ({ value: period, label: word("period", period) }))}
                onChange={(event) => set({ period: event.currentTarget.value as typeof draft.period })}
            />
            {draft.period === "FIXED" && (
                <div className="pair">
                    <TextInput
                        type="date"
                        label={say("filter.from")}
                        value={draft.from}
                        error={error("from")}
                        onChange={(event) => set({ from: event.currentTarget.value })}
                    />
                    <TextInput
                        type="date"
                        label={say("schedules.until")}
                        value={draft.to}
                        error={error("to")}
                        onChange={(event) => set({ to: event.currentTarget.value })}
                    />
                </div>
            )}
            <TextInput
                label={say("schedules.recipients")}
                description={say("schedules.recipients.hint")}
                value={draft.recipients}
                error={error("recipients")}
                onChange={(event) => set({ recipients: event.currentTarget.value })}
            />
            <TextInput
                label={say("schedules.owner")}
                description={say("schedules.owner.hint")}
                value={draft.owner}
                error={error("owner")}
                onChange={(event) => set({ owner: event.currentTarget.value })}
            />
            <Switch
                label={say("action.on")}
                checked={draft.enabled}
                onChange={(event) => set({ enabled: event.currentTarget.checked })}
            />
        </FormDialog>
    );
}
