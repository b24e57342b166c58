import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Schema } from "../api/client";
import { useSession } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { Trouble } from "../ui/Trouble";
import { toList } from "../ui/words";
import { PRIORITIES } from "./priorities";
import { useWorkOnAll } from "./work";

type Conversation = Schema<"InboxConversation">;

/** The most that the server changes at once. */
export const MOST = 500;

/** What can be done with several conversations alike. */
export function Several(props: {
    chosen: Conversation[];
    onAll: () => void;
    /** Nothing is chosen any more. */
    onDone: () => void;
}) {
    const say = useSay();
    const word = useWord();
    const { session } = useSession();
    const [labels, setLabels] = useState("");
    const work = useWorkOnAll();
    const { chosen } = props;
    const none = chosen.length === 0;
    const run = (change: Schema<"InboxChange">) => {
        if (!none) work.mutate({ on: chosen, change }, { onSuccess: props.onDone });
    };
    const allClosed = !none && chosen.every((one) => one.status === "CLOSED");
    return (
        <section className="inbox-several" aria-label={say("inbox.several")}>
            <strong role="status">{say("inbox.several.count", { count: chosen.length })}</strong>
            <Button size="xs" variant="default" onClick={props.onAll}>
                {say("inbox.several.all")}
            </Button>
            <Button
                size="xs"
                variant="default"
                disabled={none}
                onClick={() => run({ assignee: session.user })}
                loading={work.isPending}
            >
                {say("inbox.assign.me")}
            </Button>
            <Button size="xs" disabled={none} onClick={() => run({ status: allClosed ? "OPEN" : "CLOSED" })}>
                {say(allClosed ? "inbox.reopen" : "inbox.close")}
            </Button>
            <NativeSelect
                size="xs"
                aria-label={say("inbox.priority")}
                disabled={none}
                value=""
                data={[
                    { value: "", label: say("inbox.priority"), disabled: true },
                    ...PRIORITIES.map((value) => ({ value, label: word("priority", value) })),
                ]}
                onChange={(event) => run({ priority: event.currentTarget.value })}
            />
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    const addLabels = toList(labels);
                    if (addLabels.length > 0) run({ addLabels });
                    setLabels("");
                }}
            >
                <TextInput
                    size="xs"
                    aria-label={say("inbox.labels.add")}
                    placeholder={say("inbox.labels.add")}
                    disabled={none}
                    value={labels}
                    onChange={(event) => setLabels(event.currentTarget.value)}
                />
            </form>
            <Button size="xs" variant="subtle" onClick={props.onDone}>
                {say("inbox.several.end")}
            </Button>
            <Trouble error={work.error} />
        </section>
    );
}
