import { Button, Checkbox, NativeSelect, Switch, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { type Say, useSay, useWord } from "../i18n/text";
import { useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { Empty, Mark, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { toast } from "../ui/toast";
import { toList } from "../ui/words";

type Rule = Schema<"RoutingRule">;

/** What becomes of what was said. */
export default function Routing() {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const may = useMay();
    const { nameOf } = useAccounts();
    const { id, open } = useAddress("/routing");
    const [making, setMaking] = useState(false);
    const rules = usePages(["routing-rules"], () => api.GET("/routing-rules"));
    const progress = useOne(["routing-rules", "progress"], () => api.GET("/routing-rules/progress"), {
        enabled: may("cases:read"),
        refresh: () => 15_000,
    });
    const chosen = rules.items?.find((rule) => String(rule.id) === id);
    return (
        <Page
            wide
            title={say("routing.title")}
            lead={say("routing.lead")}
            actions={
                may("routing-rules:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                        {say("routing.new")}
                    </Button>
                )
            }
        >
            {progress.data && (
                <p className="quiet">
                    {say("routing.progress", {
                        leads: progress.data.leads,
                        tickets: progress.data.tickets,
                        upTo: intl.formatNumber(progress.data.routedUpTo),
                    })}
                </p>
            )}
            <DataTable
                label={say("routing.title")}
                pages={rules}
                rowKey={(rule) => rule.id}
                selected={(rule) => String(rule.id) === id}
                empty={<Empty title={say("routing.none")} text={say("routing.none.text")} />}
                columns={[
                    {
                        label: say("routing.position"),
                        number: true,
                        extra: true,
                        cell: (rule) => intl.formatNumber(rule.position),
                    },
                    {
                        label: say("accounts.name"),
                        cell: (rule) => (
                            <Link to="/routing/{-$id}" params={{ id: String(rule.id) }} className="cell-main">
                                <strong>{rule.name}</strong>
                                <span className="two-lines">{tell(say, rule, nameOf)}</span>
                            </Link>
                        ),
                    },
                    {
                        label: say("routing.action"),
                        cell: (rule) => `${word("rule.action", rule.action)} → ${rule.owner}`,
                    },
                    {
                        label: say("users.state"),
                        extra: true,
                        cell: (rule) => (
                            <Mark tone={rule.enabled ? "good" : "quiet"}>
                                {say(rule.enabled ? "routing.on" : "routing.off")}
                            </Mark>
                        ),
                    },
                ]}
            />
            {chosen && (
                <RuleDialog key={`${chosen.id} ${chosen.version}`} rule={chosen} onClose={() => open(undefined)} />
            )}
            {making && <RuleDialog onClose={() => setMaking(false)} />}
        </Page>
    );
}

/** The conditions of a rule in words. */
function tell(say: Say, { conditions }: Rule, nameOf: (id: string | undefined) => string | undefined): string {
    const told: string[] = [];
    const list = (words: string[]) => words.join(", ");
    if (conditions.anyWords.length > 0) told.push(say("routing.tell.any", { words: list(conditions.anyWords) }));
    if (conditions.allWords.length > 0) told.push(say("routing.tell.all", { words: list(conditions.allWords) }));
    if (conditions.noWords.length > 0) told.push(say("routing.tell.no", { words: list(conditions.noWords) }));
    if (conditions.languages.length > 0)
        told.push(say("routing.tell.languages", { words: list(conditions.languages) }));
    if (conditions.accountIds.length > 0) {
        told.push(say("routing.tell.accounts", { words: list(conditions.accountIds.map((id) => nameOf(id) ?? id)) }));
    }
    if (conditions.firstOfConversation) told.push(say("routing.first"));
    return told.join("; ") || say("routing.tell.everything");
}

const ACTIONS: Rule["action"][] = ["LEAD", "TICKET", "NOTICE"];

function RuleDialog({ rule, onClose }: { rule?: Rule; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const { all } = useAccounts();
    const conditions = rule?.conditions;
    const [removing, setRemoving] = useState(false);
    const [draft, setDraft] = useState({
        name: rule?.name ?? "",
        position: rule?.position ?? 100,
        enabled: rule?.enabled ?? true,
        action: rule?.action ?? "TICKET",
        owner: rule?.owner ?? "",
        adapter: rule?.adapter ?? "",
        goOn: rule?.goOn ?? false,
        anyWords: conditions?.anyWords.join(", ") ?? "",
        allWords: conditions?.allWords.join(", ") ?? "",
        noWords: conditions?.noWords.join(", ") ?? "",
        languages: conditions?.languages.join(", ") ?? "",
        accountIds: conditions?.accountIds ?? [],
        direction: conditions?.direction ?? "INBOUND",
        first: conditions?.firstOfConversation ?? false,
    });
    const set = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
    const save = useChange(() => {
        const body: Schema<"RoutingRulesRuleInput"> = {
            name: draft.name,
            position: draft.position,
            enabled: draft.enabled,
            action: draft.action,
            owner: draft.owner,
            adapter: draft.adapter || undefined,
            goOn: draft.goOn,
            conditions: {
                anyWords: toList(draft.anyWords),
                allWords: toList(draft.allWords),
                noWords: toList(draft.noWords),
                languages: toList(draft.languages),
                accountIds: draft.accountIds,
                direction: draft.direction || undefined,
                firstOfConversation: draft.first,
            },
        };
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
        field: "name" | "owner" | "adapter" | "anyWords" | "allWords" | "noWords" | "languages",
        hint?: string,
    ) => ({
        value: draft[field],
        description: hint,
        error: fieldError(save.error, field) ?? fieldError(save.error, `conditions.${field}`),
        onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
    });
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
            disabled={!may("routing-rules:write") || draft.name.trim() === "" || draft.owner.trim() === ""}
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
                <TextInput
                    label={say("routing.owner")}
                    {...text("owner", draft.action === "NOTICE" ? say("routing.owner.mail") : undefined)}
                />
            </div>
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
                <TextInput label={say("deliveries.adapter")} {...text("adapter", say("routing.adapter.hint"))} />
            </div>
            <Switch
                label={say("routing.goon")}
                checked={draft.goOn}
                onChange={(event) => set({ goOn: event.currentTarget.checked })}
            />
            <Switch
                label={say("routing.on")}
                checked={draft.enabled}
                onChange={(event) => set({ enabled: event.currentTarget.checked })}
            />
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
