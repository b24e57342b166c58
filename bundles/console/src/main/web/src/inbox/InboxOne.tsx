import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { api, type Schema } from "../api/client";
import { useMay, useSession } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { useAccounts } from "../ui/accounts";
import { useChannels } from "../ui/channels";
import { Mark } from "../ui/Page";
import { useOne, usePages } from "../ui/queries";
import { usePageKeys } from "../ui/shortcuts";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { UserInput } from "../ui/UserInput";
import { Waiting } from "../ui/Waiting";
import { toList } from "../ui/words";
import { Decisions } from "./Decisions";
import { Due } from "./Due";
import { Others, usePresence } from "./presence";
import { PRIORITIES } from "./priorities";
import { Story } from "./Story";
import { Write } from "./Write";
import { useWork } from "./work";

const PersonPane = lazy(() => import("../person/PersonPane"));

type Conversation = Schema<"InboxConversation">;

const HOUR = 3_600_000;
const SNOOZES = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR } as const;

/** A conversation with everything that can be done about it. */
export function InboxOne({ id, onBack, refresh }: { id: number; onBack: () => void; refresh: number }) {
    const say = useSay();
    const word = useWord();
    const { nameOf } = useAccounts();
    const channels = useChannels();
    const one = useOne(["inbox", "one", id], () => api.GET("/inbox/{id}", { params: { path: { id } } }), {
        refresh: () => refresh,
    });
    const events = useOne(["inbox", "events", id], () => api.GET("/inbox/{id}/events", { params: { path: { id } } }), {
        refresh: () => refresh,
    });
    const said = usePages(
        ["conversations", id, "activities"],
        (cursor) =>
            api.GET("/conversations/{id}/activities", { params: { path: { id }, query: { cursor, limit: 200 } } }),
        refresh,
    );
    const [writing, setWriting] = useState(false);
    const [offered, setOffered] = useState<{ text: string }>();
    const others = usePresence(id, writing);
    const shown = one.data;
    const done = events.data?.items ?? [];
    return (
        <section className="inbox-one" aria-label={say("archive.conversation")}>
            <Button
                className="inbox-back"
                size="xs"
                variant="default"
                leftSection={<IconArrowLeft size={16} className="mirrored" aria-hidden />}
                onClick={onBack}
            >
                {say("inbox.back")}
            </Button>
            <Trouble error={one.error ?? events.error ?? said.error} onRetry={() => void one.refetch()} />
            {!shown && !one.error && <Waiting />}
            {shown && (
                <>
                    <header>
                        <h2>
                            <bdi>{shown.contact}</bdi>
                        </h2>
                        <Mark tone={shown.status === "OPEN" ? "warn" : "quiet"}>
                            {word("inbox.status", shown.status)}
                        </Mark>
                        <Due due={shown.due} />
                        {shown.snoozedUntil && <Time value={shown.snoozedUntil} />}
                        <span className="quiet">
                            <bdi>{channels.nameOf(shown.channelId)}</bdi> · <bdi>{nameOf(shown.accountId)}</bdi>
                        </span>
                    </header>
                    <Work shown={shown} />
                    {shown.contactId !== undefined && (
                        <Suspense fallback={null}>
                            <PersonPane key={shown.contactId} contactId={shown.contactId} conversation={shown.id} />
                        </Suspense>
                    )}
                    <Decisions id={id} />
                    <Story
                        id={id}
                        said={said.items ?? []}
                        events={done}
                        more={said.more}
                        onUse={(text) => setOffered({ text })}
                    />
                    <Others others={others} />
                    <Write id={id} lastEvent={done.at(-1)?.id ?? 0} offered={offered} onWriting={setWriting} />
                </>
            )}
        </section>
    );
}

function Work({ shown }: { shown: Conversation }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { session } = useSession();
    const [typed, setTyped] = useState<string>();
    const [labels, setLabels] = useState<string>();
    const change = useWork(shown);
    const works = may("inbox:work");
    const done = shown.status === "CLOSED";
    const assign = (user: string) => {
        setTyped(undefined);
        if (user.trim() !== (shown.assignee ?? "")) change.mutate({ assignee: user.trim() });
    };
    const finish = () => change.mutate({ status: done ? "OPEN" : "CLOSED" });
    usePageKeys(
        works
            ? [
                  { key: "i", label: say("inbox.assign.me"), run: () => assign(session.user) },
                  { key: "e", label: say(done ? "inbox.reopen" : "inbox.close"), run: finish },
              ]
            : [],
    );
    if (!works) return null;
    return (
        <>
            <div className="inbox-work">
                <form
                    onSubmit={(event) => {
                        event.preventDefault();
                        if (typed !== undefined) assign(typed);
                    }}
                >
                    <UserInput
                        reader={shown.id}
                        size="xs"
                        label={say("inbox.assignee")}
                        placeholder={say("inbox.nobody")}
                        value={typed ?? shown.assignee ?? ""}
                        onChange={setTyped}
                        onBlur={() => {
                            if (typed !== undefined) assign(typed);
                        }}
                    />
                </form>
                {shown.assignee !== session.user && (
                    <Button size="xs" variant="default" onClick={() => assign(session.user)}>
                        {say("inbox.assign.me")}
                    </Button>
                )}
                <NativeSelect
                    size="xs"
                    label={say("inbox.priority")}
                    value={shown.priority}
                    data={PRIORITIES.map((value) => ({ value, label: word("priority", value) }))}
                    onChange={(event) => change.mutate({ priority: event.currentTarget.value })}
                />
                <form
                    onSubmit={(event) => {
                        event.preventDefault();
                        if (labels !== undefined) change.mutate({ labels: toList(labels) });
                        setLabels(undefined);
                    }}
                >
                    <TextInput
                        size="xs"
                        label={say("inbox.labels")}
                        placeholder={say("inbox.labels.hint")}
                        value={labels ?? shown.labels.join(", ")}
                        onChange={(event) => setLabels(event.currentTarget.value)}
                    />
                </form>
                <NativeSelect
                    size="xs"
                    label={say("inbox.snooze")}
                    value=""
                    data={[
                        { value: "", label: say("choose"), disabled: true },
                        ...(Object.keys(SNOOZES) as (keyof typeof SNOOZES)[]).map((value) => ({
                            value,
                            label: say(`inbox.snooze.${value}`),
                        })),
                    ]}
                    onChange={(event) => {
                        const length = SNOOZES[event.currentTarget.value as keyof typeof SNOOZES];
                        change.mutate({
                            status: "SNOOZED",
                            snoozedUntil: new Date(Date.now() + length).toISOString(),
                        });
                    }}
                />
                <Button size="xs" variant={done ? "default" : "filled"} loading={change.isPending} onClick={finish}>
                    {say(done ? "inbox.reopen" : "inbox.close")}
                </Button>
            </div>
            <Trouble error={change.error} />
        </>
    );
}
