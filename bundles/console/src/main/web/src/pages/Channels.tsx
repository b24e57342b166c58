import { Alert, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema, unchanged } from "../api/client";
import { type Problem, problemOf } from "../api/problem";
import { useMay } from "../api/session";
import { forChange, type Settings, type SettingsSchema, secretsOf, typed } from "../forms/settings";
import { useSay, useWord } from "../i18n/text";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError, SideSheet } from "../ui/Dialogs";
import { Empty, Facts, Mark, Page, type Tone } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Waiting } from "../ui/Waiting";

// drawn only when a channel is made or changed, and the largest part of the page
const SchemaForm = lazy(() => import("../forms/SchemaForm"));

type Channel = Schema<"ChannelView">;
type Connector = Schema<"ConnectorView">;

const useConnectors = () => useOne(["connectors"], () => api.GET("/connectors"));

/** Profiles, mailboxes and feeds that are connected. */
export default function Channels() {
    const say = useSay();
    const may = useMay();
    const { id, open, search, look } = useAddress("/channels");
    const [making, setMaking] = useState(false);
    const connectors = useConnectors();
    const { nameOf } = useAccounts();
    const channels = usePages(
        ["channels", search],
        (cursor) => api.GET("/channels", { params: { query: { cursor, account: search.account || undefined } } }),
        10_000,
    );
    const titleOf = (type: string) => connectors.data?.items.find((one) => one.type === type)?.title ?? type;
    return (
        <Page
            wide
            title={say("channels.title")}
            lead={say("channels.lead")}
            actions={
                <>
                    <Button variant="default" renderRoot={(props) => <Link to="/connectors" {...props} />}>
                        {say("connectors.title")}
                    </Button>
                    {may("channels:write") && (
                        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                            {say("channels.new")}
                        </Button>
                    )}
                </>
            }
        >
            <search className="filters" aria-label={say("filter.title")}>
                <AccountSelect
                    size="xs"
                    label={say("audit.account")}
                    value={search.account}
                    none={say("filter.any")}
                    onChange={(account) => look({ account })}
                />
            </search>
            <DataTable
                label={say("channels.title")}
                pages={channels}
                rowKey={(channel) => channel.id}
                selected={(channel) => channel.id === id}
                empty={<Empty title={say("channels.none")} text={say("channels.none.text")} />}
                columns={[
                    {
                        label: say("accounts.name"),
                        cell: (channel) => (
                            <Link
                                to="/channels/{-$id}"
                                params={{ id: channel.id }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong>{channel.name}</strong>
                                <span>{titleOf(channel.connector)}</span>
                            </Link>
                        ),
                    },
                    { label: say("audit.account"), extra: true, cell: (channel) => nameOf(channel.accountId) },
                    {
                        label: say("users.state"),
                        cell: (channel) => (
                            <div>
                                <ChannelState channel={channel} />
                                {channel.message && <div className="note">{channel.message}</div>}
                            </div>
                        ),
                    },
                    {
                        label: say("channels.last"),
                        extra: true,
                        cell: (channel) => <Time value={channel.lastSuccess} />,
                    },
                ]}
            />
            {id !== undefined && (
                <ChannelSheet
                    key={id}
                    id={id}
                    connectors={connectors.data?.items ?? []}
                    onClose={() => open(undefined)}
                />
            )}
            {making && (
                <NewChannel
                    connectors={connectors.data?.items}
                    error={connectors.error}
                    onClose={() => setMaking(false)}
                    onMade={open}
                />
            )}
        </Page>
    );
}

function ChannelState({ channel }: { channel: Channel }) {
    const word = useWord();
    const { state, warnings } = channel.health;
    const tone: Tone =
        state === "PAUSED" || state === "NO_CONNECTOR"
            ? "quiet"
            : channel.failures > 0 || state === "NOT_INSTALLED"
              ? "bad"
              : warnings.length > 0 || state === "WAITING"
                ? "warn"
                : "good";
    const shown = state === "RUNNING" && channel.failures > 0 ? "FAILING" : state;
    return <Mark tone={tone}>{word("channel.state", shown)}</Mark>;
}

/** What the server refused, by the setting it names. */
const settingErrors = (problem: Problem | undefined): Record<string, string> =>
    problem?.field?.startsWith("settings.")
        ? { [problem.field.slice("settings.".length)]: [problem.detail, problem.remedy].filter(Boolean).join(" ") }
        : {};

function NewChannel(props: {
    connectors?: Connector[];
    error: unknown;
    onClose: () => void;
    onMade: (id: string) => void;
}) {
    const say = useSay();
    const [draft, setDraft] = useState({ connector: "", accountId: "", name: "" });
    const [settings, setSettings] = useState<Settings>({});
    const connector = props.connectors?.find((one) => one.type === draft.connector);
    const make = useChange(
        () => answer(api.POST("/channels", { body: { ...draft, settings: settings as never } })),
        ["channels"],
    );
    const check = useCheck(() =>
        answer(
            api.POST("/connectors/{type}/checks", {
                params: { path: { type: draft.connector } },
                body: { settings: settings as never },
            }),
        ),
    );
    const problem = make.error ? problemOf(make.error) : check.error ? problemOf(check.error) : undefined;
    const errors = useMemo(() => settingErrors(problem), [problem]);
    return (
        <FormDialog
            size="lg"
            title={say("channels.new")}
            submit={say("action.create")}
            disabled={!connector || draft.accountId === "" || draft.name.trim() === ""}
            onClose={props.onClose}
            onSubmit={async () => {
                const made = await make.mutateAsync(undefined);
                toast(say("channels.made", { name: made.name }));
                props.onMade(made.id);
            }}
        >
            <Trouble error={props.error} />
            <NativeSelect
                label={say("channels.connector")}
                description={connector?.description}
                data-autofocus
                value={draft.connector}
                onChange={(event) => {
                    setDraft({ ...draft, connector: event.currentTarget.value });
                    setSettings({});
                    check.reset();
                }}
                data={[
                    { value: "", label: say("choose"), disabled: true },
                    ...(props.connectors ?? []).map((one) => ({ value: one.type, label: one.title })),
                ]}
            />
            <TextInput
                label={say("accounts.name")}
                value={draft.name}
                error={fieldError(make.error, "name")}
                onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <AccountSelect
                label={say("audit.account")}
                value={draft.accountId}
                error={fieldError(make.error, "accountId")}
                onChange={(accountId) => setDraft({ ...draft, accountId })}
            />
            {connector && (
                <>
                    <Suspense fallback={<Waiting />}>
                        <SchemaForm
                            key={connector.type}
                            schema={connector.settings as SettingsSchema}
                            value={settings}
                            secretsSet={NONE}
                            errors={errors}
                            onChange={(wanted) => {
                                setSettings(wanted);
                                // it was about the others
                                if (check.data) check.reset();
                            }}
                        />
                    </Suspense>
                    <CheckButton check={check} />
                </>
            )}
        </FormDialog>
    );
}

const NONE: string[] = [];

const useCheck = (ask: () => Promise<Schema<"CheckView">>) => useChange(ask);

function CheckButton({ check }: { check: ReturnType<typeof useCheck> }) {
    const say = useSay();
    const word = useWord();
    const found = check.data;
    return (
        <div className="stack">
            <div>
                <Button
                    variant="default"
                    leftSection={<IconPlugConnected size={16} />}
                    loading={check.isPending}
                    onClick={() => check.mutate(undefined)}
                >
                    {say("channels.check")}
                </Button>
            </div>
            <Trouble error={check.error} />
            {found && (
                <Alert
                    role="status"
                    variant="light"
                    color={found.ok ? "teal" : "red"}
                    title={found.ok ? say("channels.check.ok") : word("failure", found.category ?? "UNAVAILABLE")}
                >
                    {found.ok ? (
                        <>
                            {found.who && <div>{say("channels.check.who", { who: found.who })}</div>}
                            {say("channels.can", {
                                list: found.abilities.map((ability) => word("ability", ability)).join(", "),
                            })}
                        </>
                    ) : (
                        found.message
                    )}
                </Alert>
            )}
        </div>
    );
}

function ChannelSheet(props: { id: string; connectors: Connector[]; onClose: () => void }) {
    const channel = useOne(
        ["channels", "one", props.id],
        () => api.GET("/channels/{id}", { params: { path: { id: props.id } } }),
        {
            refresh: () => 10_000,
        },
    );
    return (
        <SideSheet title={channel.data?.name ?? props.id} onClose={props.onClose}>
            <Trouble error={channel.error} onRetry={() => void channel.refetch()} />
            {channel.data && (
                <ChannelDetails
                    channel={channel.data}
                    connector={props.connectors.find((one) => one.type === channel.data.connector)}
                    onClose={props.onClose}
                />
            )}
        </SideSheet>
    );
}

function ChannelDetails({
    channel,
    connector,
    onClose,
}: {
    channel: Channel;
    connector?: Connector;
    onClose: () => void;
}) {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const may = useMay();
    const { nameOf } = useAccounts();
    const [asking, setAsking] = useState<"edit" | "remove">();
    const path = { id: channel.id };
    const header = unchanged(channel);
    const check = useCheck(() => answer(api.POST("/channels/{id}/checks", { params: { path } })));
    const pause = useChange(
        (state: Channel["state"]) => answer(api.PUT("/channels/{id}", { params: { path, header }, body: { state } })),
        ["channels"],
    );
    const remove = useChange(() => answer(api.DELETE("/channels/{id}", { params: { path, header } })), ["channels"]);
    const { health } = channel;
    return (
        <>
            <div>
                <ChannelState channel={channel} />
                {channel.message && <p className="note">{channel.message}</p>}
                {health.warnings.map((warning) => (
                    <p className="note" key={warning}>
                        {warning}
                    </p>
                ))}
            </div>
            {may("channels:write") && (
                <>
                    <div className="row">
                        <Button disabled={!connector} onClick={() => setAsking("edit")}>
                            {say("channels.edit")}
                        </Button>
                        <Button
                            variant="default"
                            loading={pause.isPending}
                            onClick={() => pause.mutate(channel.state === "PAUSED" ? "ACTIVE" : "PAUSED")}
                        >
                            {say(channel.state === "PAUSED" ? "channels.resume" : "channels.pause")}
                        </Button>
                        <Button variant="subtle" color="red" onClick={() => setAsking("remove")}>
                            {say("action.remove")}
                        </Button>
                    </div>
                    <Trouble error={pause.error} />
                    <CheckButton check={check} />
                </>
            )}
            <Facts
                items={[
                    [say("channels.connector"), connector?.title ?? channel.connector],
                    [say("audit.account"), nameOf(channel.accountId)],
                    [say("channels.last"), <Time key="l" value={channel.lastSuccess} />],
                    [say("channels.failed"), <Time key="f" value={channel.lastFailure} />],
                    [
                        say("channels.abilities"),
                        health.can.map((ability) => word("ability", ability)).join(", ") || undefined,
                    ],
                    [say("channels.credentials"), <Time key="c" value={health.credentialsEnd} />],
                    ...health.budgets.map((budget): [string, string] => [
                        say("channels.budget", { limit: budget.limit }),
                        `${intl.formatNumber(budget.left)} / ${intl.formatNumber(budget.of)}`,
                    ]),
                    ...Object.entries(channel.settings).map(([name, value]): [string, string] => [
                        (connector?.settings as SettingsSchema | undefined)?.properties?.[name]?.title ?? name,
                        value,
                    ]),
                    [say("accounts.id"), <code key="i">{channel.id}</code>],
                ]}
            />
            {asking === "edit" && connector && (
                <EditChannel channel={channel} connector={connector} onClose={() => setAsking(undefined)} />
            )}
            {asking === "remove" && (
                <ConfirmDialog
                    title={say("channels.remove")}
                    text={say("channels.remove.text", { name: channel.name })}
                    submit={say("action.remove")}
                    onClose={() => setAsking(undefined)}
                    onSubmit={async () => {
                        await remove.mutateAsync(undefined);
                        toast(say("done.removed"));
                        onClose();
                    }}
                />
            )}
        </>
    );
}

function EditChannel({ channel, connector, onClose }: { channel: Channel; connector: Connector; onClose: () => void }) {
    const say = useSay();
    const schema = useMemo(
        () => forChange(connector.settings as SettingsSchema, channel.secrets),
        [connector, channel.secrets],
    );
    const [name, setName] = useState(channel.name);
    const [settings, setSettings] = useState<Settings>(() => typed(schema, channel.settings));
    const change = useChange(() => {
        // a secret that was not typed stays as it is
        const sent = Object.fromEntries(
            Object.entries(settings).filter(
                ([key, value]) => !(secretsOf(schema).includes(key) && (value === undefined || value === "")),
            ),
        );
        return answer(
            api.PUT("/channels/{id}", {
                params: { path: { id: channel.id }, header: unchanged(channel) },
                body: { name, settings: sent as never },
            }),
        );
    }, ["channels"]);
    const problem = change.error ? problemOf(change.error) : undefined;
    const errors = useMemo(() => settingErrors(problem), [problem]);
    return (
        <FormDialog
            size="lg"
            title={say("channels.edit")}
            submit={say("action.save")}
            onClose={onClose}
            onSubmit={async () => {
                await change.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                value={name}
                error={fieldError(change.error, "name")}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <Suspense fallback={<Waiting />}>
                <SchemaForm
                    schema={schema}
                    value={settings}
                    secretsSet={channel.secrets}
                    errors={errors}
                    onChange={setSettings}
                />
            </Suspense>
        </FormDialog>
    );
}
