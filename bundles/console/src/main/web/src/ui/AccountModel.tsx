import { Alert, Button, Checkbox, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { answer, api } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { usePreferences } from "../preferences";
import { useAccounts } from "./accounts";
import { FormDialog } from "./Dialogs";
import { useChange, useOne } from "./queries";
import { RightsChanges } from "./RightsChanges";
import { Trouble } from "./Trouble";
import { toast } from "./toast";
import { isWithin } from "./tree";

const MODELS = ["DECENTRALISED", "CENTRALISED", "HUB_AND_SPOKE", "MULTIPLE_HUB_AND_SPOKE", "HONEYCOMB"] as const;
type Model = (typeof MODELS)[number];

const look = (id: string, model: Model, hubs: string[]) =>
    api.POST("/accounts/{id}/engagement-model/preview", { params: { path: { id } }, body: { model, hubs } });
type Preview = NonNullable<Awaited<ReturnType<typeof look>>["data"]>;

/** How the engagement of an account and all below it is organised. */
export function AccountModel({ id }: { id: string }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { all, nameOf } = useAccounts();
    const found = useOne(["models", id], () =>
        api.GET("/accounts/{id}/engagement-model", { params: { path: { id } } }),
    );
    const catalogue = useOne(["models"], () => api.GET("/engagement-models"));
    const [model, setModel] = useState<Model>();
    const [hubs, setHubs] = useState<string[]>();
    const [preview, setPreview] = useState<Preview>();
    const own = found.data?.own;
    const chosen = model ?? (own?.model as Model | undefined);
    const { language } = usePreferences();
    const texts = useOne(["model-texts"], async () => ({ data: (await import("./modelTexts")).default }));
    const text = chosen && texts.data?.[language]?.[chosen];
    const below = all.filter((one) => one.id !== id && isWithin(all, one.id, id));
    const chosenHubs = chosen === "MULTIPLE_HUB_AND_SPOKE" ? (hubs ?? own?.hubs ?? []) : [];
    const withheld = catalogue.data?.items.find((one) => one.model === chosen)?.withheld ?? [];
    const asking = useChange(async (removing: boolean) =>
        removing || !chosen
            ? answer(api.GET("/accounts/{id}/engagement-model/removal", { params: { path: { id } } }))
            : answer(look(id, chosen, chosenHubs)),
    );
    const ask = (removing: boolean) => asking.mutate(removing, { onSuccess: (told) => setPreview(told as Preview) });
    return (
        <section className="stack">
            <h3 className="section">{say("model.title")}</h3>
            <Trouble error={found.error ?? catalogue.error} onRetry={() => void found.refetch()} />
            {found.data?.inForce.length === 0 && <p className="note">{say("model.none")}</p>}
            {found.data?.inForce.map((one) => (
                <p className="note" key={one.accountId ?? one.model}>
                    <strong>{word("model", one.model)}</strong> ·{" "}
                    {one.accountId
                        ? say("attributes.from", { account: nameOf(one.accountId) })
                        : say("attributes.above")}
                    {one.hub && ` · ${say("model.hub", { account: nameOf(one.hub) })}`}
                </p>
            ))}
            {may("accounts:write") && may("grants:read") && (
                <>
                    <NativeSelect
                        label={say("model.choose")}
                        value={chosen ?? ""}
                        data={[
                            { value: "", label: say("choose"), disabled: true },
                            ...MODELS.map((value) => ({ value, label: word("model", value) })),
                        ]}
                        description={text?.text}
                        onChange={(event) => setModel(event.currentTarget.value as Model)}
                    />
                    {chosen === "MULTIPLE_HUB_AND_SPOKE" && (
                        <Checkbox.Group
                            label={say("model.hubs")}
                            description={say("model.hubs.hint")}
                            value={chosenHubs}
                            onChange={setHubs}
                        >
                            <div className="stack">
                                {below.map((one) => (
                                    <Checkbox key={one.id} value={one.id} label={one.name} />
                                ))}
                            </div>
                        </Checkbox.Group>
                    )}
                    {chosen && (
                        <Alert variant="light" color="gray" title={say("model.weak")}>
                            <p>{text?.weak}</p>
                            <p>
                                <strong>{say("model.way")}</strong> {text?.way}
                            </p>
                            <p>
                                <strong>{say("model.withheld")}</strong>{" "}
                                {withheld.length === 0
                                    ? say("model.withheld.none")
                                    : withheld
                                          .map(
                                              (one) =>
                                                  word("rightsGroup", one.group) +
                                                  (one.effective ? "" : ` (${say("model.waiting")})`),
                                          )
                                          .join(", ")}
                            </p>
                        </Alert>
                    )}
                    <Trouble error={asking.error} />
                    <div className="row">
                        <Button
                            variant="default"
                            disabled={!chosen}
                            loading={asking.isPending}
                            onClick={() => ask(false)}
                        >
                            {say("change.preview")}
                        </Button>
                        {own && (
                            <Button variant="subtle" color="red" onClick={() => ask(true)}>
                                {say("model.remove")}
                            </Button>
                        )}
                    </div>
                </>
            )}
            {preview && <PreviewDialog id={id} preview={preview} onClose={() => setPreview(undefined)} />}
        </section>
    );
}

function PreviewDialog({ id, preview, onClose }: { id: string; preview: Preview; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const { after, fingerprint } = preview;
    const apply = useChange(
        () =>
            after
                ? answer(
                      api.PUT("/accounts/{id}/engagement-model", {
                          params: { path: { id } },
                          body: { ...after, fingerprint },
                      }),
                  )
                : answer(
                      api.DELETE("/accounts/{id}/engagement-model", {
                          params: { path: { id }, query: { fingerprint } },
                      }),
                  ),
        ["models"],
        ["rights"],
    );
    return (
        <FormDialog
            title={after ? word("model", after.model) : say("model.remove")}
            submit={say(after ? "model.apply" : "model.remove")}
            size="lg"
            danger
            onClose={onClose}
            onSubmit={async () => {
                await apply.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            <h3 className="section">{say("change.rights")}</h3>
            <RightsChanges changes={preview.rights} />
            {preview.unheld.length > 0 && (
                <Alert variant="light" color="yellow" title={say("model.unheld")}>
                    {preview.unheld.join(", ")}
                </Alert>
            )}
            {preview.proposals.length > 0 && (
                <>
                    <h3 className="section">{say("model.proposals")}</h3>
                    <p className="note">{say("model.proposals.hint")}</p>
                    <ul className="outputs">
                        {preview.proposals.map((one) => (
                            <Proposed key={`${one.user} ${one.group}`} proposal={one} />
                        ))}
                    </ul>
                </>
            )}
        </FormDialog>
    );
}

function Proposed({ proposal }: { proposal: Preview["proposals"][number] }) {
    const say = useSay();
    const { nameOf } = useAccounts();
    const give = useChange(() => answer(api.POST("/grants", { body: proposal })), ["grants"], ["rights"]);
    const who = proposal.user ?? proposal.group ?? "";
    return (
        <li>
            <span>
                <strong>{who}</strong>
                <span className="quiet">
                    {proposal.role} · {nameOf(proposal.accountId)}
                </span>
                <Trouble error={give.error} />
            </span>
            <Button
                size="xs"
                variant="default"
                aria-label={say("model.give.one", { user: who })}
                loading={give.isPending}
                disabled={give.isSuccess}
                onClick={() => give.mutate(undefined, { onSuccess: () => toast(say("done.saved")) })}
            >
                {say("grants.give")}
            </Button>
        </li>
    );
}
