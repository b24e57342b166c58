import { ActionIcon, Button, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { Empty, Page } from "../ui/Page";
import { useChange, useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Waiting } from "../ui/Waiting";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/onboarding.en.json"),
    pl: () => import("../generated/messages/onboarding.pl.json"),
    cs: () => import("../generated/messages/onboarding.cs.json"),
    it: () => import("../generated/messages/onboarding.it.json"),
    de: () => import("../generated/messages/onboarding.de.json"),
    zh: () => import("../generated/messages/onboarding.zh.json"),
    ar: () => import("../generated/messages/onboarding.ar.json"),
};

type Template = Schema<"OnboardingTemplate">;
type Kind = Schema<"OnboardingItem">["kind"];

const KINDS: Kind[] = ["ROLE", "CHANNEL", "ATTRIBUTE", "SCHEDULE", "ROUTING_RULE", "ENGAGEMENT_MODEL", "TASK"];
const MODELS = ["CENTRALISED", "DECENTRALISED", "HONEYCOMB", "HUB_AND_SPOKE", "MULTIPLE_HUB_AND_SPOKE"] as const;
const hasSubject = (kind: Kind) => kind !== "TASK" && kind !== "ROUTING_RULE";
const ATTRIBUTES = ["zone", "languages", "business-hours", "contact", "logo"];

/** An item as it is typed; `row` is for the list on screen alone. */
interface Draft {
    row: number;
    key?: string;
    kind: Kind;
    subject: string;
    title: string;
    atLeast: number;
    hint: string;
    link: string;
}

/** What new accounts need, written down once. */
export default function OnboardingTemplates() {
    return (
        <PageTexts messages={TEXTS}>
            <Shown />
        </PageTexts>
    );
}

function Shown() {
    const say = useSay();
    const may = useMay();
    const word = useWord();
    const { nameOf } = useAccounts();
    const [editing, setEditing] = useState<Template | "new">();
    const [removing, setRemoving] = useState<Template>();
    const templates = useOne(["onboarding-templates"], () => api.GET("/onboarding-templates"));
    const remove = useChange(
        (one: Template) =>
            answer(
                api.DELETE("/onboarding-templates/{id}", {
                    params: { path: { id: one.id }, header: unchanged(one) },
                }),
            ),
        ["onboarding-templates"],
    );
    return (
        <Page
            title={say("onboarding.templates")}
            lead={say("onboarding.templates.lead")}
            actions={
                <>
                    <Button variant="default" renderRoot={(props) => <Link to="/onboardings/{-$id}" {...props} />}>
                        {say("onboarding.title")}
                    </Button>
                    {may("accounts:write") && (
                        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
                            {say("onboarding.templates.new")}
                        </Button>
                    )}
                </>
            }
        >
            <Trouble error={templates.error} onRetry={() => void templates.refetch()} />
            {templates.isPending && <Waiting />}
            {templates.data?.items.length === 0 && (
                <Empty title={say("onboarding.templates.none")} text={say("onboarding.templates.none.text")} />
            )}
            <div className="cards">
                {templates.data?.items.map((one) => (
                    <article key={one.id} className="card stack">
                        <h2>{one.name}</h2>
                        <p className="quiet">
                            {nameOf(one.accountId) ?? say("users.account.none")}
                            {one.description && ` · ${one.description}`}
                        </p>
                        <ul className="chips" aria-label={say("onboarding.items")}>
                            {one.items.map((item) => (
                                <li key={item.key}>
                                    {word("onboarding.kind", item.kind)}:{" "}
                                    {item.kind === "ATTRIBUTE" && item.title === item.subject
                                        ? word("onboarding.attribute", item.title)
                                        : item.title}
                                </li>
                            ))}
                        </ul>
                        {may("accounts:write") && (
                            <div className="row">
                                <Button size="xs" variant="default" onClick={() => setEditing(one)}>
                                    {say("action.edit")}
                                </Button>
                                <Button size="xs" variant="subtle" color="red" onClick={() => setRemoving(one)}>
                                    {say("action.remove")}
                                </Button>
                            </div>
                        )}
                    </article>
                ))}
            </div>
            {editing && (
                <TemplateDialog
                    template={editing === "new" ? undefined : editing}
                    onClose={() => setEditing(undefined)}
                />
            )}
            {removing && (
                <ConfirmDialog
                    title={removing.name}
                    text={say("onboarding.templates.remove")}
                    submit={say("action.remove")}
                    onClose={() => setRemoving(undefined)}
                    onSubmit={async () => {
                        await remove.mutateAsync(removing);
                        toast(say("done.removed"));
                    }}
                />
            )}
        </Page>
    );
}

const draftOf = (item: Schema<"OnboardingItem">, row: number): Draft => ({
    row,
    key: item.key,
    kind: item.kind,
    subject: item.subject ?? "",
    title: item.title,
    atLeast: item.atLeast,
    hint: item.hint ?? "",
    link: item.link ?? "",
});

const empty = (row: number): Draft => ({
    row,
    kind: "ROLE",
    subject: "",
    title: "",
    atLeast: 1,
    hint: "",
    link: "",
});

const wanted = ({ key, kind, subject, title, atLeast, hint, link }: Draft) => ({
    key,
    kind,
    subject: hasSubject(kind) ? subject : undefined,
    title: title.trim() || undefined,
    atLeast: kind === "ROLE" ? atLeast : undefined,
    hint: hint.trim() || undefined,
    link: link.trim() || undefined,
});

function TemplateDialog({ template, onClose }: { template?: Template; onClose: () => void }) {
    const say = useSay();
    const [name, setName] = useState(template?.name ?? "");
    const [description, setDescription] = useState(template?.description ?? "");
    const [accountId, setAccountId] = useState(template?.accountId ?? "");
    const [items, setItems] = useState(template?.items.map(draftOf) ?? [empty(0)]);
    const save = useChange(
        () => {
            const body = {
                name,
                description: description.trim() || undefined,
                accountId: accountId || undefined,
                items: items.map(wanted),
            };
            return template
                ? answer(
                      api.PUT("/onboarding-templates/{id}", {
                          params: { path: { id: template.id }, header: unchanged(template) },
                          body,
                      }),
                  )
                : answer(api.POST("/onboarding-templates", { body }));
        },
        ["onboarding-templates"],
        ["onboardings"],
    );
    const change = (row: number, part: Partial<Draft>) =>
        setItems(items.map((one) => (one.row === row ? { ...one, ...part } : one)));
    return (
        <FormDialog
            title={template?.name ?? say("onboarding.templates.new")}
            submit={template ? say("action.save") : say("action.create")}
            size="xl"
            disabled={name.trim() === "" || items.length === 0}
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
                value={name}
                error={fieldError(save.error, "name")}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <Textarea
                label={say("onboarding.description")}
                maxLength={1000}
                value={description}
                error={fieldError(save.error, "description")}
                onChange={(event) => setDescription(event.currentTarget.value)}
            />
            {!template && (
                <AccountSelect
                    label={say("onboarding.owner")}
                    value={accountId}
                    none={say("users.account.none")}
                    error={fieldError(save.error, "accountId")}
                    onChange={setAccountId}
                />
            )}
            {items.map((item, index) => (
                <ItemFields
                    key={item.row}
                    item={item}
                    number={index + 1}
                    problem={(field) => fieldError(save.error, `items[${index}].${field}`)}
                    onChange={(part) => change(item.row, part)}
                    onRemove={() => setItems(items.filter((one) => one.row !== item.row))}
                />
            ))}
            <div className="row">
                <Button
                    variant="default"
                    size="xs"
                    disabled={items.length >= 40}
                    onClick={() => setItems([...items, empty(Math.max(-1, ...items.map((one) => one.row)) + 1)])}
                >
                    {say("onboarding.items.add")}
                </Button>
            </div>
        </FormDialog>
    );
}

function ItemFields(props: {
    item: Draft;
    number: number;
    problem: (field: string) => string | undefined;
    onChange: (part: Partial<Draft>) => void;
    onRemove: () => void;
}) {
    const say = useSay();
    const word = useWord();
    const { item } = props;
    const text = (field: "title" | "hint" | "link") => ({
        autoComplete: "off",
        value: item[field],
        error: props.problem(field),
        onChange: (event: { currentTarget: { value: string } }) =>
            props.onChange({ [field]: event.currentTarget.value }),
    });
    return (
        <fieldset className="stack">
            <legend className="section">{say("onboarding.item", { number: props.number })}</legend>
            <div className="row">
                <NativeSelect
                    label={say("onboarding.kind")}
                    value={item.kind}
                    data={KINDS.map((kind) => ({ value: kind, label: word("onboarding.kind", kind) }))}
                    onChange={(event) => props.onChange({ kind: event.currentTarget.value as Kind, subject: "" })}
                />
                <Subject item={item} error={props.problem("subject")} onChange={props.onChange} />
                {item.kind === "ROLE" && (
                    <NumberInput
                        label={say("onboarding.atleast")}
                        min={1}
                        max={100}
                        value={item.atLeast}
                        error={props.problem("atLeast")}
                        onChange={(value) => props.onChange({ atLeast: Number(value) || 1 })}
                    />
                )}
                <ActionIcon
                    variant="subtle"
                    color="red"
                    aria-label={say("onboarding.items.remove", { number: props.number })}
                    onClick={props.onRemove}
                >
                    <IconX size={16} />
                </ActionIcon>
            </div>
            <TextInput label={say("onboarding.item.title")} maxLength={100} {...text("title")} />
            <TextInput label={say("onboarding.item.hint")} maxLength={300} {...text("hint")} />
            <TextInput label={say("onboarding.item.link")} dir="ltr" placeholder="https://" {...text("link")} />
        </fieldset>
    );
}

function Subject(props: { item: Draft; error?: string; onChange: (part: Partial<Draft>) => void }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { kind, subject } = props.item;
    const roles = useOne(["roles"], () => api.GET("/roles"), { enabled: may("roles:read") });
    const connectors = useOne(["connectors"], () => api.GET("/connectors"), { enabled: may("channels:read") });
    const reports = useOne(["reports"], () => api.GET("/reports"), { enabled: may("reports:read") });
    const choices = {
        ROLE: roles.data?.items.map((one) => ({ value: one.name, label: one.name })),
        CHANNEL: connectors.data?.items.map((one) => ({ value: one.type, label: one.title })),
        ATTRIBUTE: ATTRIBUTES.map((one) => ({ value: one, label: word("onboarding.attribute", one) })),
        SCHEDULE: reports.data?.items.map((one) => ({ value: one.name, label: one.title })),
        ENGAGEMENT_MODEL: MODELS.map((one) => ({
            value: one.toLowerCase().replaceAll("_", "-"),
            label: word("model", one),
        })),
        ROUTING_RULE: undefined,
        TASK: undefined,
    }[kind];
    if (!hasSubject(kind)) return null;
    const label = word("onboarding.kind", kind);
    const change = (event: { currentTarget: { value: string } }) =>
        props.onChange({ subject: event.currentTarget.value });
    return choices ? (
        <NativeSelect
            label={label}
            value={subject}
            error={props.error}
            data={[{ value: "", label: say("choose"), disabled: true }, ...choices]}
            onChange={change}
        />
    ) : (
        <TextInput label={label} autoComplete="off" value={subject} error={props.error} onChange={change} />
    );
}
