import { Button, Checkbox, NativeSelect, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FormattedDate, useIntl } from "react-intl";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { AccountSelect } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError, SideSheet } from "../ui/Dialogs";
import { Empty, Facts, Mark, Page, type Tone } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { toList } from "../ui/words";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/onboarding.en.json"),
    pl: () => import("../generated/messages/onboarding.pl.json"),
    cs: () => import("../generated/messages/onboarding.cs.json"),
    it: () => import("../generated/messages/onboarding.it.json"),
    de: () => import("../generated/messages/onboarding.de.json"),
    zh: () => import("../generated/messages/onboarding.zh.json"),
    ar: () => import("../generated/messages/onboarding.ar.json"),
};

type Onboarding = Schema<"Onboarding">;
type Line = Schema<"OnboardingLine">;

const STATES: Record<Line["state"], Tone> = { DONE: "good", WAIVED: "quiet", MISSING: "bad", TO_CHECK: "warn" };

const useTemplates = () => useOne(["onboarding-templates"], () => api.GET("/onboarding-templates"));

/** A day, which has no zone. */
function Day({ value }: { value: string }) {
    return <FormattedDate value={`${value}T00:00:00Z`} timeZone="UTC" dateStyle="medium" />;
}

/** Which accounts are being brought up, and what they still miss. */
export default function Onboardings() {
    return (
        <PageTexts messages={TEXTS}>
            <Shown />
        </PageTexts>
    );
}

function Shown() {
    const say = useSay();
    const may = useMay();
    const intl = useIntl();
    const { id, search, look, open } = useAddress("/onboardings");
    const [beginning, setBeginning] = useState(false);
    const done = search.done === "all" ? undefined : search.done === "true";
    const onboardings = usePages(["onboardings", done], (cursor) =>
        api.GET("/onboardings", { params: { query: { cursor, done } } }),
    );
    return (
        <Page
            title={say("onboarding.title")}
            lead={say("onboarding.lead")}
            actions={
                <>
                    <Button variant="default" renderRoot={(props) => <Link to="/onboarding-templates" {...props} />}>
                        {say("onboarding.templates")}
                    </Button>
                    {may("accounts:write") && (
                        <Button leftSection={<IconPlus size={16} />} onClick={() => setBeginning(true)}>
                            {say("onboarding.begin")}
                        </Button>
                    )}
                </>
            }
        >
            <SegmentedControl
                aria-label={say("onboarding.show")}
                value={search.done ?? "false"}
                onChange={(value) => look({ done: value === "false" ? undefined : value })}
                data={[
                    { value: "false", label: say("onboarding.open") },
                    { value: "true", label: say("onboarding.complete") },
                    { value: "all", label: say("onboarding.all") },
                ]}
            />
            <DataTable
                label={say("onboarding.title")}
                pages={onboardings}
                rowKey={(one) => one.id}
                selected={(one) => String(one.id) === id}
                empty={<Empty title={say("onboarding.none")} text={say("onboarding.none.text")} />}
                columns={[
                    {
                        label: say("onboarding.account"),
                        cell: (one) => (
                            <Link
                                to="/onboardings/{-$id}"
                                params={{ id: String(one.id) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong>{one.accountName}</strong>
                                <span>{one.templateName}</span>
                            </Link>
                        ),
                    },
                    {
                        label: say("onboarding.progress"),
                        cell: (one) =>
                            say("onboarding.of", {
                                done: intl.formatNumber(one.done),
                                total: intl.formatNumber(one.total),
                            }),
                    },
                    { label: say("onboarding.due"), cell: (one) => <Due onboarding={one} /> },
                    { label: say("onboarding.since"), extra: true, cell: (one) => <Time value={one.started} /> },
                ]}
            />
            {id !== undefined && <Checklist key={id} id={Number(id)} onClose={() => open(undefined)} />}
            {beginning && <Begin onClose={() => setBeginning(false)} onBegun={(one) => open(one.id)} />}
        </Page>
    );
}

function Due({ onboarding }: { onboarding: Onboarding }) {
    const say = useSay();
    if (!onboarding.due) return <>–</>;
    return (
        <span>
            <Day value={onboarding.due} /> {onboarding.overdue && <Mark tone="bad">{say("onboarding.overdue")}</Mark>}
        </span>
    );
}

function Begin({ onClose, onBegun }: { onClose: () => void; onBegun: (one: Onboarding) => void }) {
    const say = useSay();
    const may = useMay();
    const templates = useTemplates();
    const [draft, setDraft] = useState({
        template: "",
        fresh: true,
        account: "",
        name: "",
        id: "",
        parent: "",
        due: "",
    });
    const [people, setPeople] = useState<Record<string, string>>({});
    const chosen = templates.data?.items.find((one) => String(one.id) === draft.template);
    const roles = may("grants:write") ? (chosen?.items.filter((item) => item.kind === "ROLE") ?? []) : [];
    const users = useOne(["users", "names"], () => api.GET("/users", { params: { query: { limit: 500 } } }), {
        enabled: may("users:read") && roles.length > 0,
    });
    const begin = useChange(
        () =>
            answer(
                api.POST("/onboardings", {
                    body: {
                        templateId: Number(draft.template),
                        accountId: draft.fresh ? undefined : draft.account,
                        newAccount: draft.fresh
                            ? { name: draft.name, id: draft.id || undefined, parentId: draft.parent || undefined }
                            : undefined,
                        people: roles.flatMap((item) =>
                            toList(people[item.key] ?? "").map((user) => ({ user, role: item.subject ?? "" })),
                        ),
                        due: draft.due || undefined,
                    },
                }),
            ),
        ["onboardings"],
        ["accounts"],
    );
    const text = (name: "name" | "id" | "due") => ({
        autoComplete: "off",
        value: draft[name],
        onChange: (event: { currentTarget: { value: string } }) =>
            setDraft({ ...draft, [name]: event.currentTarget.value }),
    });
    return (
        <FormDialog
            title={say("onboarding.begin")}
            submit={say("onboarding.begin.submit")}
            disabled={draft.template === "" || (draft.fresh ? draft.name.trim() === "" : draft.account === "")}
            onClose={onClose}
            onSubmit={async () => {
                const begun = await begin.mutateAsync(undefined);
                if (begun) onBegun(begun);
            }}
        >
            <Trouble error={templates.error} onRetry={() => void templates.refetch()} />
            <NativeSelect
                label={say("onboarding.template")}
                description={templates.data?.items.length === 0 ? say("onboarding.templates.none.text") : undefined}
                data-autofocus
                value={draft.template}
                error={fieldError(begin.error, "templateId")}
                data={[
                    { value: "", label: say("choose"), disabled: true },
                    ...(templates.data?.items ?? []).map((one) => ({ value: String(one.id), label: one.name })),
                ]}
                onChange={(event) => setDraft({ ...draft, template: event.currentTarget.value })}
            />
            <SegmentedControl
                aria-label={say("onboarding.which")}
                value={String(draft.fresh)}
                onChange={(value) => setDraft({ ...draft, fresh: value === "true" })}
                data={[
                    { value: "true", label: say("onboarding.fresh") },
                    { value: "false", label: say("onboarding.existing") },
                ]}
            />
            {draft.fresh ? (
                <>
                    <TextInput
                        label={say("accounts.name")}
                        error={fieldError(begin.error, "newAccount.name")}
                        {...text("name")}
                    />
                    <AccountSelect
                        label={say("onboarding.parent")}
                        value={draft.parent}
                        none={say("onboarding.parent.none")}
                        error={fieldError(begin.error, "newAccount.parentId")}
                        onChange={(parent) => setDraft({ ...draft, parent })}
                    />
                </>
            ) : (
                <AccountSelect
                    label={say("onboarding.account")}
                    value={draft.account}
                    error={fieldError(begin.error, "accountId")}
                    onChange={(account) => setDraft({ ...draft, account })}
                />
            )}
            {roles.map((item) => (
                <TextInput
                    key={item.key}
                    label={item.title}
                    description={say("onboarding.people.hint", { role: item.subject ?? "" })}
                    dir="ltr"
                    autoComplete="off"
                    list="onboarding-people"
                    value={people[item.key] ?? ""}
                    onChange={(event) => setPeople({ ...people, [item.key]: event.currentTarget.value })}
                />
            ))}
            <datalist id="onboarding-people">
                {(users.data?.items ?? []).map((one) => (
                    <option key={one.name} value={one.name} />
                ))}
            </datalist>
            <TextInput
                type="date"
                label={say("onboarding.due")}
                description={say("onboarding.due.hint")}
                error={fieldError(begin.error, "due")}
                {...text("due")}
            />
        </FormDialog>
    );
}

function Checklist({ id, onClose }: { id: number; onClose: () => void }) {
    const onboarding = useOne(["onboardings", "one", id], () =>
        api.GET("/onboardings/{id}", { params: { path: { id } } }),
    );
    return (
        <SideSheet title={onboarding.data?.accountName ?? ""} onClose={onClose}>
            <Trouble error={onboarding.error} onRetry={() => void onboarding.refetch()} />
            {onboarding.data && <Lines onboarding={onboarding.data} onClose={onClose} />}
        </SideSheet>
    );
}

function Lines({ onboarding, onClose }: { onboarding: Onboarding; onClose: () => void }) {
    const say = useSay();
    const may = useMay();
    const intl = useIntl();
    const [waiving, setWaiving] = useState<Line>();
    const [ending, setEnding] = useState(false);
    const path = { id: onboarding.id };
    const tick = useChange(
        (change: { item: string; done: boolean }) =>
            answer(api.POST("/onboardings/{id}/ticks", { params: { path }, body: change })),
        ["onboardings"],
    );
    const waive = useChange(
        (change: { item: string; reason?: string }) =>
            answer(api.POST("/onboardings/{id}/waivers", { params: { path }, body: change })),
        ["onboardings"],
    );
    const update = useChange(
        () => answer(api.POST("/onboardings/{id}/template", { params: { path } })),
        ["onboardings"],
    );
    const end = useChange(
        () => answer(api.DELETE("/onboardings/{id}", { params: { path, header: unchanged(onboarding) } })),
        ["onboardings"],
    );
    const writable = may("accounts:write");
    return (
        <>
            <Facts
                items={[
                    [
                        say("onboarding.progress"),
                        say("onboarding.of", {
                            done: intl.formatNumber(onboarding.done),
                            total: intl.formatNumber(onboarding.total),
                        }),
                    ],
                    [say("onboarding.due"), <Due key="d" onboarding={onboarding} />],
                    [say("onboarding.template"), onboarding.templateName],
                    [say("onboarding.since"), <Time key="s" value={onboarding.started} />],
                    [say("onboarding.by"), onboarding.startedBy],
                ]}
            />
            {onboarding.newerTemplate && (
                <div className="note">
                    <p>{say("onboarding.newer")}</p>
                    {writable && (
                        <Button
                            size="xs"
                            variant="default"
                            loading={update.isPending}
                            onClick={() => update.mutate(undefined, { onSuccess: () => toast(say("done.saved")) })}
                        >
                            {say("onboarding.takeover")}
                        </Button>
                    )}
                </div>
            )}
            <Trouble error={tick.error ?? waive.error ?? update.error} />
            <ul className="outputs">
                {onboarding.lines.map((line) => (
                    <li key={line.item.key}>
                        <LineText line={line} />
                        {writable && (
                            <span className="row">
                                {line.item.kind === "TASK" && line.state !== "WAIVED" && (
                                    <Checkbox
                                        label={say("onboarding.ticked")}
                                        aria-label={say("onboarding.tick", { title: line.item.title })}
                                        checked={line.state === "DONE"}
                                        disabled={tick.isPending}
                                        onChange={(event) =>
                                            tick.mutate({ item: line.item.key, done: event.currentTarget.checked })
                                        }
                                    />
                                )}
                                {line.state === "WAIVED" ? (
                                    <Button
                                        size="xs"
                                        variant="subtle"
                                        aria-label={say("onboarding.unwaive.one", { title: line.item.title })}
                                        loading={waive.isPending}
                                        onClick={() => waive.mutate({ item: line.item.key })}
                                    >
                                        {say("onboarding.unwaive")}
                                    </Button>
                                ) : (
                                    line.state !== "DONE" && (
                                        <Button
                                            size="xs"
                                            variant="subtle"
                                            aria-label={say("onboarding.waive.one", { title: line.item.title })}
                                            onClick={() => setWaiving(line)}
                                        >
                                            {say("onboarding.waive")}
                                        </Button>
                                    )
                                )}
                            </span>
                        )}
                    </li>
                ))}
            </ul>
            {writable && (
                <div className="row">
                    <Button variant="subtle" color="red" onClick={() => setEnding(true)}>
                        {say("onboarding.end")}
                    </Button>
                </div>
            )}
            {waiving && (
                <Waive
                    title={waiving.item.title}
                    onClose={() => setWaiving(undefined)}
                    onWaive={(reason) => waive.mutateAsync({ item: waiving.item.key, reason })}
                />
            )}
            {ending && (
                <ConfirmDialog
                    title={say("onboarding.end")}
                    text={say("onboarding.end.text", { name: onboarding.accountName })}
                    submit={say("onboarding.end")}
                    onClose={() => setEnding(false)}
                    onSubmit={async () => {
                        await end.mutateAsync(undefined);
                        toast(say("done.removed"));
                        onClose();
                    }}
                />
            )}
        </>
    );
}

function LineText({ line }: { line: Line }) {
    const say = useSay();
    const word = useWord();
    const { kind, subject, title } = line.item;
    const shown = kind === "ATTRIBUTE" && title === subject ? word("onboarding.attribute", title) : title;
    return (
        <span>
            <span className="quiet">{word("onboarding.kind", line.item.kind)}</span> <strong>{shown}</strong>{" "}
            <Mark tone={STATES[line.state]}>{word("onboarding.state", line.state)}</Mark>
            <span className="quiet">
                {line.detail}
                {line.by && (
                    <>
                        {" · "}
                        {line.by} <Time value={line.since} />
                    </>
                )}
            </span>
            {line.item.hint && <span className="quiet">{line.item.hint}</span>}
            {line.page && line.state !== "DONE" && (
                <Link to={line.page.replace(/^\/console/, "") as never}>{say("onboarding.go")}</Link>
            )}
            {line.item.link && (
                <a href={line.item.link} target="_blank" rel="noreferrer">
                    {line.item.link}
                </a>
            )}
        </span>
    );
}

function Waive(props: { title: string; onClose: () => void; onWaive: (reason: string) => Promise<unknown> }) {
    const say = useSay();
    const [reason, setReason] = useState("");
    return (
        <FormDialog
            title={say("onboarding.waive.one", { title: props.title })}
            submit={say("onboarding.waive")}
            disabled={reason.trim() === ""}
            onClose={props.onClose}
            onSubmit={() => props.onWaive(reason)}
        >
            <Textarea
                label={say("dead.reason")}
                description={say("dead.reason.hint")}
                data-autofocus
                rows={3}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
            />
        </FormDialog>
    );
}
