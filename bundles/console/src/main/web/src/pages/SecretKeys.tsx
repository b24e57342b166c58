import { Alert, Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { DataTable } from "../ui/DataTable";
import { FormDialog } from "../ui/Dialogs";
import { Empty, Mark, Page, type Tone } from "../ui/Page";
import { useChange, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/keys.en.json"),
    pl: () => import("../generated/messages/keys.pl.json"),
    cs: () => import("../generated/messages/keys.cs.json"),
    it: () => import("../generated/messages/keys.it.json"),
    de: () => import("../generated/messages/keys.de.json"),
    zh: () => import("../generated/messages/keys.zh.json"),
    ar: () => import("../generated/messages/keys.ar.json"),
};

type Key = Schema<"SecretKeysKey">;

const TONES: Record<Key["state"], Tone> = { PREPARED: "quiet", NEWEST: "good", OLD: "warn", LOST: "bad" };

/** The keys with which passwords and tokens of channels are sealed, and how they are changed. */
export default function SecretKeys() {
    return (
        <PageTexts messages={TEXTS}>
            <Keys />
        </PageTexts>
    );
}

function Keys() {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const [rotating, setRotating] = useState(false);
    const [outcome, setOutcome] = useState<Schema<"SecretKeysRotation">>();
    const keys = usePages(["secret-keys"], () => api.GET("/secret-keys"), outcome && !outcome.done ? 3_000 : undefined);
    const prepare = useChange(() => answer(api.POST("/secret-keys/preparations")), ["secret-keys"]);
    const lost = keys.items?.some((key) => key.state === "LOST");
    return (
        <Page
            title={say("keys.title")}
            lead={say("keys.lead")}
            actions={
                may("secrets:rotate") && (
                    <>
                        <Button
                            variant="default"
                            loading={prepare.isPending}
                            onClick={() => prepare.mutate(undefined, { onSuccess: () => toast(say("done.saved")) })}
                        >
                            {say("keys.prepare")}
                        </Button>
                        <Button onClick={() => setRotating(true)}>{say("keys.rotate")}</Button>
                    </>
                )
            }
        >
            <Trouble error={prepare.error} />
            {outcome && (
                <Alert color={outcome.done ? "teal" : "yellow"} role="status">
                    {say(outcome.done ? "keys.done" : "keys.going", { count: outcome.resealed })} {outcome.waitsFor}
                </Alert>
            )}
            <DataTable
                label={say("keys.title")}
                pages={keys}
                rowKey={(key) => key.id}
                empty={<Empty title={say("keys.none")} text={say("keys.none.text")} />}
                columns={[
                    { label: say("keys.id"), cell: (key) => <code>{key.id}</code> },
                    {
                        label: say("users.state"),
                        cell: (key) => <Mark tone={TONES[key.state]}>{word("key.state", key.state)}</Mark>,
                    },
                    { label: say("keys.made"), cell: (key) => <Time value={key.made} /> },
                    {
                        label: say("keys.athand"),
                        extra: true,
                        cell: (key) => say(key.atHand ? "keys.yes" : "keys.no"),
                    },
                ]}
            />
            <p className="note">{say("keys.nodes")}</p>
            {rotating && <Rotate lost={lost ?? false} onClose={() => setRotating(false)} onDone={setOutcome} />}
        </Page>
    );
}

function Rotate(props: {
    lost: boolean;
    onClose: () => void;
    onDone: (outcome: Schema<"SecretKeysRotation">) => void;
}) {
    const say = useSay();
    const [abandon, setAbandon] = useState(false);
    const rotate = useChange(
        () => answer(api.POST("/secret-keys/rotations", { body: { abandonLost: abandon } })),
        ["secret-keys"],
    );
    return (
        <FormDialog
            title={say("keys.rotate")}
            submit={say("keys.rotate")}
            onClose={props.onClose}
            onSubmit={async () => props.onDone(await rotate.mutateAsync(undefined))}
        >
            <p>{say("keys.rotate.text")}</p>
            {props.lost && (
                <Checkbox
                    label={say("keys.abandon")}
                    checked={abandon}
                    onChange={(event) => setAbandon(event.currentTarget.checked)}
                />
            )}
        </FormDialog>
    );
}
