import { Alert, Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { answer, api } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { usePreferences } from "../preferences";
import { useAccounts } from "./accounts";
import { FormDialog } from "./Dialogs";
import { useChange, useOne } from "./queries";
import { RightsChanges } from "./RightsChanges";
import { Trouble } from "./Trouble";
import { toast } from "./toast";
import { isWithin } from "./tree";

const look = (id: string, into: string) =>
    api.GET("/accounts/{id}/merge", { params: { path: { id }, query: { into } } });
type Preview = NonNullable<Awaited<ReturnType<typeof look>>["data"]>;

/** Merges an account into another one, after a look at what that comes to. */
export function AccountMerge({ id, onMerged }: { id: string; onMerged: (into: string) => void }) {
    const say = useSay();
    const may = useMay();
    const { all } = useAccounts();
    const [into, setInto] = useState("");
    const [preview, setPreview] = useState<Preview>();
    const ask = useChange(() => answer(look(id, into)));
    if (!may("accounts:write") || !may("grants:read")) return null;
    return (
        <section className="stack">
            <h3 className="section">{say("merge.title")}</h3>
            <NativeSelect
                label={say("merge.into")}
                description={say("merge.hint")}
                value={into}
                data={[
                    { value: "", label: say("choose"), disabled: true },
                    ...all
                        .filter((one) => !isWithin(all, one.id, id))
                        .map((one) => ({ value: one.id, label: one.name })),
                ]}
                onChange={(event) => setInto(event.currentTarget.value)}
            />
            <Trouble error={ask.error} />
            <div className="row">
                <Button
                    variant="default"
                    disabled={into === ""}
                    loading={ask.isPending}
                    onClick={() => ask.mutate(undefined, { onSuccess: (told) => setPreview(told as Preview) })}
                >
                    {say("change.preview")}
                </Button>
            </div>
            {preview && (
                <MergeDialog preview={preview} onClose={() => setPreview(undefined)} onMerged={() => onMerged(into)} />
            )}
        </section>
    );
}

function MergeDialog(props: { preview: Preview; onClose: () => void; onMerged: () => void }) {
    const { preview } = props;
    const say = useSay();
    const { language } = usePreferences();
    const texts = useOne(["merged-texts"], async () => ({ data: (await import("./mergedTexts")).default }));
    const { nameOf } = useAccounts();
    const names = { from: nameOf(preview.from), into: nameOf(preview.into) };
    const merge = useChange(
        () =>
            answer(
                api.POST("/accounts/{id}/merge", {
                    params: { path: { id: preview.from } },
                    body: { into: preview.into, fingerprint: preview.fingerprint },
                }),
            ),
        [],
    );
    return (
        <FormDialog
            title={say("merge.confirm", names)}
            submit={say("merge.do")}
            size="lg"
            danger
            disabled={preview.conflicts.length > 0}
            onClose={props.onClose}
            onSubmit={async () => {
                await merge.mutateAsync(undefined);
                toast(say("merge.done", names));
                props.onMerged();
            }}
        >
            {preview.conflicts.map((one) => (
                <Alert key={one.what} variant="light" color="red" title={one.what}>
                    {one.remedy}
                </Alert>
            ))}
            <ul className="plain">
                {preview.children.length > 0 && (
                    <li>{say("merge.children", { accounts: preview.children.map(nameOf).join(", ") })}</li>
                )}
                {preview.shares.flatMap((share) =>
                    share.things.map((thing) => (
                        <li key={`${share.capability} ${thing.thing}`}>
                            {texts.data?.[language]?.[thing.thing] ?? thing.thing}: {thing.count}{" "}
                            <span className="quiet">{say(thing.moves ? "merge.moves" : "merge.stays")}</span>
                        </li>
                    )),
                )}
            </ul>
            <h3 className="section">{say("change.rights")}</h3>
            <RightsChanges changes={preview.rights} />
        </FormDialog>
    );
}
