import { Button, FileButton, Switch, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { answer, api, connection, unchanged } from "../api/client";
import { readProblem } from "../api/problem";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { useAccounts } from "./accounts";
import { fieldError } from "./Dialogs";
import { readDates, readDay, showDates, showDay } from "./hours";
import { useChange, useOne } from "./queries";
import { Time } from "./Time";
import { Trouble } from "./Trouble";
import { toast } from "./toast";
import { Waiting } from "./Waiting";
import { ZoneInput } from "./ZoneInput";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const CONTACT = ["name", "email", "phone", "webAddress"] as const;

const ask = (id: string) => api.GET("/accounts/{id}/attributes", { params: { path: { id } } });
type Attributes = NonNullable<Awaited<ReturnType<typeof ask>>["data"]>;

/** Time zone, languages, logo, business hours and contact: the account's own, or those of an account above. */
export function AccountAttributes({ id }: { id: string }) {
    const say = useSay();
    const attributes = useOne(["attributes", id], () => ask(id));
    return (
        <section className="stack">
            <h3 className="section">{say("attributes.title")}</h3>
            <Trouble error={attributes.error} onRetry={() => void attributes.refetch()} />
            {attributes.isPending && <Waiting />}
            {attributes.data && (
                <>
                    <Logo seen={attributes.data} />
                    <Form key={attributes.data.version} seen={attributes.data} />
                    <Opening id={id} version={attributes.data.version} />
                </>
            )}
        </section>
    );
}

/** Where a value comes from, in words. */
function useOrigin() {
    const say = useSay();
    const { nameOf } = useAccounts();
    return (value: { origin: string; accountId?: string }) =>
        value.origin === "DEFAULT"
            ? say("attributes.unset")
            : value.accountId
              ? say("attributes.from", { account: nameOf(value.accountId) })
              : say("attributes.above");
}

function Inherits(props: {
    label: string;
    own: boolean;
    disabled: boolean;
    shown: ReactNode;
    origin: string;
    onChange: (own: boolean) => void;
    children: ReactNode;
}) {
    const say = useSay();
    return (
        <fieldset className="attribute">
            <legend>{props.label}</legend>
            <Switch
                size="sm"
                label={say("attributes.inherit")}
                aria-label={say("attributes.inherit.one", { attribute: props.label })}
                checked={!props.own}
                disabled={props.disabled}
                onChange={(event) => props.onChange(!event.currentTarget.checked)}
            />
            {props.own ? (
                props.children
            ) : (
                <p className="note">
                    {props.shown} {props.shown && "· "}
                    {props.origin}
                </p>
            )}
        </fieldset>
    );
}

function draftOf({ own, effective }: Attributes) {
    const hours = own.businessHours ?? effective.businessHours.value;
    return {
        own: {
            zone: own.zone !== undefined,
            languages: own.languages !== undefined,
            businessHours: own.businessHours !== undefined,
            contact: own.contact !== undefined,
        },
        zone: effective.zone.value,
        languages: (effective.languages.value ?? []).join(", "),
        week: Object.fromEntries(DAYS.map((day) => [day, showDay(hours?.week?.[day])])) as Record<string, string>,
        dates: showDates(hours?.exceptions as Parameters<typeof showDates>[0]),
        contact: { ...effective.contact.value },
    };
}

function Form({ seen }: { seen: Attributes }) {
    const say = useSay();
    const word = useWord();
    const may = useMay()("accounts:write");
    const origin = useOrigin();
    const [draft, setDraft] = useState(() => draftOf(seen));
    const [unreadable, setUnreadable] = useState<string>();
    const { effective } = seen;
    const change = useChange(
        (body: object) =>
            answer(
                api.PATCH("/accounts/{id}/attributes", {
                    params: { path: { id: seen.accountId }, header: unchanged(seen) },
                    body: body as never,
                }),
            ),
        ["accounts"],
        ["attributes"],
    );
    const owns = (which: keyof typeof draft.own) => (own: boolean) =>
        setDraft({ ...draft, own: { ...draft.own, [which]: own } });
    const save = () => {
        const week = DAYS.map((day) => [day, readDay(draft.week[day])] as const);
        const dates = readDates(draft.dates);
        const bad = draft.own.businessHours
            ? (week.find(([, read]) => !read)?.[0] ?? (dates ? undefined : "dates"))
            : undefined;
        setUnreadable(bad);
        if (bad) return;
        change.mutate(
            {
                zone: draft.own.zone ? draft.zone : null,
                languages: draft.own.languages
                    ? draft.languages
                          .split(",")
                          .map((one) => one.trim())
                          .filter(Boolean)
                    : null,
                businessHours: draft.own.businessHours ? { week: Object.fromEntries(week), exceptions: dates } : null,
                contact: draft.own.contact
                    ? Object.fromEntries(Object.entries(draft.contact).filter(([, value]) => value?.trim()))
                    : null,
            },
            { onSuccess: () => toast(say("done.saved")) },
        );
    };
    return (
        <form
            className="stack"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
        >
            <Inherits
                label={say("accounts.zone")}
                own={draft.own.zone}
                disabled={!may}
                shown={effective.zone.value}
                origin={origin(effective.zone)}
                onChange={owns("zone")}
            >
                <ZoneInput
                    label={say("accounts.zone")}
                    value={draft.zone}
                    disabled={!may}
                    error={fieldError(change.error, "zone")}
                    onChange={(zone) => setDraft({ ...draft, zone })}
                />
            </Inherits>
            <Inherits
                label={say("attributes.languages")}
                own={draft.own.languages}
                disabled={!may}
                shown={effective.languages.value?.join(", ")}
                origin={origin(effective.languages)}
                onChange={owns("languages")}
            >
                <TextInput
                    label={say("attributes.languages")}
                    description={say("attributes.languages.hint")}
                    value={draft.languages}
                    disabled={!may}
                    error={fieldError(change.error, "languages")}
                    onChange={(event) => setDraft({ ...draft, languages: event.currentTarget.value })}
                />
            </Inherits>
            <Inherits
                label={say("attributes.hours")}
                own={draft.own.businessHours}
                disabled={!may}
                shown={
                    effective.businessHours.value &&
                    DAYS.filter((day) => effective.businessHours.value?.week?.[day])
                        .map((day) => `${word("day", day)} ${showDay(effective.businessHours.value?.week?.[day])}`)
                        .join("; ")
                }
                origin={origin(effective.businessHours)}
                onChange={owns("businessHours")}
            >
                <p className="note">{say("attributes.hours.hint")}</p>
                {DAYS.map((day) => (
                    <TextInput
                        key={day}
                        label={word("day", day)}
                        placeholder="09:00-12:00, 13:00-17:00"
                        dir="ltr"
                        value={draft.week[day]}
                        disabled={!may}
                        error={unreadable === day ? say("attributes.hours.unreadable") : undefined}
                        onChange={(event) =>
                            setDraft({ ...draft, week: { ...draft.week, [day]: event.currentTarget.value } })
                        }
                    />
                ))}
                <Textarea
                    label={say("attributes.dates")}
                    description={say("attributes.dates.hint")}
                    placeholder="2026-12-25"
                    autosize
                    minRows={2}
                    maxRows={10}
                    value={draft.dates}
                    disabled={!may}
                    error={
                        unreadable === "dates"
                            ? say("attributes.hours.unreadable")
                            : fieldError(change.error, "businessHours")
                    }
                    onChange={(event) => setDraft({ ...draft, dates: event.currentTarget.value })}
                />
            </Inherits>
            <Inherits
                label={say("attributes.contact")}
                own={draft.own.contact}
                disabled={!may}
                shown={Object.values(effective.contact.value ?? {})
                    .filter(Boolean)
                    .join(" · ")}
                origin={origin(effective.contact)}
                onChange={owns("contact")}
            >
                {CONTACT.map((part) => (
                    <TextInput
                        key={part}
                        label={word("contact", part)}
                        value={draft.contact[part] ?? ""}
                        disabled={!may}
                        error={fieldError(change.error, `contact.${part}`)}
                        onChange={(event) =>
                            setDraft({ ...draft, contact: { ...draft.contact, [part]: event.currentTarget.value } })
                        }
                    />
                ))}
                <Textarea
                    label={word("contact", "postalAddress")}
                    autosize
                    minRows={2}
                    value={draft.contact.postalAddress ?? ""}
                    disabled={!may}
                    error={fieldError(change.error, "contact.postalAddress")}
                    onChange={(event) =>
                        setDraft({
                            ...draft,
                            contact: { ...draft.contact, postalAddress: event.currentTarget.value },
                        })
                    }
                />
            </Inherits>
            <Trouble error={change.error} />
            {may && (
                <div className="row">
                    <Button type="submit" loading={change.isPending}>
                        {say("attributes.save")}
                    </Button>
                </div>
            )}
        </form>
    );
}

function Logo({ seen }: { seen: Attributes }) {
    const say = useSay();
    const may = useMay()("accounts:write");
    const origin = useOrigin();
    const { logo } = seen.effective;
    const change = useChange(
        async (file: File | undefined) => {
            const response = await fetch(`/api/v1/accounts/${seen.accountId}/logo`, {
                method: file ? "PUT" : "DELETE",
                headers: {
                    ...connection.headers(true),
                    ...unchanged(seen),
                    ...(file ? { "Content-Type": file.type || "application/octet-stream" } : {}),
                },
                body: file,
            });
            if (!response.ok) throw await readProblem(response);
        },
        ["accounts"],
        ["attributes"],
    );
    return (
        <div className="stack">
            <div className="row">
                {logo.value ? (
                    <img
                        className="logo"
                        src={`/api/v1/accounts/${seen.accountId}/logo?of=${logo.value.sha256}`}
                        alt={say("attributes.logo")}
                        width={Math.min(logo.value.width, 160)}
                    />
                ) : null}
                <span className="quiet">
                    {say("attributes.logo")} · {origin(logo)}
                </span>
            </div>
            {may && (
                <div className="row">
                    <FileButton accept="image/png,image/jpeg" onChange={(file) => file && change.mutate(file)}>
                        {(props) => (
                            <Button {...props} size="xs" variant="default" loading={change.isPending}>
                                {say("attributes.logo.choose")}
                            </Button>
                        )}
                    </FileButton>
                    {seen.own.logo && (
                        <Button size="xs" variant="subtle" color="red" onClick={() => change.mutate(undefined)}>
                            {say("attributes.logo.remove")}
                        </Button>
                    )}
                </div>
            )}
            <Trouble error={change.error} />
        </div>
    );
}

function Opening({ id, version }: { id: string; version: number }) {
    const say = useSay();
    const opening = useOne(["attributes", id, "opening", version], () =>
        api.GET("/accounts/{id}/opening", { params: { path: { id } } }),
    );
    if (!opening.data?.defined) return null;
    const { open, nextOpening, closes } = opening.data;
    return (
        <p className="note">
            {say(open ? "attributes.open" : "attributes.closed")}{" "}
            {open && closes && (
                <>
                    {say("attributes.closes")} <Time value={closes} />
                </>
            )}
            {!open && nextOpening && (
                <>
                    {say("attributes.opens")} <Time value={nextOpening} />
                </>
            )}
        </p>
    );
}
