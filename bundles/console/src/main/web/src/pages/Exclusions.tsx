import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay } from "../i18n/text";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { Empty, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { toast } from "../ui/toast";

type Exclusion = Schema<"Exclusion">;

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/exclusions.en.json"),
    pl: () => import("../generated/messages/exclusions.pl.json"),
    cs: () => import("../generated/messages/exclusions.cs.json"),
    it: () => import("../generated/messages/exclusions.it.json"),
    de: () => import("../generated/messages/exclusions.de.json"),
    zh: () => import("../generated/messages/exclusions.zh.json"),
    ar: () => import("../generated/messages/exclusions.ar.json"),
};

/** Pairs of permissions that nobody may hold together at one account. */
export default function Exclusions() {
    return (
        <PageTexts messages={TEXTS}>
            <Pairs />
        </PageTexts>
    );
}

function Pairs() {
    const say = useSay();
    const may = useMay();
    const [making, setMaking] = useState(false);
    const [removing, setRemoving] = useState<Exclusion>();
    const exclusions = usePages(["exclusions"], () => api.GET("/exclusions"));
    const remove = useChange(
        (one: Exclusion) => answer(api.DELETE("/exclusions/{id}", { params: { path: { id: one.id } } })),
        ["exclusions"],
    );
    return (
        <Page
            title={say("exclusions.title")}
            lead={say("exclusions.lead")}
            actions={
                may("roles:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                        {say("exclusions.new")}
                    </Button>
                )
            }
        >
            <DataTable
                label={say("exclusions.title")}
                pages={exclusions}
                rowKey={(one) => one.id}
                empty={<Empty title={say("exclusions.none")} text={say("exclusions.none.text")} />}
                columns={[
                    {
                        label: say("exclusions.pair"),
                        cell: (one) => (
                            <>
                                <code>{one.first}</code> ≠ <code>{one.second}</code>
                            </>
                        ),
                    },
                    { label: say("dead.reason"), cell: (one) => one.reason },
                    { label: say("exclusions.by"), extra: true, cell: (one) => one.createdBy },
                    { label: say("imports.created"), extra: true, cell: (one) => <Time value={one.created} /> },
                    {
                        label: say("column.actions"),
                        cell: (one) =>
                            may("roles:write") && (
                                <Button size="compact-sm" variant="subtle" color="red" onClick={() => setRemoving(one)}>
                                    {say("action.remove")}
                                </Button>
                            ),
                    },
                ]}
            />
            {making && <NewExclusion onClose={() => setMaking(false)} />}
            {removing && (
                <ConfirmDialog
                    title={say("action.remove")}
                    text={say("exclusions.remove.text", { first: removing.first, second: removing.second })}
                    submit={say("action.remove")}
                    onClose={() => setRemoving(undefined)}
                    onSubmit={async () => {
                        await remove.mutateAsync(removing);
                        toast(say("done.removed"));
                    }}
                />
            )}
        </Page>
    );
}

function NewExclusion({ onClose }: { onClose: () => void }) {
    const say = useSay();
    const known = useOne(["permissions"], () => api.GET("/permissions"));
    const [draft, setDraft] = useState({ first: "", second: "", reason: "" });
    const make = useChange(() => answer(api.POST("/exclusions", { body: draft })), ["exclusions"]);
    const choices = [
        { value: "", label: say("choose"), disabled: true },
        ...(known.data?.items ?? []).map((one) => ({ value: one.name, label: one.name })),
    ];
    return (
        <FormDialog
            title={say("exclusions.new")}
            submit={say("action.create")}
            disabled={draft.first === "" || draft.second === "" || draft.reason.trim() === ""}
            onClose={onClose}
            onSubmit={async () => {
                await make.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            <NativeSelect
                label={say("exclusions.first")}
                data-autofocus
                value={draft.first}
                data={choices}
                error={fieldError(make.error, "first")}
                onChange={(event) => setDraft({ ...draft, first: event.currentTarget.value })}
            />
            <NativeSelect
                label={say("exclusions.second")}
                value={draft.second}
                data={choices}
                error={fieldError(make.error, "second")}
                onChange={(event) => setDraft({ ...draft, second: event.currentTarget.value })}
            />
            <TextInput
                label={say("dead.reason")}
                description={say("dead.reason.hint")}
                required
                value={draft.reason}
                error={fieldError(make.error, "reason")}
                onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
            />
        </FormDialog>
    );
}
