import { Modal, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { useFocusBack, useTopmost } from "../ui/focus";
import { Trouble } from "../ui/Trouble";
import { languageName } from "../ui/words";

/** How long nobody has to type before it is looked for, in milliseconds. */
const PAUSE = 150;

interface Props {
    /** Of the conversation. */
    id: number;
    onChoose: (reply: Schema<"OfferedReply">) => void;
    onClose: () => void;
}

/** The saved replies that fit a conversation, chosen by keys or with the pointer. */
export default function ReplyPicker(props: Props) {
    const say = useSay();
    const { locale } = useIntl();
    useFocusBack();
    const close = useTopmost(props.onClose);
    const list = useId();
    const [words, setWords] = useState("");
    const [chosen, setChosen] = useState(0);
    const text = useSettled(words.trim());
    const offered = useQuery({
        queryKey: ["saved-replies", "offered", props.id, text],
        queryFn: () =>
            answer(
                api.GET("/inbox/{id}/saved-replies", {
                    params: { path: { id: props.id }, query: { text: text || undefined } },
                }),
            ),
        placeholderData: keepPreviousData,
    });
    const found = offered.data?.items ?? [];
    const at = Math.min(chosen, found.length - 1);
    const option = useRef<HTMLDivElement>(null);
    // biome-ignore lint/correctness/useExhaustiveDependencies: another one is chosen
    useEffect(() => {
        option.current?.scrollIntoView({ block: "nearest" });
    }, [at]);
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setChosen(Math.max(0, Math.min(found.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))));
        } else if (event.key === "Enter") {
            event.preventDefault();
            event.stopPropagation();
            const reply = found[at];
            // what is found belongs to other words until they are looked for
            if (reply && text === words.trim() && !offered.isPlaceholderData) props.onChoose(reply);
        }
    };
    return (
        <Modal
            opened
            onClose={close}
            title={say("saved.title")}
            lockScroll={false}
            size="lg"
            closeButtonProps={{ "aria-label": say("action.close") }}
        >
            <TextInput
                data-autofocus
                role="combobox"
                aria-expanded
                aria-controls={list}
                aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
                label={say("saved.search")}
                description={say("saved.search.hint")}
                autoComplete="off"
                value={words}
                onChange={(event) => {
                    setWords(event.currentTarget.value);
                    setChosen(0);
                }}
                onKeyDown={onKeyDown}
            />
            <Trouble error={offered.error} onRetry={() => void offered.refetch()} />
            <div
                id={list}
                role="listbox"
                aria-label={say("saved.title")}
                aria-busy={offered.isFetching}
                className="palette-list saved-list"
            >
                {found.map((reply, i) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the field above
                    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field above
                    <div
                        key={reply.id}
                        ref={i === at ? option : undefined}
                        id={`${list}-${i}`}
                        role="option"
                        aria-selected={i === at}
                        onClick={() => props.onChoose(reply)}
                    >
                        <span className="saved-name">
                            <strong dir="auto">{reply.name}</strong>
                            <small>
                                {[reply.category, languageName(reply.language, locale)].filter(Boolean).join(" · ")}
                            </small>
                        </span>
                        <span className="two-lines" dir="auto" lang={reply.language}>
                            {reply.text}
                        </span>
                    </div>
                ))}
            </div>
            {offered.data && found.length === 0 && <p className="quiet">{say("saved.none.here")}</p>}
        </Modal>
    );
}

function useSettled(text: string) {
    const [settled, setSettled] = useState(text);
    useEffect(() => {
        const later = setTimeout(() => setSettled(text), PAUSE);
        return () => clearTimeout(later);
    }, [text]);
    return settled;
}
