import { Button } from "@mantine/core";
import { IconMessageBolt } from "@tabler/icons-react";
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from "react";
import type { Schema } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { insert } from "./placeholders";

const ReplyPicker = lazy(() => import("./ReplyPicker"));

interface Props {
    /** Of the conversation. */
    id: number;
    field: RefObject<HTMLTextAreaElement | null>;
    onText: (text: string) => void;
}

/** Puts a saved reply in where the reply is written: by a button, or by / in the empty field. */
export function SavedReplies({ id, field, onText }: Props) {
    const say = useSay();
    const may = useMay();
    const [choosing, setChoosing] = useState(false);
    const caret = useRef<number>(undefined);
    const allowed = may("saved-replies:read");
    useEffect(() => {
        const written = field.current;
        if (!allowed || !written) return;
        const listen = (event: globalThis.KeyboardEvent) => {
            if (event.key !== "/" || event.isComposing || written.value !== "") return;
            event.preventDefault();
            setChoosing(true);
        };
        written.addEventListener("keydown", listen);
        return () => written.removeEventListener("keydown", listen);
    }, [allowed, field]);
    // once the text stands there
    useEffect(() => {
        if (choosing || caret.current === undefined) return;
        field.current?.focus();
        field.current?.setSelectionRange(caret.current, caret.current);
        caret.current = undefined;
    });
    if (!allowed) return null;
    const choose = (reply: Schema<"OfferedReply">) => {
        const written = field.current;
        if (written) {
            const made = insert(written.value, written.selectionStart, written.selectionEnd, reply.text);
            caret.current = made.end;
            onText(made.text);
        }
        setChoosing(false);
    };
    return (
        <>
            <Button
                variant="default"
                size="xs"
                aria-haspopup="dialog"
                leftSection={<IconMessageBolt size={16} />}
                onClick={() => setChoosing(true)}
            >
                {say("saved.title")}
            </Button>
            {choosing && (
                <Suspense>
                    <ReplyPicker id={id} onChoose={choose} onClose={() => setChoosing(false)} />
                </Suspense>
            )}
        </>
    );
}
