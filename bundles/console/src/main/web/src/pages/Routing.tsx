import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { type Say, useSay, useWord } from "../i18n/text";
import { Conflicts } from "../routing/Conflicts";
import { RuleDialog } from "../routing/RuleDialog";
import { useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { Empty, Mark, Page } from "../ui/Page";
import { useOne, usePages } from "../ui/queries";

type Rule = Schema<"RoutingRule">;

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/routing.en.json"),
    pl: () => import("../generated/messages/routing.pl.json"),
    cs: () => import("../generated/messages/routing.cs.json"),
    it: () => import("../generated/messages/routing.it.json"),
    de: () => import("../generated/messages/routing.de.json"),
    zh: () => import("../generated/messages/routing.zh.json"),
    ar: () => import("../generated/messages/routing.ar.json"),
};

/** What becomes of what was said. */
export default function Routing() {
    return (
        <PageTexts messages={TEXTS}>
            <Rules />
        </PageTexts>
    );
}

function Rules() {
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
            <Conflicts rules={rules.items ?? []} />
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
                        cell: (rule) =>
                            rule.action === "INBOX"
                                ? word("rule.action", rule.action)
                                : `${word("rule.action", rule.action)} → ${rule.owner}`,
                    },
                    {
                        label: say("users.state"),
                        extra: true,
                        cell: (rule) => (
                            <Mark tone={rule.enabled ? "good" : "quiet"}>
                                {say(rule.enabled ? "action.on" : "action.off")}
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
    if (conditions.contacts.length > 0) told.push(list(conditions.contacts));
    if (conditions.networks.length > 0) told.push(list(conditions.networks));
    if (conditions.channelIds.length > 0) told.push(list(conditions.channelIds));
    if (conditions.hours) told.push(say(`routing.hours.${conditions.hours}`));
    for (const known of conditions.history) told.push(say(`routing.history.${known}`));
    return told.join("; ") || say("routing.tell.everything");
}
