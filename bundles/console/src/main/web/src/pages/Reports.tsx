import { Button, Modal, NativeSelect, Progress, TextInput } from "@mantine/core";
import { IconDownload, IconEye, IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, download, type Schema, save } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { usePreferences } from "../preferences";
import { AccountSelect, useAccounts, useRequester } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { FormDialog, fieldError, SideSheet } from "../ui/Dialogs";
import { useFocusBack, useTopmost } from "../ui/focus";
import { Empty, Facts, Mark, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { ReportFields, useReports } from "../ui/ReportFields";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { bytes, TONES, toList } from "../ui/words";
import { ZoneInput } from "../ui/ZoneInput";

type Run = Schema<"RunView">;
type Output = Schema<"RunViewOutputView">;

/** The API tells addresses below its own. */
const addressOf = (output: Output) => new URL(output.href, `${location.origin}/api/v1/`).pathname;

const isGoing = (run: Run) => run.state === "WAITING" || run.state === "RUNNING";

/** Reports that were made, and one to be made now. */
export default function Reports() {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { nameOf } = useAccounts();
    const requester = useRequester();
    const { id, open, search } = useAddress("/reports");
    const [asking, setAsking] = useState(false);
    const reports = useReports();
    const runs = usePages(
        ["report-runs", search],
        (cursor) =>
            api.GET("/report-runs", {
                params: { query: { cursor, scheduleId: search.schedule ? Number(search.schedule) : undefined } },
            }),
        5_000,
    );
    const titleOf = (name: string) => reports.data?.items.find((one) => one.name === name)?.title ?? name;
    return (
        <Page
            title={say("reports.title")}
            lead={say("reports.lead")}
            actions={
                <>
                    {may("report-schedules:read") && (
                        <Button variant="default" renderRoot={(props) => <Link to="/schedules/{-$id}" {...props} />}>
                            {say("schedules.title")}
                        </Button>
                    )}
                    {may("reports:run") && (
                        <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => setAsking(true)}>
                            {say("reports.run")}
                        </Button>
                    )}
                </>
            }
        >
            <DataTable
                label={say("reports.title")}
                pages={runs}
                rowKey={(run) => run.id}
                selected={(run) => String(run.id) === id}
                empty={<Empty title={say("reports.none")} text={say("reports.none.text")} />}
                columns={[
                    {
                        label: say("reports.report"),
                        cell: (run) => (
                            <Link
                                to="/reports/{-$id}"
                                params={{ id: String(run.id) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong>{titleOf(run.report)}</strong>
                                <span>
                                    {run.from} – {lastDay(run.to)} ·{" "}
                                    {nameOf(run.accountId) ?? say("reports.everything")}
                                </span>
                            </Link>
                        ),
                    },
                    {
                        label: say("users.state"),
                        cell: (run) => <Mark tone={TONES[run.state]}>{word("run.state", run.state)}</Mark>,
                    },
                    {
                        label: say("reports.by"),
                        extra: true,
                        cell: (run) => requester(run.requestedBy, run.requesterAccountId),
                    },
                    { label: say("fact.created"), extra: true, cell: (run) => <Time value={run.created} /> },
                ]}
            />
            {id !== undefined && (
                <RunSheet key={id} id={Number(id)} titleOf={titleOf} onClose={() => open(undefined)} />
            )}
            {asking && <RunDialog onClose={() => setAsking(false)} onStarted={open} />}
        </Page>
    );
}

/** The API tells the day after the last one; people want the last one. */
export function lastDay(after: string): string {
    const day = new Date(`${after}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - 1);
    return Number.isNaN(day.getTime()) ? after : day.toISOString().slice(0, 10);
}

const PERIODS = ["DAY", "WEEK", "MONTH", "SEASON", "YEAR"] as const;

function RunDialog({ onClose, onStarted }: { onClose: () => void; onStarted: (id: number) => void }) {
    const say = useSay();
    const word = useWord();
    const { language, zone } = usePreferences();
    const reports = useReports();
    const only = reports.data?.items.length === 1 ? reports.data.items[0].name : "";
    const [draft, setDraft] = useState({
        report: "",
        accountId: "",
        period: "MONTH",
        from: "",
        to: "",
        zone,
        locale: language as string,
        formats: ["PDF"] as Run["formats"],
    });
    const set = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
    const value = { ...draft, report: draft.report || only };
    const start = useChange(
        () =>
            answer(
                api.POST("/report-runs", {
                    body: {
                        report: value.report,
                        accountId: draft.accountId || undefined,
                        period:
                            draft.period === "DAYS"
                                ? { from: draft.from, to: nextDay(draft.to) }
                                : (draft.period as (typeof PERIODS)[number]),
                        zone: draft.zone,
                        locale: draft.locale,
                        formats: draft.formats,
                    },
                }),
            ),
        ["report-runs"],
    );
    return (
        <FormDialog
            title={say("reports.run")}
            submit={say("reports.start")}
            disabled={
                value.report === "" ||
                draft.formats.length === 0 ||
                (draft.period === "DAYS" && (draft.from === "" || draft.to === ""))
            }
            onClose={onClose}
            onSubmit={async () => onStarted((await start.mutateAsync(undefined)).id)}
        >
            <ReportFields value={value} onChange={set} />
            <AccountSelect
                label={say("audit.account")}
                value={draft.accountId}
                none={say("reports.everything")}
                onChange={(accountId) => set({ accountId })}
            />
            <NativeSelect
                label={say("reports.period")}
                value={draft.period}
                data={[
                    ...PERIODS.map((period) => ({ value: period as string, label: word("period", period) })),
                    { value: "DAYS", label: say("period.DAYS") },
                ]}
                onChange={(event) => set({ period: event.currentTarget.value })}
            />
            {draft.period === "DAYS" && (
                <div className="pair">
                    <TextInput
                        type="date"
                        label={say("filter.from")}
                        value={draft.from}
                        error={fieldError(start.error, "period.from")}
                        onChange={(event) => set({ from: event.currentTarget.value })}
                    />
                    <TextInput
                        type="date"
                        label={say("filter.to")}
                        value={draft.to}
                        error={fieldError(start.error, "period.to")}
                        onChange={(event) => set({ to: event.currentTarget.value })}
                    />
                </div>
            )}
            <ZoneInput
                label={say("accounts.zone")}
                value={draft.zone}
                error={fieldError(start.error, "zone")}
                onChange={(changed) => set({ zone: changed })}
            />
        </FormDialog>
    );
}

function nextDay(day: string): string {
    const next = new Date(`${day}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    return next.toISOString().slice(0, 10);
}

function RunSheet({ id, titleOf, onClose }: { id: number; titleOf: (name: string) => string; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const intl = useIntl();
    const { nameOf } = useAccounts();
    const requester = useRequester();
    const [viewing, setViewing] = useState<Output>();
    const [resending, setResending] = useState(false);
    const [failed, setFailed] = useState<unknown>();
    const path = { id };
    const run = useOne(["report-runs", "one", id], () => api.GET("/report-runs/{id}", { params: { path } }), {
        refresh: (data) => (data && isGoing(data) ? 1000 : false),
    });
    const deliveries = usePages(["report-runs", "one", id, "deliveries"], (cursor) =>
        api.GET("/report-runs/{id}/deliveries", { params: { path, query: { cursor } } }),
    );
    const cancel = useChange(() => answer(api.POST("/report-runs/{id}/cancel", { params: { path } })), ["report-runs"]);
    const data = run.data;
    return (
        <SideSheet wide title={data ? titleOf(data.report) : ""} onClose={onClose}>
            <Trouble error={run.error ?? cancel.error ?? failed} onRetry={() => void run.refetch()} />
            {data && (
                <>
                    <div role="status">
                        <Mark tone={TONES[data.state]}>{word("run.state", data.state)}</Mark>
                        {data.message && <p className="note">{data.message}</p>}
                    </div>
                    {isGoing(data) && (
                        <div className="stack">
                            <Progress value={100} animated aria-label={word("run.state", data.state)} />
                            <div>
                                <Button
                                    variant="default"
                                    size="xs"
                                    loading={cancel.isPending}
                                    onClick={() => cancel.mutate(undefined)}
                                >
                                    {say("reports.cancel")}
                                </Button>
                            </div>
                        </div>
                    )}
                    <ul className="outputs">
                        {data.outputs.map((output) => (
                            <li key={output.format}>
                                <span>
                                    <strong>{output.fileName}</strong>
                                    <span className="quiet">
                                        {bytes(intl.locale, output.bytes)}
                                        {output.pages > 0 && ` · ${say("reports.pages", { count: output.pages })}`}
                                    </span>
                                </span>
                                {output.format === "PDF" && (
                                    <Button
                                        size="xs"
                                        variant="default"
                                        leftSection={<IconEye size={16} />}
                                        onClick={() => setViewing(output)}
                                    >
                                        {say("reports.view")}
                                    </Button>
                                )}
                                <Button
                                    size="xs"
                                    variant="default"
                                    leftSection={<IconDownload size={16} />}
                                    onClick={() => {
                                        setFailed(undefined);
                                        download(addressOf(output)).then(
                                            (blob) => save(blob, output.fileName),
                                            setFailed,
                                        );
                                    }}
                                >
                                    {say("reports.download")}
                                </Button>
                            </li>
                        ))}
                    </ul>
                    <Facts
                        items={[
                            [say("reports.period"), `${data.from} – ${lastDay(data.to)} (${data.zone})`],
                            [say("audit.account"), nameOf(data.accountId) ?? say("reports.everything")],
                            [say("settings.language"), data.locale],
                            [say("reports.by"), requester(data.requestedBy, data.requesterAccountId)],
                            [say("fact.created"), <Time key="c" value={data.created} />],
                            [say("deliveries.finished"), <Time key="f" value={data.finished} />],
                        ]}
                    />
                    {data.state === "COMPLETED" && may("reports:mail") && (
                        <div>
                            <Button variant="default" onClick={() => setResending(true)}>
                                {say("reports.send")}
                            </Button>
                        </div>
                    )}
                    {deliveries.items && deliveries.items.length > 0 && (
                        <DataTable
                            label={say("reports.sent")}
                            pages={deliveries}
                            rowKey={(delivery) => delivery.deliveryId}
                            empty={null}
                            columns={[
                                { label: say("reports.recipient"), cell: (delivery) => delivery.recipient },
                                {
                                    label: say("users.state"),
                                    cell: (delivery) => (
                                        <Mark tone={TONES[delivery.state]}>
                                            {word("delivery.state", delivery.state)}
                                        </Mark>
                                    ),
                                },
                                {
                                    label: say("deliveries.finished"),
                                    extra: true,
                                    cell: (delivery) => <Time value={delivery.finished} />,
                                },
                            ]}
                        />
                    )}
                </>
            )}
            {viewing && <Viewer output={viewing} onClose={() => setViewing(undefined)} />}
            {resending && <ResendDialog id={id} onClose={() => setResending(false)} />}
        </SideSheet>
    );
}

/** The report as the browser shows it. */
function Viewer({ output, onClose }: { output: Output; onClose: () => void }) {
    const say = useSay();
    useFocusBack();
    const close = useTopmost(onClose);
    const [address, setAddress] = useState<string>();
    const [error, setError] = useState<unknown>();
    useEffect(() => {
        let made: string | undefined;
        let wanted = true;
        download(addressOf(output)).then((blob) => {
            if (!wanted) return;
            made = URL.createObjectURL(new Blob([blob], { type: "application/pdf" }));
            setAddress(made);
        }, setError);
        return () => {
            wanted = false;
            if (made) URL.revokeObjectURL(made);
        };
    }, [output]);
    return (
        <Modal
            opened
            onClose={close}
            title={output.fileName}
            fullScreen
            lockScroll={false}
            closeButtonProps={{ "aria-label": say("action.close") }}
        >
            <Trouble error={error} />
            {address && <iframe className="pdf" src={address} title={output.fileName} />}
        </Modal>
    );
}

function ResendDialog({ id, onClose }: { id: number; onClose: () => void }) {
    const say = useSay();
    const [recipients, setRecipients] = useState("");
    const resend = useChange(
        () =>
            answer(
                api.POST("/report-runs/{id}/deliveries", {
                    params: { path: { id } },
                    body: { recipients: toList(recipients) },
                }),
            ),
        ["report-runs", "one", id],
    );
    return (
        <FormDialog
            title={say("reports.send")}
            submit={say("reports.send")}
            disabled={toList(recipients).length === 0}
            onClose={onClose}
            onSubmit={async () => {
                await resend.mutateAsync(undefined);
                toast(say("reports.sent.done", { count: toList(recipients).length }));
            }}
        >
            <TextInput
                label={say("schedules.recipients")}
                description={say("schedules.recipients.hint")}
                data-autofocus
                value={recipients}
                error={fieldError(resend.error, "recipients")}
                onChange={(event) => setRecipients(event.currentTarget.value)}
            />
        </FormDialog>
    );
}
