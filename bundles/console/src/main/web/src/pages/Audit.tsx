import { Alert, Button, TextInput } from "@mantine/core";
import { IconDownload, IconShieldCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, download, type Schema, save } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { usePreferences } from "../preferences";
import { AccountSelect } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { Code } from "../ui/Code";
import { DataTable } from "../ui/DataTable";
import { SideSheet } from "../ui/Dialogs";
import { FilterBar, FilterText } from "../ui/Filters";
import { Empty, Facts, Page } from "../ui/Page";
import { useChange, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { endOfDay, startOfDay } from "../ui/times";

type Event = Schema<"AuditEvent">;

/** Who did what, and when. */
export default function Audit() {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const intl = useIntl();
    const { zone } = usePreferences();
    const { id, search, look, open } = useAddress("/audit");
    const [exportFailed, setExportFailed] = useState<unknown>();
    const query = {
        actor: search.actor,
        action: search.action,
        subject: search.subject,
        text: search.text,
        accountId: search.account,
        from: search.from && startOfDay(search.from, zone),
        to: search.to && endOfDay(search.to, zone),
    };
    const events = usePages(["audit", search, zone], (cursor) =>
        api.GET("/audit-events", { params: { query: { ...query, cursor } } }),
    );
    const verify = useChange(() => answer(api.GET("/audit-events/verification")));
    const opened = events.items?.find((event) => String(event.sequence) === id);
    return (
        <Page
            wide
            title={say("audit.title")}
            lead={say("audit.lead")}
            actions={
                <>
                    <Button
                        variant="default"
                        leftSection={<IconShieldCheck size={16} />}
                        loading={verify.isPending}
                        onClick={() => verify.mutate(undefined)}
                    >
                        {say("audit.verify")}
                    </Button>
                    {may("audit:export") && (
                        <Button
                            variant="default"
                            leftSection={<IconDownload size={16} />}
                            onClick={() => {
                                setExportFailed(undefined);
                                const wanted = new URLSearchParams(
                                    Object.entries({ ...query, format: "csv" }).filter(
                                        (entry): entry is [string, string] => Boolean(entry[1]),
                                    ),
                                );
                                download(`/api/v1/audit-events/export?${wanted}`).then(
                                    (blob) => save(blob, "audit.csv"),
                                    setExportFailed,
                                );
                            }}
                        >
                            {say("action.export")}
                        </Button>
                    )}
                </>
            }
        >
            <Trouble error={exportFailed ?? verify.error} />
            {verify.data && (
                <Alert
                    color={verify.data.intact ? "teal" : "red"}
                    variant="light"
                    role="status"
                    withCloseButton
                    closeButtonLabel={say("action.close")}
                    onClose={() => verify.reset()}
                    title={say(verify.data.intact ? "audit.intact" : "audit.broken")}
                >
                    {verify.data.intact
                        ? say("audit.checked", { count: verify.data.checked })
                        : `${verify.data.finding ?? ""} (${intl.formatNumber(verify.data.brokenAt ?? 0)})`}
                </Alert>
            )}
            <FilterBar>
                <FilterText label={say("audit.actor")} value={search.actor} onChange={(actor) => look({ actor })} />
                <FilterText label={say("audit.action")} value={search.action} onChange={(action) => look({ action })} />
                <FilterText label={say("audit.text")} value={search.text} onChange={(text) => look({ text })} />
                <FilterText
                    label={say("audit.subject")}
                    value={search.subject}
                    onChange={(subject) => look({ subject })}
                />
                <AccountSelect
                    size="xs"
                    label={say("audit.account")}
                    value={search.account}
                    none={say("filter.any")}
                    onChange={(account) => look({ account })}
                />
                <TextInput
                    type="date"
                    size="xs"
                    label={say("filter.from")}
                    value={search.from ?? ""}
                    onChange={(event) => look({ from: event.currentTarget.value })}
                />
                <TextInput
                    type="date"
                    size="xs"
                    label={say("filter.to")}
                    value={search.to ?? ""}
                    onChange={(event) => look({ to: event.currentTarget.value })}
                />
            </FilterBar>
            <DataTable
                label={say("audit.title")}
                pages={events}
                rowKey={(event) => event.sequence}
                selected={(event) => String(event.sequence) === id}
                empty={<Empty title={say("audit.none")} text={say("filter.none")} />}
                columns={[
                    { label: say("audit.when"), cell: (event) => <Time value={event.at} /> },
                    { label: say("audit.actor"), extra: true, cell: (event) => event.actor },
                    {
                        label: say("audit.action"),
                        cell: (event) => (
                            <Link
                                to="/audit/{-$id}"
                                params={{ id: String(event.sequence) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong>{event.action}</strong>
                                <span className="narrow">
                                    {event.subject} · {event.actor}
                                </span>
                            </Link>
                        ),
                    },
                    {
                        label: say("audit.subject"),
                        extra: true,
                        cell: (event) => <span className="clip">{event.subject}</span>,
                    },
                    { label: say("audit.door"), extra: true, cell: (event) => word("door", event.door) },
                ]}
            />
            {opened && (
                <SideSheet title={opened.action} onClose={() => open(undefined)}>
                    <Details event={opened} />
                </SideSheet>
            )}
        </Page>
    );
}

function Details({ event }: { event: Event }) {
    const say = useSay();
    const word = useWord();
    return (
        <>
            <Facts
                items={[
                    [say("audit.when"), <Time key="t" value={event.at} />],
                    [say("audit.actor"), event.actor],
                    [say("audit.subject"), event.subject],
                    [say("audit.account"), event.accountId],
                    [say("audit.door"), word("door", event.door)],
                    [say("audit.address"), event.address],
                    [say("audit.number"), event.sequence],
                    [
                        say("audit.hash"),
                        <code key="h" className="break">
                            {event.hash}
                        </code>,
                    ],
                ]}
            />
            {event.before !== undefined && <Code label={say("audit.before")} text={event.before} />}
            {event.after !== undefined && <Code label={say("audit.after")} text={event.after} />}
        </>
    );
}
