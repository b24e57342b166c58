import { Button, Checkbox, NativeSelect, Progress, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema } from "../api/client";
import { readRejections } from "../api/rejections";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, SideSheet } from "../ui/Dialogs";
import { FileDrop } from "../ui/FileDrop";
import { Empty, Facts, Mark, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { bytes, TONES } from "../ui/words";

type Run = Schema<"ImportRun">;

const underWay = (run: Run) => run.state === "WAITING" || run.state === "RUNNING";

/** Files with what was said before, on their way into the archive. */
export default function Imports() {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const may = useMay();
    const { nameOf } = useAccounts();
    const address = useAddress("/imports");
    const runs = usePages(["imports"], (cursor) => api.GET("/imports", { params: { query: { cursor } } }), 3_000);
    return (
        <Page title={say("imports.title")} lead={say("imports.lead")}>
            {may("imports:write") && <NewImport onTaken={(run) => address.open(String(run.id))} />}
            <DataTable
                label={say("imports.title")}
                pages={runs}
                rowKey={(run) => run.id}
                selected={(run) => String(run.id) === address.id}
                empty={<Empty title={say("imports.none")} text={say("imports.none.text")} />}
                columns={[
                    {
                        label: say("plugins.file"),
                        cell: (run) => (
                            <Link to="/imports/{-$id}" params={{ id: String(run.id) }} className="cell-main">
                                <strong>{run.request.fileName}</strong>
                                <span>{run.format ?? run.request.format}</span>
                            </Link>
                        ),
                    },
                    { label: say("audit.account"), extra: true, cell: (run) => nameOf(run.request.accountId) },
                    {
                        label: say("users.state"),
                        cell: (run) => (
                            <Mark tone={TONES[run.state] ?? "quiet"}>{word("import.state", run.state)}</Mark>
                        ),
                    },
                    {
                        label: say("imports.stored"),
                        number: true,
                        extra: true,
                        cell: (run) => intl.formatNumber(run.stored),
                    },
                    {
                        label: say("imports.rejected"),
                        number: true,
                        extra: true,
                        cell: (run) => intl.formatNumber(run.rejected),
                    },
                    { label: say("imports.created"), extra: true, cell: (run) => <Time value={run.created} /> },
                ]}
            />
            {address.id !== undefined && (
                <RunSheet key={address.id} id={Number(address.id)} onClose={() => address.open(undefined)} />
            )}
        </Page>
    );
}

function NewImport({ onTaken }: { onTaken: (run: Run) => void }) {
    const say = useSay();
    const client = useQueryClient();
    const formats = useOne(["imports", "formats"], () => api.GET("/imports/formats"));
    const [draft, setDraft] = useState({ accountId: "", perSource: false, format: "" });
    const [options, setOptions] = useState<Record<string, string>>({});
    const format = formats.data?.items.find((one) => one.id === draft.format);
    const missing = format?.options.some((option) => option.required && !options[option.name]?.trim());
    const at = (file: File, again: boolean) => {
        const query = new URLSearchParams({ fileName: file.name, account: draft.accountId });
        if (draft.perSource) query.set("accountPerSource", "true");
        if (draft.format) query.set("format", draft.format);
        if (again) query.set("again", "true");
        for (const { name } of format?.options ?? []) {
            const value = options[name]?.trim();
            if (value) query.set(`option.${name}`, value);
        }
        return `/imports?${query}`;
    };
    return (
        <section className="stack" aria-label={say("imports.new")}>
            <Trouble error={formats.error} onRetry={() => void formats.refetch()} />
            <div className="pair">
                <AccountSelect
                    label={say("audit.account")}
                    value={draft.accountId}
                    onChange={(accountId) => setDraft({ ...draft, accountId })}
                />
                <NativeSelect
                    label={say("imports.format")}
                    value={draft.format}
                    data={[
                        { value: "", label: say("imports.format.auto") },
                        ...(formats.data?.items ?? []).map((one) => ({ value: one.id, label: one.title })),
                    ]}
                    onChange={(event) => setDraft({ ...draft, format: event.currentTarget.value })}
                />
            </div>
            {format?.options.map((option) =>
                option.values.length > 0 ? (
                    <NativeSelect
                        key={option.name}
                        label={option.name}
                        description={option.meaning}
                        required={option.required}
                        value={options[option.name] ?? ""}
                        data={[{ value: "", label: option.defaultValue ?? say("choose") }, ...option.values]}
                        onChange={(event) => setOptions({ ...options, [option.name]: event.currentTarget.value })}
                    />
                ) : (
                    <TextInput
                        key={option.name}
                        label={option.name}
                        description={option.meaning}
                        required={option.required}
                        placeholder={option.defaultValue}
                        value={options[option.name] ?? ""}
                        onChange={(event) => setOptions({ ...options, [option.name]: event.currentTarget.value })}
                    />
                ),
            )}
            <Checkbox
                label={say("imports.perSource")}
                checked={draft.perSource}
                onChange={(event) => setDraft({ ...draft, perSource: event.currentTarget.checked })}
            />
            <FileDrop<Run>
                label={say("imports.choose")}
                hint={say(draft.accountId ? "imports.hint" : "imports.hint.account")}
                disabled={draft.accountId === "" || missing}
                sending={(name) => say("plugins.sending", { name })}
                taking={(name) => say("imports.taking", { name })}
                again={(name) => say("imports.again", { name })}
                address={at}
                onTaken={onTaken}
                onSettled={() => void client.invalidateQueries({ queryKey: ["imports"] })}
            />
        </section>
    );
}

function RunSheet({ id, onClose }: { id: number; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const may = useMay();
    const { nameOf } = useAccounts();
    const [asking, setAsking] = useState(false);
    const run = useOne(["imports", id], () => api.GET("/imports/{id}", { params: { path: { id } } }), {
        refresh: (data) => (data && underWay(data) ? 1_000 : false),
    });
    const cancel = useChange(() => answer(api.POST("/imports/{id}/cancel", { params: { path: { id } } })), ["imports"]);
    const { data } = run;
    return (
        <SideSheet title={data?.request.fileName ?? String(id)} onClose={onClose}>
            <Trouble error={run.error} onRetry={() => void run.refetch()} />
            {data && (
                <>
                    <div>
                        <Mark tone={TONES[data.state] ?? "quiet"}>{word("import.state", data.state)}</Mark>
                        {data.message && <p className="note">{data.message}</p>}
                    </div>
                    {underWay(data) && (
                        <div className="drop-progress" role="status">
                            <span>
                                {say("imports.read", {
                                    read: bytes(intl.locale, data.bytesRead),
                                    all: bytes(intl.locale, data.bytes),
                                })}
                            </span>
                            <Progress
                                value={data.bytes > 0 ? (100 * data.bytesRead) / data.bytes : 0}
                                animated
                                aria-label={data.request.fileName}
                            />
                        </div>
                    )}
                    <Facts
                        items={[
                            [say("imports.stored"), intl.formatNumber(data.stored)],
                            [say("imports.duplicates"), intl.formatNumber(data.duplicates)],
                            [say("imports.rejected"), intl.formatNumber(data.rejected)],
                            [say("imports.format"), data.format ?? data.request.format],
                            [say("audit.account"), nameOf(data.request.accountId)],
                            [say("imports.created"), <Time key="c" value={data.created} />],
                            [say("imports.finished"), <Time key="f" value={data.finished} />],
                            [say("plugins.size"), bytes(intl.locale, data.bytes)],
                            [
                                "SHA-256",
                                <code key="h" className="break">
                                    {data.sha256}
                                </code>,
                            ],
                        ]}
                    />
                    {data.rejected > 0 && <Rejections id={id} />}
                    {underWay(data) && may("imports:write") && (
                        <div>
                            <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
                                {say("imports.cancel")}
                            </Button>
                        </div>
                    )}
                    {asking && (
                        <ConfirmDialog
                            title={say("imports.cancel")}
                            text={say("imports.cancel.text", { name: data.request.fileName })}
                            submit={say("imports.cancel")}
                            onClose={() => setAsking(false)}
                            onSubmit={async () => {
                                await cancel.mutateAsync(undefined);
                                toast(say("done.saved"));
                            }}
                        />
                    )}
                </>
            )}
        </SideSheet>
    );
}

/** The first records that were set aside, each with what is wrong with it. */
function Rejections({ id }: { id: number }) {
    const say = useSay();
    const intl = useIntl();
    const rejections = useOne(["imports", id, "rejections"], () => readRejections(id));
    return (
        <section>
            <h3 className="section">{say("imports.rejections")}</h3>
            <Trouble error={rejections.error} onRetry={() => void rejections.refetch()} />
            <ul className="plain">
                {rejections.data?.map((one) => (
                    <li key={one.record}>
                        <strong>
                            {say("imports.record", { record: intl.formatNumber(one.record) })}
                            {one.field && `, ${one.field}`}
                        </strong>
                        : {one.reason}
                        <code className="break">{one.excerpt.slice(0, 300)}</code>
                    </li>
                ))}
            </ul>
            <a href={`/api/v1/imports/${id}/rejections`} download>
                {say("imports.rejections.all")}
            </a>
        </section>
    );
}
