import { Button, Checkbox, NativeSelect, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { answer, api, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { useAccounts } from "../ui/accounts";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { useChange } from "../ui/queries";
import { toast } from "../ui/toast";
import { UserInput } from "../ui/UserInput";
import { bodyOf, draftOf, type Rule } from "./draft";
import { MoreConditions } from "./MoreConditions";
import { Trial } from "./Trial";
import { Versions } from "./Versions";

const ACTIONS: Rule["action"][] = ["LEAD", "TICKET", "NOTICE", "INBOX"];
const PRIORITIES = ["LOW", "NORMAL", "HIGH", "URGENT"] as const;

/** A rule, or a new one. */
export function RuleDialog({ rule, onClose }: { rule?: Rule; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { all } = useAccounts();
    const [removing, setRemoving] = useState(false);
    const [draft, setDraft] = useState(() => draftOf(rule));
    const set = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
    const save = useChange(() => {
        const body = bodyOf(draft);
        return rule
            ? answer(
                  api.PUT("/routing-rules/{id}", { params: { path: { id: rule.id }, header: unchanged(rule) }, body }),
              )
            : answer(api.POST("/routing-rules", { body }));
    }, ["routing-rules"]);
    const remove = useChange(
        (one: Rule) =>
            answer(api.DELETE("/routing-rules/{id}", { params: { path: { id: one.id }, header: unchanged(one) } })),
        ["routing-rules"],
    );
    const text = (
        field:
            | "name"
            | "owner"
            | "adapter"
            | "anyWords"
            | "allWords"
            | "noWords"
            | "languages"
            | "networks"
            | "contacts",
        hint?: string,
    ) => ({
        value: draft[field],
        description: hint,
        error: fieldError(save.error, field) ?? fieldError(save.error, `conditions.${field}`),
        onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
    });
    const inboxOnly = draft.action === "INBOX";
    const complete = draft.name.trim() !== "" && (inboxOnly || draft.owner.trim() !== "");
    if (removing && rule) {
        return (
            <ConfirmDialog
                title={say("routing.remove")}
                text={say("routing.remove.text", { name: rule.name })}
                submit={say("action.remove")}
                onClose={() => setRemoving(false)}
                onSubmit={async () => {
                    await remove.mutateAsync(rule);
                    toast(say("done.removed"));
                    onClose();
                }}
            />
        );
    }
    return (
        <FormDialog
            size="lg"
            title={rule?.name ?? say("routing.new")}
            submit={say("action.save")}
            disabled={!may("routing-rules:write") || !complete}
            onClose={onClose}
            onSubmit={async () => {
                await save.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            <TextInput label={say("accounts.name")} data-autofocus {...text("name")} />
            <div className="pair">
                <NativeSelect
                    label={say("routing.action")}
                    value={draft.action}
                    data={ACTIONS.map((action) => ({ value: action, label: word("rule.action", action) }))}
                    onChange={(event) => set({ action: event.currentTarget.value as Rule["action"] })}
                />
                {!inboxOnly && (
                    <TextInput
                        label={say("routing.owner")}
                        {...text("owner", draft.action === "NOTICE" ? say("routing.owner.mail") : undefined)}
                    />
                )}
            </div>
            <fieldset className="group">
                <legend>{say("routing.inbox")}</legend>
                <div className="pair">
                    <UserInput
                        label={say("routing.inbox.assignee")}
                        value={draft.assignee}
                        error={fieldError(save.error, "effects.assignee") ?? fieldError(save.error, "effects")}
                        onChange={(assignee) => set({ assignee })}
                    />
                    <NativeSelect
                        label={say("routing.inbox.priority")}
                        value={draft.priority}
                        data={[
                            { value: "", label: say("routing.inbox.keep") },
                            ...PRIORITIES.map((value) => ({ value, label: word("priority", value) })),
                        ]}
                        onChange={(event) => set({ priority: event.currentTarget.value as typeof draft.priority })}
                    />
                </div>
                <TextInput
                    label={say("routing.inbox.labels")}
                    value={draft.labels}
                    error={fieldError(save.error, "effects.labels")}
                    onChange={(event) => set({ labels: event.currentTarget.value })}
                />
                <Checkbox
                    label={say("routing.inbox.close")}
                    checked={draft.close}
                    onChange={(event) => set({ close: event.currentTarget.checked })}
                />
            </fieldset>
            <fieldset className="group">
                <legend>{say("routing.when")}</legend>
                <TextInput label={say("routing.any")} {...text("anyWords", say("routing.words.hint"))} />
                <TextInput label={say("routing.all")} {...text("allWords")} />
                <TextInput label={say("routing.no")} {...text("noWords")} />
                <div className="pair">
                    <TextInput label={say("routing.languages")} placeholder="en, pl" {...text("languages")} />
                    <NativeSelect
                        label={say("archive.direction")}
                        value={draft.direction}
                        data={[
                            { value: "", label: say("filter.any") },
                            { value: "INBOUND", label: say("direction.INBOUND") },
                            { value: "OUTBOUND", label: say("direction.OUTBOUND") },
                        ]}
                        onChange={(event) => set({ direction: event.currentTarget.value as typeof draft.direction })}
                    />
                </div>
                <Checkbox
                    label={say("routing.first")}
                    checked={draft.first}
                    onChange={(event) => set({ first: event.currentTarget.checked })}
                />
                <MoreConditions draft={draft} set={set} text={text} />
                {all.length > 0 && (
                    <Checkbox.Group
                        label={say("routing.accounts")}
                        value={draft.accountIds}
                        onChange={(accountIds) => set({ accountIds })}
                    >
                        <div className="choices choices-long">
                            {all.map((account) => (
                                <Checkbox key={account.id} value={account.id} label={account.name} />
                            ))}
                        </div>
                    </Checkbox.Group>
                )}
            </fieldset>
            <div className="pair">
                <TextInput
                    type="number"
                    label={say("routing.position")}
                    description={say("routing.position.hint")}
                    value={draft.position}
                    onChange={(event) => set({ position: Number(event.currentTarget.value) || 0 })}
                />
                {!inboxOnly && (
                    <TextInput label={say("deliveries.adapter")} {...text("adapter", say("routing.adapter.hint"))} />
                )}
            </div>
            <Switch
                label={say("routing.goon")}
                checked={draft.goOn}
                onChange={(event) => set({ goOn: event.currentTarget.checked })}
            />
            <Switch
                label={say("action.on")}
                checked={draft.enabled}
                onChange={(event) => set({ enabled: event.currentTarget.checked })}
            />
            {may("archive:read") && <Trial rule={rule} body={complete ? () => bodyOf(draft) : undefined} />}
            {rule && <Versions rule={rule} onTake={(was) => setDraft(draftOf(was))} />}
            {rule && may("routing-rules:write") && (
                <div>
                    <Button variant="subtle" color="red" size="xs" onClick={() => setRemoving(true)}>
                        {say("action.remove")}
                    </Button>
                </div>
            )}
        </FormDialog>
    );
}
