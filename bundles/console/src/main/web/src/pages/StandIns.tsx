import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { useMay, useSession } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay } from "../i18n/text";
import { usePreferences } from "../preferences";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { Empty, Mark, Page } from "../ui/Page";
import { useChange, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { endOfDay, startOfDay } from "../ui/times";
import { toast } from "../ui/toast";
import { UserInput } from "../ui/UserInput";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/standins.en.json"),
    pl: () => import("../generated/messages/standins.pl.json"),
    cs: () => import("../generated/messages/standins.cs.json"),
    it: () => import("../generated/messages/standins.it.json"),
    de: () => import("../generated/messages/standins.de.json"),
    zh: () => import("../generated/messages/standins.zh.json"),
    ar: () => import("../generated/messages/standins.ar.json"),
};

type StandIn = Schema<"StandIn">;

/** Who holds the rights of somebody who is absent, and for how long. */
export default function StandIns() {
    return (
        <PageTexts messages={TEXTS}>
            <Shown />
        </PageTexts>
    );
}

function Shown() {
    const say = useSay();
    const [making, setMaking] = useState(false);
    const [ending, setEnding] = useState<StandIn>();
    const standIns = usePages(["stand-ins"], () => api.GET("/stand-ins"));
    const end = useChange(
        (one: StandIn) => answer(api.DELETE("/stand-ins/{id}", { params: { path: { id: one.id } } })),
        ["stand-ins"],
        ["rights"],
    );
    return (
        <Page
            title={say("standins.title")}
            lead={say("standins.lead")}
            actions={
                <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                    {say("standins.new")}
                </Button>
            }
        >
            <DataTable
                label={say("standins.title")}
                pages={standIns}
                rowKey={(one) => one.id}
                empty={<Empty title={say("standins.none")} text={say("standins.none.text")} />}
                columns={[
                    { label: say("standins.user"), cell: (one) => <strong>{one.user}</strong> },
                    { label: say("standins.standin"), cell: (one) => one.standIn },
                    {
                        label: say("users.state"),
                        cell: (one) => (
                            <div>
                                <Now one={one} />
                                <div className="note">
                                    {say("standins.to")} <Time value={one.ends} />
                                </div>
                            </div>
                        ),
                    },
                    { label: say("standins.from"), extra: true, cell: (one) => <Time value={one.starts} /> },
                    { label: say("dead.reason"), extra: true, cell: (one) => one.reason },
                    {
                        label: say("column.actions"),
                        cell: (one) => (
                            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setEnding(one)}>
                                {say("standins.end")}
                            </Button>
                        ),
                    },
                ]}
            />
            {making && <NewStandIn onClose={() => setMaking(false)} />}
            {ending && (
                <ConfirmDialog
                    title={say("standins.end")}
                    text={say("standins.end.text", { user: ending.user, standIn: ending.standIn })}
                    submit={say("standins.end")}
                    onClose={() => setEnding(undefined)}
                    onSubmit={async () => {
                        await end.mutateAsync(ending);
                        toast(say("done.removed"));
                    }}
                />
            )}
        </Page>
    );
}

function Now({ one }: { one: StandIn }) {
    const say = useSay();
    const now = Date.now();
    if (new Date(one.ends).getTime() <= now) return <Mark tone="quiet">{say("standins.over")}</Mark>;
    if (new Date(one.starts).getTime() > now) return <Mark tone="quiet">{say("standins.later")}</Mark>;
    return <Mark tone="good">{say("standins.now")}</Mark>;
}

function NewStandIn({ onClose }: { onClose: () => void }) {
    const say = useSay();
    const may = useMay();
    const { session } = useSession();
    const { zone } = usePreferences();
    const [draft, setDraft] = useState({ user: session.user, standIn: "", from: "", to: "", reason: "" });
    const make = useChange(
        () =>
            answer(
                api.POST("/stand-ins", {
                    body: {
                        user: draft.user.trim(),
                        standIn: draft.standIn.trim(),
                        starts: draft.from ? startOfDay(draft.from, zone) : undefined,
                        ends: endOfDay(draft.to, zone),
                        reason: draft.reason || undefined,
                    },
                }),
            ),
        ["stand-ins"],
        ["rights"],
    );
    return (
        <FormDialog
            title={say("standins.new")}
            submit={say("action.create")}
            disabled={draft.user.trim() === "" || draft.standIn.trim() === "" || draft.to === ""}
            onClose={onClose}
            onSubmit={async () => {
                await make.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            <UserInput
                label={say("standins.user")}
                description={say("standins.user.hint")}
                readOnly={!may("users:write")}
                value={draft.user}
                error={fieldError(make.error, "user")}
                onChange={(user) => setDraft({ ...draft, user })}
            />
            <UserInput
                label={say("standins.standin")}
                data-autofocus
                value={draft.standIn}
                error={fieldError(make.error, "standIn")}
                onChange={(standIn) => setDraft({ ...draft, standIn })}
            />
            <div className="pair">
                <TextInput
                    type="date"
                    label={say("filter.from")}
                    value={draft.from}
                    error={fieldError(make.error, "starts")}
                    onChange={(event) => setDraft({ ...draft, from: event.currentTarget.value })}
                />
                <TextInput
                    type="date"
                    label={say("filter.to")}
                    required
                    value={draft.to}
                    error={fieldError(make.error, "ends")}
                    onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value })}
                />
            </div>
            <TextInput
                label={say("dead.reason")}
                value={draft.reason}
                error={fieldError(make.error, "reason")}
                onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
            />
        </FormDialog>
    );
}
