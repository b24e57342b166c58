import { Button, Checkbox, SegmentedControl, Textarea } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { answer, api } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { Mark } from "../ui/Page";
import { useChange } from "../ui/queries";
import { usePageKeys } from "../ui/shortcuts";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Mention } from "./Mention";
import { SavedReplies } from "./SavedReplies";

/** What was begun, by conversation; until the page is loaded anew. */
const begun = new Map<number, { reply: string; note: string }>();

/** How long nobody has to type before the network's rules are looked up, in milliseconds. */
const PAUSE = 300;

/** How long somebody is taken to be writing after the last letter, in milliseconds. */
const WRITING = 15_000;

interface Props {
    id: number;
    /** Of what was done with it, 0 for nothing. */
    lastEvent: number;
    /** What is to be put into the reply, once for each object. */
    offered: { text: string } | undefined;
    onWriting: (writing: boolean) => void;
}

/** Where replies and notes are written. */
export function Write({ id, lastEvent, offered, onWriting }: Props) {
    const say = useSay();
    const may = useMay();
    const canReply = may("inbox:reply");
    const [kind, setKind] = useState(canReply ? "reply" : "note");
    const [texts, setTexts] = useState(() => begun.get(id) ?? { reply: "", note: "" });
    begun.set(id, texts);
    const [direct, setDirect] = useState(false);
    const isReply = kind === "reply";
    const text = isReply ? texts.reply : texts.note;
    const preview = usePreview(id, texts.reply, canReply);
    const tooLong = preview?.length !== undefined && preview.most !== undefined && preview.length > preview.most;
    const cannot = isReply && preview && !(direct && preview.canBeDirect) && !preview.canReply;
    // what was known when the answer was begun: others may answer while it is written
    const [seen, setSeen] = useState<number>();
    const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
    useEffect(() => () => clearTimeout(pause.current), []);
    const type = (typed: string) => {
        setTexts({ ...texts, [isReply ? "reply" : "note"]: typed });
        setSeen(typed === "" ? undefined : (seen ?? lastEvent));
        clearTimeout(pause.current);
        onWriting(typed !== "");
        if (typed !== "") pause.current = setTimeout(() => onWriting(false), WRITING);
    };
    const send = useChange(
        () =>
            isReply
                ? answer(
                      api.POST("/inbox/{id}/replies", {
                          params: { path: { id } },
                          body: { text, direct, seen: seen ?? lastEvent },
                      }),
                  )
                : answer(api.POST("/inbox/{id}/notes", { params: { path: { id } }, body: { text } })),
        ["inbox"],
    );
    const canNote = may("inbox:work");
    const field = useRef<HTMLTextAreaElement>(null);
    const begin = (wanted: "reply" | "note") => {
        setKind(wanted);
        field.current?.focus();
    };
    const [taken, setTaken] = useState(offered);
    if (offered !== taken) {
        setTaken(offered);
        setKind("reply");
        // behind what was written already
        setTexts({ ...texts, reply: [texts.reply, offered?.text].filter(Boolean).join("\n") });
        setSeen(seen ?? lastEvent);
    }
    useEffect(() => {
        if (offered) field.current?.focus();
    }, [offered]);
    usePageKeys([
        ...(canReply ? [{ key: "r", label: say("inbox.reply"), run: () => begin("reply") }] : []),
        ...(canNote ? [{ key: "n", label: say("inbox.note"), run: () => begin("note") }] : []),
    ]);
    if (!canReply && !canNote) return null;
    const mention = (withName: string) => {
        type(withName);
        field.current?.focus();
    };
    const submit = (event?: FormEvent) => {
        event?.preventDefault();
        if (text.trim() === "" || send.isPending || (isReply && (cannot || tooLong))) return;
        send.mutate(undefined, {
            // whoever has been told may answer all the same
            onError: () => setSeen(undefined),
            onSuccess: () => {
                type("");
                toast(say(isReply ? "inbox.reply.sent" : "inbox.note.written"));
            },
        });
    };
    return (
        <form className="inbox-write" onSubmit={submit}>
            {canReply && canNote && (
                <SegmentedControl
                    size="xs"
                    aria-label={say("inbox.write")}
                    value={kind}
                    onChange={setKind}
                    data={[
                        { value: "reply", label: say("inbox.reply") },
                        { value: "note", label: say("inbox.note") },
                    ]}
                />
            )}
            <Textarea
                ref={field}
                label={say(isReply ? "inbox.reply" : "inbox.note")}
                description={say(isReply ? "inbox.reply.hint" : "inbox.note.hint")}
                dir="auto"
                autosize
                minRows={3}
                maxRows={10}
                value={text}
                onChange={(event) => type(event.currentTarget.value)}
                onKeyDown={(event) => {
                    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
                }}
            />
            {!isReply && <Mention id={id} text={text} onText={mention} />}
            <Trouble error={send.error} />
            {cannot && <p className="quiet">{say("inbox.reply.cannot")}</p>}
            <div className="inbox-send">
                {isReply && <SavedReplies id={id} field={field} onText={type} />}
                {isReply && preview?.canBeDirect && (
                    <Checkbox
                        size="xs"
                        label={say("inbox.reply.direct")}
                        checked={direct}
                        onChange={(event) => setDirect(event.currentTarget.checked)}
                    />
                )}
                <Button
                    type="submit"
                    size="xs"
                    loading={send.isPending}
                    disabled={text.trim() === "" || (isReply && (cannot || tooLong))}
                >
                    {say(isReply ? "inbox.reply.send" : "inbox.note.add")}
                </Button>
                {isReply && preview?.most !== undefined && text !== "" && (
                    <output>
                        <Mark tone={tooLong ? "bad" : "quiet"}>
                            {say("inbox.reply.length", { length: preview.length ?? 0, most: preview.most })}
                        </Mark>
                    </output>
                )}
            </div>
        </form>
    );
}

/** What the channel's network makes of the reply. */
function usePreview(id: number, text: string, enabled: boolean) {
    const [settled, setSettled] = useState(text);
    useEffect(() => {
        const later = setTimeout(() => setSettled(text), PAUSE);
        return () => clearTimeout(later);
    }, [text]);
    return useQuery({
        queryKey: ["inbox-preview", id, settled],
        queryFn: () =>
            answer(api.POST("/inbox/{id}/replies/preview", { params: { path: { id } }, body: { text: settled } })),
        enabled,
        placeholderData: keepPreviousData,
        staleTime: 60_000,
    }).data;
}
