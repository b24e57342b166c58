import { NativeSelect, TextInput } from "@mantine/core";
import { api, type Schema } from "../api/client";
import { useSay, useWord } from "../i18n/text";
import { usePreferences } from "../preferences";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { Code } from "../ui/Code";
import { useChannels } from "../ui/channels";
import { SideSheet } from "../ui/Dialogs";
import { FilterBar } from "../ui/Filters";
import { Empty, Facts, Mark, Page } from "../ui/Page";
import { useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { endOfDay, startOfDay } from "../ui/times";
import { VirtualList } from "../ui/VirtualList";
import { Waiting } from "../ui/Waiting";

type Activity = Schema<"Activity">;

/** What was said to and by the organisation, newest first. */
export default function Archive() {
    const say = useSay();
    const { zone } = usePreferences();
    const { id, search, look, open } = useAddress("/archive");
    const channels = useChannels();
    const accounts = useAccounts();
    const totals = useOne(["archive", "totals"], () => api.GET("/archive/totals"));
    const activities = usePages(["activities", search, zone], (cursor) =>
        api.GET("/activities", {
            params: {
                query: {
                    cursor,
                    limit: 100,
                    account: search.account || undefined,
                    channel: search.channel || undefined,
                    direction:
                        search.direction === "INBOUND" || search.direction === "OUTBOUND"
                            ? search.direction
                            : undefined,
                    from: search.from && startOfDay(search.from, zone),
                    to: search.to && endOfDay(search.to, zone),
                },
            },
        }),
    );
    return (
        <Page
            wide
            title={say("archive.title")}
            lead={say("archive.lead", {
                count: totals.data?.activities ?? 0,
                conversations: totals.data?.conversations ?? 0,
            })}
        >
            <FilterBar>
                <AccountSelect
                    size="xs"
                    label={say("audit.account")}
                    value={search.account}
                    none={say("filter.any")}
                    onChange={(account) => look({ account })}
                />
                <NativeSelect
                    size="xs"
                    label={say("archive.channel")}
                    value={search.channel ?? ""}
                    onChange={(event) => look({ channel: event.currentTarget.value })}
                    data={[
                        { value: "", label: say("filter.any") },
                        ...channels.items.map((channel) => ({ value: channel.id, label: channel.name })),
                    ]}
                />
                <NativeSelect
                    size="xs"
                    label={say("archive.direction")}
                    value={search.direction ?? ""}
                    onChange={(event) => look({ direction: event.currentTarget.value })}
                    data={[
                        { value: "", label: say("filter.any") },
                        { value: "INBOUND", label: say("direction.INBOUND") },
                        { value: "OUTBOUND", label: say("direction.OUTBOUND") },
                    ]}
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
            {activities.error && !activities.items && <Trouble error={activities.error} onRetry={activities.retry} />}
            {!activities.items && !activities.error && <Waiting />}
            {activities.items?.length === 0 && <Empty title={say("archive.none")} text={say("archive.none.text")} />}
            {activities.items && activities.items.length > 0 && (
                <VirtualList
                    label={say("archive.messages")}
                    items={activities.items}
                    row={ROW}
                    keyOf={(activity) => activity.sequence}
                    more={activities.more}
                    chosen={id}
                    onChoose={open}
                >
                    {(activity) => (
                        <Message
                            activity={activity}
                            where={[channels.nameOf(activity.channelId), accounts.nameOf(activity.accountId)]
                                .filter((name) => name)
                                .join(" · ")}
                        />
                    )}
                </VirtualList>
            )}
            {id !== undefined && (
                <ActivitySheet key={id} sequence={Number(id)} onClose={() => open(undefined)} onOpen={open} />
            )}
        </Page>
    );
}

/** Pixels, as frame.css has it. */
const ROW = 64;

const nameOf = (activity: Activity) => activity.actor.displayName ?? activity.actor.handle ?? activity.actor.networkId;

function Message({ activity, where }: { activity: Activity; where: string }) {
    const word = useWord();
    return (
        <>
            <div className="message-head">
                <strong>
                    <bdi>{nameOf(activity)}</bdi>
                </strong>
                <Mark tone={activity.direction === "INBOUND" ? "quiet" : "good"}>
                    {word("direction", activity.direction)}
                </Mark>
                <span className="message-where">
                    <bdi>{where}</bdi>
                </span>
                <span className="message-when">
                    <Time value={activity.published} />
                </span>
            </div>
            <div className="message-text" dir="auto" lang={activity.language}>
                {activity.content || <span className="quiet">{activity.url ?? activity.networkId}</span>}
            </div>
        </>
    );
}

function ActivitySheet(props: { sequence: number; onClose: () => void; onOpen: (sequence: number) => void }) {
    const say = useSay();
    const word = useWord();
    const accounts = useAccounts();
    const { sequence } = props;
    const activity = useOne(["activities", "one", sequence], () =>
        api.GET("/activities/{sequence}", { params: { path: { sequence } } }),
    );
    const conversation = activity.data?.conversationId;
    const thread = usePages(["conversations", conversation, "activities"], (cursor) =>
        conversation === undefined
            ? Promise.resolve({ data: { items: [] } })
            : api.GET("/conversations/{id}/activities", {
                  params: { path: { id: conversation }, query: { cursor, limit: 200 } },
              }),
    );
    const opened = activity.data;
    return (
        <SideSheet wide title={say("archive.conversation")} onClose={props.onClose}>
            <Trouble error={activity.error ?? thread.error} onRetry={() => void activity.refetch()} />
            {!opened && !activity.error && <Waiting />}
            <ol className="thread" aria-label={say("archive.conversation")}>
                {thread.items?.map((one) => (
                    <li
                        key={one.sequence}
                        className={one.direction === "OUTBOUND" ? "bubble bubble-ours" : "bubble"}
                        aria-current={one.sequence === sequence || undefined}
                    >
                        <button type="button" onClick={() => props.onOpen(one.sequence)}>
                            <span className="bubble-head">
                                <bdi>{nameOf(one)}</bdi> · <Time value={one.published} />
                            </span>
                            <span className="bubble-text" dir="auto" lang={one.language}>
                                {one.content || word("kind", one.kind)}
                            </span>
                        </button>
                    </li>
                ))}
            </ol>
            {thread.more && (
                <button type="button" className="link" onClick={thread.more}>
                    {say("action.more")}
                </button>
            )}
            {opened && (
                <>
                    <Facts
                        items={[
                            [
                                say("archive.who"),
                                <bdi key="w">{`${nameOf(opened)}${opened.actor.handle ? ` (${opened.actor.handle})` : ""}`}</bdi>,
                            ],
                            [say("archive.published"), <Time key="p" value={opened.published} />],
                            [say("archive.archived"), <Time key="a" value={opened.archived} />],
                            [say("audit.account"), accounts.nameOf(opened.accountId)],
                            [say("archive.channel"), opened.channelId],
                            [say("archive.kind"), word("kind", opened.kind)],
                            [say("settings.language"), opened.language],
                            [
                                say("archive.address"),
                                opened.url?.startsWith("http") ? (
                                    <a key="u" href={opened.url} target="_blank" rel="noreferrer">
                                        {opened.url}
                                    </a>
                                ) : (
                                    opened.networkId
                                ),
                            ],
                            [
                                say("archive.attachments"),
                                opened.attachments.map((one) => one.description ?? one.url).join(", ") || undefined,
                            ],
                            [say("audit.number"), opened.sequence],
                            [
                                say("audit.hash"),
                                <code key="h" className="break">
                                    {opened.hash}
                                </code>,
                            ],
                        ]}
                    />
                    {opened.original && (
                        <Code
                            label={say("archive.original", { type: opened.original.mediaType })}
                            text={opened.original.text}
                        />
                    )}
                </>
            )}
        </SideSheet>
    );
}
