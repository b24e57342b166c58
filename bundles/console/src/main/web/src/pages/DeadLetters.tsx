import { Button, Checkbox, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, original, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { DeliveryFacts } from "../ui/DeliveryFacts";
import { ConfirmDialog, FormDialog, SideSheet } from "../ui/Dialogs";
import { FilterBar, FilterText } from "../ui/Filters";
import { Empty, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Waiting } from "../ui/Waiting";

type Delivery = Schema<"Delivery">;

/** What could not be delivered waits here for a decision. */
export default function DeadLetters() {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const may = useMay();
    const { id, search, look, open } = useAddress("/dead-letters");
    const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
    const [asking, setAsking] = useState<"discard" | "all">();
    const letters = usePages(["dead-letters", search], (cursor) =>
        api.GET("/dead-letters", {
            params: { query: { cursor, kind: search.kind, adapter: search.adapter, subject: search.subject } },
        }),
    );
    const kinds = [...new Set(letters.items?.map((letter) => letter.kind))].sort();
    const adapters = [...new Set(letters.items?.flatMap((letter) => letter.adapter ?? []))].sort();
    const there = new Set(letters.items?.map((letter) => letter.id));
    const picked = [...chosen].filter((one) => there.has(one));
    const replayAll = useChange(
        () =>
            answer(
                api.POST("/dead-letters/replay", {
                    body: { kind: search.kind, adapter: search.adapter, subject: search.subject },
                }),
            ),
        ["dead-letters"],
        ["deliveries"],
    );
    const replay = useReplay();
    const discard = useDiscard();
    const toggle = (one: number) => {
        const now = new Set(picked);
        if (!now.delete(one)) now.add(one);
        setChosen(now);
    };
    return (
        <Page wide title={say("dead.title")} lead={say("dead.lead")}>
            <FilterBar>
                <FilterText
                    label={say("deliveries.kind")}
                    value={search.kind}
                    offered={kinds}
                    onChange={(kind) => look({ kind })}
                />
                <FilterText
                    label={say("deliveries.adapter")}
                    value={search.adapter}
                    offered={adapters}
                    onChange={(adapter) => look({ adapter })}
                />
                <FilterText
                    label={say("deliveries.subject")}
                    value={search.subject}
                    onChange={(subject) => look({ subject })}
                />
            </FilterBar>
            {letters.items && letters.items.length > 0 && (
                <div className="row">
                    {may("deliveries:replay") && (
                        <>
                            <Button
                                size="xs"
                                disabled={picked.length === 0}
                                loading={replay.isPending}
                                onClick={() =>
                                    replay.mutate(picked, {
                                        onSuccess: () => toast(say("dead.replayed", { count: picked.length })),
                                    })
                                }
                            >
                                {say("dead.replay.chosen", { count: picked.length })}
                            </Button>
                            <Button size="xs" variant="default" onClick={() => setAsking("all")}>
                                {say("dead.replay.all")}
                            </Button>
                        </>
                    )}
                    {may("deliveries:discard") && (
                        <Button
                            size="xs"
                            variant="subtle"
                            color="red"
                            disabled={picked.length === 0}
                            onClick={() => setAsking("discard")}
                        >
                            {say("dead.discard.chosen", { count: picked.length })}
                        </Button>
                    )}
                </div>
            )}
            <Trouble error={replay.error} />
            <DataTable
                label={say("dead.title")}
                pages={letters}
                rowKey={(letter) => letter.id}
                selected={(letter) => String(letter.id) === id || chosen.has(letter.id)}
                empty={<Empty title={say("dead.none")} text={say("dead.none.text")} />}
                columns={[
                    {
                        label: say("column.choose"),
                        cell: (letter) => (
                            <Checkbox
                                aria-label={say("dead.choose", { subject: letter.subject })}
                                checked={chosen.has(letter.id)}
                                onChange={() => toggle(letter.id)}
                            />
                        ),
                    },
                    {
                        label: say("deliveries.subject"),
                        cell: (letter) => (
                            <Link
                                to="/dead-letters/{-$id}"
                                params={{ id: String(letter.id) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong>{letter.subject}</strong>
                                <span>
                                    {letter.kind} · {letter.adapter ?? "–"}
                                </span>
                            </Link>
                        ),
                    },
                    {
                        label: say("dead.why"),
                        cell: (letter) => (
                            <div className="why">
                                {letter.category && <strong>{word("failure", letter.category)}</strong>}
                                <span>{letter.error}</span>
                            </div>
                        ),
                    },
                    {
                        label: say("deliveries.attempts"),
                        number: true,
                        extra: true,
                        cell: (letter) => intl.formatNumber(letter.attempts),
                    },
                    {
                        label: say("dead.since"),
                        extra: true,
                        cell: (letter) => <Time value={letter.finished ?? letter.created} />,
                    },
                ]}
            />
            {id !== undefined && <LetterSheet key={id} id={Number(id)} onClose={() => open(undefined)} />}
            {asking === "discard" && (
                <DiscardDialog
                    count={picked.length}
                    onClose={() => setAsking(undefined)}
                    onDiscard={(reason) => discard.mutateAsync({ ids: picked, reason })}
                />
            )}
            {asking === "all" && (
                <ConfirmDialog
                    title={say("dead.replay.all")}
                    text={say("dead.replay.all.text")}
                    submit={say("dead.replay")}
                    onClose={() => setAsking(undefined)}
                    onSubmit={async () => {
                        const done = await replayAll.mutateAsync(undefined);
                        toast(say("dead.replayed", { count: done.replayed }));
                    }}
                />
            )}
        </Page>
    );
}

const useReplay = () =>
    useChange(
        async (ids: number[]) => {
            for (const id of ids) await answer(api.POST("/dead-letters/{id}/replay", { params: { path: { id } } }));
        },
        ["dead-letters"],
        ["deliveries"],
    );

const useDiscard = () =>
    useChange(
        async ({ ids, reason }: { ids: number[]; reason: string }) => {
            for (const id of ids)
                await answer(api.POST("/dead-letters/{id}/discard", { params: { path: { id } }, body: { reason } }));
        },
        ["dead-letters"],
        ["deliveries"],
    );

function DiscardDialog(props: { count: number; onClose: () => void; onDiscard: (reason: string) => Promise<unknown> }) {
    const say = useSay();
    const [reason, setReason] = useState("");
    return (
        <FormDialog
            title={say("dead.discard.chosen", { count: props.count })}
            submit={say("dead.discard")}
            danger
            disabled={reason.trim() === ""}
            onClose={props.onClose}
            onSubmit={async () => {
                await props.onDiscard(reason);
                toast(say("dead.discarded", { count: props.count }));
            }}
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

/** Changes what a dead letter says; nothing is sent before somebody sends it again. */
function EditDialog({ id, onClose }: { id: number; onClose: () => void }) {
    const say = useSay();
    const [typed, setTyped] = useState<string>();
    const [broken, setBroken] = useState(false);
    const payload = useQuery({
        queryKey: ["dead-letters", "payload", id],
        queryFn: () => original(`/api/v1/dead-letters/${id}/payload`),
        gcTime: 0,
        staleTime: Number.POSITIVE_INFINITY,
    });
    const edit = useChange(
        (change: { payload: string; version: number }) =>
            answer(
                api.PUT("/dead-letters/{id}/payload", {
                    params: { path: { id }, header: unchanged(change) },
                    body: { payload: change.payload },
                }),
            ),
        ["dead-letters"],
    );
    const sent = payload.data && readable(payload.data.text);
    const text = typed ?? sent ?? "";
    return (
        <FormDialog
            title={say("dead.edit.title")}
            submit={say("action.save")}
            size="lg"
            disabled={!payload.data || broken || text === sent}
            onClose={onClose}
            onSubmit={async () => {
                await edit.mutateAsync({ payload: text, version: payload.data?.version ?? 0 });
                toast(say("dead.edited"));
            }}
        >
            <Trouble error={payload.error} onRetry={() => void payload.refetch()} />
            {payload.isPending ? (
                <Waiting />
            ) : (
                <Textarea
                    label={say("deliveries.payload")}
                    description={say("dead.edit.hint")}
                    error={broken && say("dead.edit.broken")}
                    data-autofocus
                    autosize
                    minRows={6}
                    maxRows={18}
                    dir="ltr"
                    spellCheck={false}
                    classNames={{ input: "code" }}
                    value={text}
                    onChange={(event) => {
                        setTyped(event.currentTarget.value);
                        setBroken(!isJson(event.currentTarget.value));
                    }}
                />
            )}
        </FormDialog>
    );
}

/** On lines of their own where that changes nothing else: numbers that JavaScript cannot hold stay as they are. */
function readable(text: string) {
    if (!isJson(text)) return text;
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 4) : text;
}

function isJson(text: string) {
    try {
        JSON.parse(text);
        return true;
    } catch {
        return false;
    }
}

function LetterSheet({ id, onClose }: { id: number; onClose: () => void }) {
    const say = useSay();
    const may = useMay();
    const [discarding, setDiscarding] = useState(false);
    const [editing, setEditing] = useState(false);
    const letter = useOne<Delivery>(["dead-letters", "one", id], () =>
        api.GET("/dead-letters/{id}", { params: { path: { id } } }),
    );
    const replay = useReplay();
    const discard = useDiscard();
    return (
        <SideSheet title={letter.data?.subject ?? say("deliveries.one", { id })} onClose={onClose}>
            <Trouble error={letter.error ?? replay.error} onRetry={() => void letter.refetch()} />
            {letter.data?.state === "DEAD" && (
                <div className="row">
                    {may("deliveries:replay") && (
                        <Button
                            loading={replay.isPending}
                            onClick={() =>
                                replay.mutate([id], {
                                    onSuccess: () => {
                                        toast(say("dead.replayed", { count: 1 }));
                                        onClose();
                                    },
                                })
                            }
                        >
                            {say("dead.replay")}
                        </Button>
                    )}
                    {may("deliveries:edit") && (
                        <Button variant="default" onClick={() => setEditing(true)}>
                            {say("dead.edit")}
                        </Button>
                    )}
                    {may("deliveries:discard") && (
                        <Button variant="subtle" color="red" onClick={() => setDiscarding(true)}>
                            {say("dead.discard")}
                        </Button>
                    )}
                </div>
            )}
            {letter.data && <DeliveryFacts delivery={letter.data} />}
            {editing && <EditDialog id={id} onClose={() => setEditing(false)} />}
            {discarding && (
                <DiscardDialog
                    count={1}
                    onClose={() => setDiscarding(false)}
                    onDiscard={async (reason) => {
                        await discard.mutateAsync({ ids: [id], reason });
                        onClose();
                    }}
                />
            )}
        </SideSheet>
    );
}
