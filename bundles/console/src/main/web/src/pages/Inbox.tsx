import "../inbox/inbox.css";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { api, type Schema } from "../api/client";
import { useMay, useSession } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { Due } from "../inbox/Due";
import { InboxOne } from "../inbox/InboxOne";
import { useLiveInbox } from "../inbox/live";
import { MOST, Several } from "../inbox/Several";
import { type View as SavedView, useAvailability, useViews } from "../inbox/views";
import { AccountSelect } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { useChannels } from "../ui/channels";
import { FilterBar, FilterText } from "../ui/Filters";
import { Empty, Mark, Page } from "../ui/Page";
import { useOne, usePages } from "../ui/queries";
import { usePageKeys } from "../ui/shortcuts";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { VirtualList } from "../ui/VirtualList";
import { Waiting } from "../ui/Waiting";

const ViewDialog = lazy(() => import("../inbox/ViewDialog"));

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/views.en.json"),
    pl: () => import("../generated/messages/views.pl.json"),
    cs: () => import("../generated/messages/views.cs.json"),
    it: () => import("../generated/messages/views.it.json"),
    de: () => import("../generated/messages/views.de.json"),
    zh: () => import("../generated/messages/views.zh.json"),
    ar: () => import("../generated/messages/views.ar.json"),
};

type Conversation = Schema<"InboxConversation">;
type Status = Conversation["status"];

const VIEWS = ["due", "mine", "mentions", "unassigned", "open", "pending", "snoozed", "closed"] as const;
type View = (typeof VIEWS)[number];

const ASKED: Record<View, { status?: Status; assignee?: string; mentioned?: string; order?: "DUE" }> = {
    due: { order: "DUE" },
    mine: { status: "OPEN", assignee: "me" },
    mentions: { mentioned: "me" },
    unassigned: { status: "OPEN", assignee: "none" },
    open: { status: "OPEN" },
    pending: { status: "PENDING" },
    snoozed: { status: "SNOOZED" },
    closed: { status: "CLOSED" },
};

/** What somebody must see to. */
export default function Inbox() {
    return (
        <PageTexts messages={TEXTS}>
            <Conversations />
        </PageTexts>
    );
}

/** What a list is asked for. */
type Asked = Schema<"InboxViewFilterInput"> & { status?: Status; order?: "DUE" };

/** What a kept view asks for; it knows no nulls. */
const askedBy = ({ filter, order }: SavedView): Asked => ({
    account: filter.account,
    channel: filter.channel,
    status: filter.status,
    assignee: filter.assignee,
    priority: filter.priority,
    label: filter.label,
    mentioned: filter.mentioned,
    text: filter.text,
    q: filter.q,
    order: order === "DUE" ? "DUE" : undefined,
});

/** The order is no condition. */
const filterOf = ({ order: _, ...filter }: Asked): Schema<"InboxViewFilterInput"> => filter;

function Conversations() {
    const say = useSay();
    const intl = useIntl();
    const { session } = useSession();
    const word = useWord();
    const works = useMay()("inbox:work");
    const { id, search, look, open } = useAddress("/inbox");
    const account = search.account || undefined;
    const refresh = useLiveInbox(id === undefined ? undefined : Number(id));
    const counts = useCounts(account, refresh);
    const channels = useChannels();
    const views = useViews(refresh);
    const saved = views.items.find((one) => String(one.id) === search.view);
    const view = saved ? undefined : (VIEWS.find((one) => one === search.view) ?? "open");
    const shown: Asked = saved ? askedBy(saved) : ASKED[view ?? "open"];
    const asked: Asked = { ...shown, account: account ?? shown.account, q: search.q || shown.q };
    const list = usePages(
        ["inbox", "list", asked, session.user],
        (cursor) => api.GET("/inbox", { params: { query: { ...asked, cursor, limit: 50 } } }),
        refresh,
    );
    const [keeping, setKeeping] = useState(false);
    const { available, change: availability } = useAvailability(works);
    const words = useRef<HTMLInputElement>(null);
    const [several, setSeveral] = useState<ReadonlySet<number>>();
    const chosen = (list.items ?? []).filter((one) => several?.has(one.id));
    const choose = (key: number) => {
        if (!several) return open(key);
        const next = new Set(several);
        if (!next.delete(key)) next.add(key);
        setSeveral(next);
    };
    const mentions = counts.mentions ?? 0;
    useSeen(id === undefined || mentions === 0 ? undefined : Number(id));
    const step = (by: number) => {
        const items = list.items ?? [];
        const at = items.findIndex((one) => String(one.id) === id);
        const next = items[at < 0 ? 0 : Math.max(0, Math.min(items.length - 1, at + by))];
        if (next) open(next.id);
    };
    usePageKeys([
        { key: "j", label: say("inbox.key.next"), run: () => step(1) },
        { key: "k", label: say("inbox.key.before"), run: () => step(-1) },
        { key: "f", label: say("views.search"), run: () => words.current?.focus() },
        ...(works
            ? [
                  {
                      key: "x",
                      label: say("inbox.several"),
                      run: () => setSeveral(several ? undefined : new Set()),
                  },
              ]
            : []),
    ]);
    return (
        <Page wide title={say("inbox.title")}>
            <div className="inbox-find" data-open={id !== undefined || undefined}>
                <nav className="inbox-views" aria-label={say("inbox.views")}>
                    {VIEWS.map((one) => (
                        <Button
                            key={one}
                            size="xs"
                            variant={one === view ? "filled" : "default"}
                            aria-current={one === view || undefined}
                            onClick={() => look({ view: one, q: undefined })}
                        >
                            {say(`inbox.view.${one}`)}
                            {counts[one] !== undefined && ` ${intl.formatNumber(counts[one])}`}
                        </Button>
                    ))}
                    {views.items.map((one) => (
                        <Button
                            key={one.id}
                            size="xs"
                            variant={one === saved ? "filled" : "light"}
                            aria-current={one === saved || undefined}
                            title={one.owner === session.user ? undefined : say("views.shared.by", { user: one.owner })}
                            onClick={() => look({ view: String(one.id), q: undefined, account: undefined })}
                        >
                            <bdi>{one.name}</bdi>&nbsp;{views.count(one, intl.formatNumber)}
                        </Button>
                    ))}
                </nav>
                <FilterBar>
                    <AccountSelect
                        size="xs"
                        label={say("audit.account")}
                        value={search.account}
                        none={say("filter.any")}
                        onChange={(chosen) => look({ account: chosen })}
                    />
                    <FilterText
                        key={search.view}
                        field={words}
                        label={say("views.search")}
                        value={search.q}
                        onChange={(q) => look({ q: q || undefined })}
                    />
                    <Button size="xs" variant="default" onClick={() => setKeeping(true)}>
                        {saved ? say("views.change") : say("views.save")}
                    </Button>
                    {available !== undefined && (
                        <Button
                            size="xs"
                            variant={available ? "default" : "filled"}
                            loading={availability.isPending}
                            onClick={() => availability.mutate(!available)}
                        >
                            {available ? say("views.away") : say("views.back")}
                        </Button>
                    )}
                    {works && !several && (
                        <Button size="xs" variant="default" onClick={() => setSeveral(new Set())}>
                            {say("inbox.several")}
                        </Button>
                    )}
                </FilterBar>
                {available === false && <p className="quiet">{say("views.away.hint")}</p>}
                {saved && saved.gone.length > 0 && (
                    <p role="alert">
                        {say("views.gone", {
                            parts: intl.formatList(
                                saved.gone.map((part) => word("views.part", part)),
                                { type: "unit" },
                            ),
                        })}
                    </p>
                )}
                {keeping && (
                    <Suspense>
                        <ViewDialog
                            view={saved}
                            filter={filterOf(asked)}
                            order={asked.order}
                            onClose={() => setKeeping(false)}
                            onKept={(kept) => look({ view: String(kept.id), q: undefined, account: undefined })}
                            onRemoved={() => {
                                setKeeping(false);
                                look({ view: undefined });
                            }}
                        />
                    </Suspense>
                )}
                {several && (
                    <Several
                        chosen={chosen}
                        onAll={() => setSeveral(new Set(list.items?.slice(0, MOST).map((one) => one.id)))}
                        onDone={() => setSeveral(undefined)}
                    />
                )}
            </div>
            <div className="inbox" data-open={id !== undefined || undefined}>
                <div className="inbox-choose">
                    {list.error && !list.items && <Trouble error={list.error} onRetry={list.retry} />}
                    {!list.items && !list.error && <Waiting />}
                    {list.items?.length === 0 && <Empty title={say("inbox.none")} text={say("inbox.none.text")} />}
                    {list.items && list.items.length > 0 && (
                        <VirtualList
                            className="inbox-list"
                            label={say("inbox.title")}
                            items={list.items}
                            row={ROW}
                            keyOf={(one) => one.id}
                            more={list.more}
                            chosen={id}
                            several={several}
                            onChoose={choose}
                        >
                            {(one) => <Row one={one} channel={channels.nameOf(one.channelId)} />}
                        </VirtualList>
                    )}
                </div>
                {id === undefined ? (
                    <div className="inbox-one">
                        <p className="quiet">{say("inbox.choose")}</p>
                    </div>
                ) : (
                    <InboxOne key={id} id={Number(id)} onBack={() => open(undefined)} refresh={refresh} />
                )}
            </div>
        </Page>
    );
}

/** Whoever has a conversation open has seen that they were mentioned in it. */
function useSeen(id: number | undefined) {
    const client = useQueryClient();
    useEffect(() => {
        if (id === undefined) return;
        void api
            .DELETE("/inbox/{id}/mention", { params: { path: { id } } })
            .then(() => client.invalidateQueries({ queryKey: ["inbox", "counts"] }));
    }, [client, id]);
}

function useCounts(account: string | undefined, refresh: number): Partial<Record<View, number>> {
    const of = (assignee: string | undefined) => ({
        key: ["inbox", "counts", account, assignee],
        ask: () => api.GET("/inbox/counts", { params: { query: { account, assignee } } }),
    });
    const options = { refresh: () => refresh };
    const all = useOne(of(undefined).key, of(undefined).ask, options).data;
    const mine = useOne(of("me").key, of("me").ask, options).data;
    const nobody = useOne(of("none").key, of("none").ask, options).data;
    const mentions = useOne(
        ["inbox", "counts", account, "mentions"],
        () => api.GET("/inbox/counts", { params: { query: { account, mentioned: "me" } } }),
        options,
    ).data;
    return {
        mine: mine?.OPEN,
        mentions: mentions && Object.values(mentions).reduce((sum, one) => sum + one, 0),
        unassigned: nobody?.OPEN,
        open: all?.OPEN,
        pending: all?.PENDING,
        snoozed: all?.SNOOZED,
        closed: all?.CLOSED,
    };
}

/** Pixels, as inbox.css has it. */
const ROW = 96;

function Row({ one, channel }: { one: Conversation; channel: string }) {
    const word = useWord();
    const pressing = one.priority === "HIGH" || one.priority === "URGENT";
    return (
        <>
            <div className="message-head">
                <strong>
                    <bdi>{one.contact}</bdi>
                </strong>
                {pressing && (
                    <Mark tone={one.priority === "URGENT" ? "bad" : "warn"}>{word("priority", one.priority)}</Mark>
                )}
                <span className="message-when">
                    <Time value={one.lastActivity} />
                </span>
            </div>
            <div className="message-text" dir="auto" lang={one.language}>
                {one.excerpt}
            </div>
            <div className="inbox-marks">
                <bdi>{channel}</bdi>
                <Due short due={one.due} />
                {one.assignee && <bdi className="inbox-assignee">{one.assignee}</bdi>}
                {one.labels.map((label) => (
                    <Mark key={label} tone="quiet">
                        {label}
                    </Mark>
                ))}
            </div>
        </>
    );
}
