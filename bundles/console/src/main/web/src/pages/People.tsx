import "../person/person.css";
import { Button, Textarea, TextInput } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { PageTexts } from "../i18n/PageTexts";
import { useSay } from "../i18n/text";
import { useDescribe, useSplit, useUndo } from "../person/changes";
import { type Identity, IdentityName, nameOf } from "../person/Identity";
import { Suggested } from "../person/Suggested";
import { Timeline } from "../person/Timeline";
import { TEXTS } from "../person/texts";
import { useAccounts, useRequester } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { fieldError } from "../ui/Dialogs";
import { FilterBar, FilterText } from "../ui/Filters";
import { Empty, Page } from "../ui/Page";
import { useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Waiting } from "../ui/Waiting";

type Person = Schema<"Person">;

/** Contacts of several networks who are the same person; `contact-12` in the address is a contact alone. */
export default function People() {
    return (
        <PageTexts messages={TEXTS}>
            <Place />
        </PageTexts>
    );
}

function Place() {
    const { id } = useAddress("/people");
    const contact = /^contact-(\d{1,15})$/.exec(id ?? "")?.[1];
    if (contact !== undefined) return <OneContact key={contact} id={Number(contact)} />;
    return id !== undefined && /^\d{1,15}$/.test(id) ? <OnePerson key={id} id={Number(id)} /> : <All />;
}

function All() {
    const say = useSay();
    const { search, look } = useAddress("/people");
    const { text } = search;
    const people = usePages(["people"], (cursor) => api.GET("/people", { params: { query: { cursor } } }));
    return (
        <Page wide title={say("person.title")} lead={say("person.lead")}>
            <FilterBar>
                <FilterText label={say("person.find")} value={text} onChange={(wanted) => look({ text: wanted })} />
            </FilterBar>
            {text ? <Found text={text} /> : <Joined people={people} />}
        </Page>
    );
}

function Found({ text }: { text: string }) {
    const say = useSay();
    const { nameOf: accountName } = useAccounts();
    const intl = useIntl();
    const found = usePages(["contacts", "found", text], () =>
        api.GET("/people/identities", { params: { query: { text } } }),
    );
    return (
        <DataTable
            label={say("person.contacts")}
            pages={found}
            rowKey={(one) => one.contactId}
            empty={<Empty title={say("filter.none")} text="" />}
            columns={[
                {
                    label: say("accounts.name"),
                    cell: (one) => (
                        <Link
                            to="/people/{-$id}"
                            params={{ id: String(one.personId ?? `contact-${one.contactId}`) }}
                            className="cell-main"
                        >
                            <strong dir="auto">{nameOf(one)}</strong>
                        </Link>
                    ),
                },
                { label: say("person.network"), cell: (one) => <bdi>{one.network}</bdi> },
                {
                    label: say("person.accounts"),
                    extra: true,
                    cell: (one) =>
                        intl.formatList(
                            one.accountIds.map((id) => accountName(id) ?? id),
                            { type: "unit" },
                        ),
                },
                { label: say("person.seen"), extra: true, cell: (one) => <Time value={one.lastSeen} /> },
            ]}
        />
    );
}

function Joined({ people }: { people: ReturnType<typeof usePages<Person>> }) {
    const say = useSay();
    const intl = useIntl();
    return (
        <DataTable
            label={say("person.title")}
            pages={people}
            rowKey={(person) => person.id}
            empty={<Empty title={say("person.none")} text={say("person.none.text")} />}
            columns={[
                {
                    label: say("accounts.name"),
                    cell: (person) => (
                        <Link to="/people/{-$id}" params={{ id: String(person.id) }} className="cell-main">
                            <strong dir="auto">{person.displayName}</strong>
                            <span className="two-lines" dir="auto">
                                {person.note}
                            </span>
                        </Link>
                    ),
                },
                {
                    label: say("person.contacts"),
                    cell: (person) =>
                        intl.formatList(
                            person.identities.map((one) => one.network),
                            { type: "unit" },
                        ),
                },
            ]}
        />
    );
}

/** Back to all of them. */
function Back() {
    const say = useSay();
    return (
        <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowLeft size={16} className="mirrored" aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/people/{-$id}" params={{ id: undefined }} />}
        >
            {say("person.all")}
        </Button>
    );
}

function OneContact({ id }: { id: number }) {
    const say = useSay();
    const one = useOne(["contacts", id, "identity"], () =>
        api.GET("/contacts/{id}/identity", { params: { path: { id } } }),
    );
    const entries = usePages(["contacts", id, "timeline"], (cursor) =>
        api.GET("/contacts/{id}/timeline", { params: { path: { id }, query: { cursor } } }),
    );
    const person = one.data?.personId;
    if (person !== undefined) return <OnePerson key={person} id={person} />;
    return (
        <Page title={one.data ? nameOf(one.data) : say("person.title")} actions={<Back />}>
            <Trouble error={one.error} onRetry={() => void one.refetch()} />
            {!one.data && !one.error && <Waiting />}
            {one.data && (
                <div className="person-one">
                    <ul className="person-list" aria-label={say("person.contacts")}>
                        <Contact identity={one.data} />
                    </ul>
                    <Suggested contactId={id} />
                    <Timeline entries={entries} />
                </div>
            )}
        </Page>
    );
}

function OnePerson({ id }: { id: number }) {
    const say = useSay();
    const one = useOne(["people", "one", id], () => api.GET("/people/{id}", { params: { path: { id } } }));
    const entries = usePages(["people", id, "timeline"], (cursor) =>
        api.GET("/people/{id}/timeline", { params: { path: { id }, query: { cursor } } }),
    );
    const person = one.data;
    const first = person?.identities[0];
    return (
        <Page title={person?.displayName ?? say("person.title")} actions={<Back />}>
            <Trouble error={one.error} onRetry={() => void one.refetch()} />
            {!person && !one.error && <Waiting />}
            {person && (
                <div className="person-one">
                    <Contacts person={person} />
                    <Words key={`words ${person.version}`} person={person} />
                    {first && <Suggested contactId={first.contactId} />}
                    <Timeline entries={entries} />
                </div>
            )}
        </Page>
    );
}

function Contact({ identity, onSplit }: { identity: Identity; onSplit?: () => void }) {
    const say = useSay();
    const intl = useIntl();
    const { nameOf: accountName } = useAccounts();
    return (
        <li>
            <div>
                <IdentityName identity={identity} />
                <span className="person-why">
                    {say("person.spoke", {
                        accounts: intl.formatList(
                            identity.accountIds.map((id) => accountName(id) ?? id),
                            { type: "conjunction" },
                        ),
                    })}{" "}
                    · <Time value={identity.lastSeen} />
                </span>
            </div>
            {onSplit && (
                <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={say("person.split.which", { name: nameOf(identity) })}
                    onClick={onSplit}
                >
                    {say("person.split")}
                </Button>
            )}
        </li>
    );
}

function Contacts({ person }: { person: Person }) {
    const say = useSay();
    const may = useMay();
    const split = useSplit(person);
    const undo = useUndo(person);
    const { open } = useAddress("/people");
    const requester = useRequester();
    const changes = may("contacts:change");
    // without the contact there may be no person any more
    const left = () => {
        toast(say("done.saved"));
        if (person.identities.length <= 2) open(undefined);
    };
    return (
        <section className="person-part" aria-label={say("person.contacts")}>
            <h2>{say("person.contacts")}</h2>
            <ul className="person-list">
                {person.identities.map((identity) => (
                    <Contact
                        key={identity.contactId}
                        identity={identity}
                        onSplit={changes ? () => split.mutate(identity.contactId, { onSuccess: left }) : undefined}
                    />
                ))}
            </ul>
            <ul className="person-list" aria-label={say("person.joins")}>
                {person.joins.map((join) => (
                    <li key={join.id}>
                        <span className="person-why">
                            {say("person.join.by", {
                                count: join.contactIds.length,
                                user: requester(join.actor.name, join.actor.accountId),
                            })}{" "}
                            · <Time value={join.happened} />
                            {join.reason && (
                                <>
                                    {" "}
                                    · <bdi>{join.reason}</bdi>
                                </>
                            )}
                        </span>
                        {changes && (
                            <Button
                                size="compact-xs"
                                variant="default"
                                loading={undo.isPending}
                                onClick={() =>
                                    undo.mutate(join.id, {
                                        onSuccess: () => {
                                            toast(say("done.saved"));
                                            if (join.contactIds.length >= person.identities.length - 1) open(undefined);
                                        },
                                    })
                                }
                            >
                                {say("person.undo")}
                            </Button>
                        )}
                    </li>
                ))}
            </ul>
            <Trouble error={split.error ?? undo.error} />
        </section>
    );
}

function Words({ person }: { person: Person }) {
    const say = useSay();
    const may = useMay();
    const changes = may("contacts:change");
    const [name, setName] = useState(person.displayName);
    const [note, setNote] = useState(person.note ?? "");
    const describe = useDescribe(person);
    return (
        <form
            className="stack"
            onSubmit={(event) => {
                event.preventDefault();
                describe.mutate(
                    { displayName: name.trim() || undefined, note: note.trim() || undefined },
                    { onSuccess: () => toast(say("done.saved")) },
                );
            }}
        >
            <TextInput
                label={say("accounts.name")}
                autoComplete="off"
                maxLength={200}
                readOnly={!changes}
                value={name}
                error={fieldError(describe.error, "displayName")}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <Textarea
                label={say("inbox.note")}
                description={say("inbox.note.hint")}
                dir="auto"
                autosize
                minRows={2}
                maxRows={8}
                maxLength={4000}
                readOnly={!changes}
                value={note}
                error={fieldError(describe.error, "note")}
                onChange={(event) => setNote(event.currentTarget.value)}
            />
            {changes && (
                <div>
                    <Button type="submit" size="xs" loading={describe.isPending}>
                        {say("action.save")}
                    </Button>
                </div>
            )}
            <Trouble error={describe.error} />
        </form>
    );
}
