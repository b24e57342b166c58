import "../inbox/inbox.css";
import { Button, Tabs, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema, unchanged } from "../api/client";
import { problemOf } from "../api/problem";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { fill, PLACEHOLDERS } from "../inbox/placeholders";
import { AccountSelect, useAccounts } from "../ui/accounts";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { FilterBar, FilterText } from "../ui/Filters";
import { Empty, Page } from "../ui/Page";
import { useChange, useOne, usePages } from "../ui/queries";
import { toast } from "../ui/toast";
import { languageName } from "../ui/words";

type Saved = Schema<"SavedReply">;

/** Answers that were written beforehand. */
export default function SavedReplies() {
    const say = useSay();
    const may = useMay();
    const intl = useIntl();
    const { nameOf } = useAccounts();
    const { id, search, open, look } = useAddress("/saved-replies");
    const [making, setMaking] = useState(false);
    const { account, text } = search;
    const replies = usePages(["saved-replies", { account, text }], (cursor) =>
        api.GET("/saved-replies", { params: { query: { account, text, cursor } } }),
    );
    const listed = replies.items?.find((reply) => String(reply.id) === id);
    const asked = useOne(
        ["saved-replies", "one", id],
        () => api.GET("/saved-replies/{id}", { params: { path: { id: Number(id) } } }),
        { enabled: id !== undefined && /^\d+$/.test(id) && replies.items !== undefined && !listed },
    );
    const chosen = listed ?? (id === undefined ? undefined : asked.data);
    const create = may("saved-replies:change") && (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
            {say("saved.new")}
        </Button>
    );
    return (
        <Page wide title={say("saved.title")} lead={say("saved.lead")} actions={create}>
            <FilterBar>
                <FilterText label={say("saved.search")} value={text} onChange={(wanted) => look({ text: wanted })} />
                <AccountSelect
                    size="xs"
                    label={say("saved.account")}
                    value={account}
                    none={say("filter.any")}
                    onChange={(wanted) => look({ account: wanted })}
                />
            </FilterBar>
            <DataTable
                label={say("saved.title")}
                pages={replies}
                rowKey={(reply) => reply.id}
                selected={(reply) => String(reply.id) === id}
                empty={
                    account || text ? (
                        <Empty title={say("filter.none")} text="" />
                    ) : (
                        <Empty title={say("saved.none")} text={say("saved.none.text")} />
                    )
                }
                columns={[
                    {
                        label: say("accounts.name"),
                        cell: (reply) => (
                            <Link
                                to="/saved-replies/{-$id}"
                                params={{ id: String(reply.id) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong dir="auto">{reply.name}</strong>
                                <span className="two-lines" dir="auto">
                                    {Object.values(reply.texts)[0]}
                                </span>
                            </Link>
                        ),
                    },
                    { label: say("saved.category"), extra: true, cell: (reply) => reply.category },
                    { label: say("saved.account"), extra: true, cell: (reply) => nameOf(reply.accountId) },
                    {
                        label: say("saved.languages"),
                        cell: (reply) =>
                            intl.formatList(
                                Object.keys(reply.texts).map((tag) => languageName(tag, intl.locale)),
                                { type: "unit" },
                            ),
                    },
                ]}
            />
            {chosen && (
                <SavedDialog key={`${chosen.id} ${chosen.version}`} reply={chosen} onClose={() => open(undefined)} />
            )}
            {making && <SavedDialog onClose={() => setMaking(false)} />}
        </Page>
    );
}

function SavedDialog({ reply, onClose }: { reply?: Saved; onClose: () => void }) {
    const say = useSay();
    const may = useMay();
    const { all } = useAccounts();
    const { locale } = useIntl();
    const [removing, setRemoving] = useState(false);
    const [name, setName] = useState(reply?.name ?? "");
    const [category, setCategory] = useState(reply?.category ?? "");
    const [chosenAccount, setAccountId] = useState(reply?.accountId);
    const [texts, setTexts] = useState<Record<string, string>>(reply?.texts ?? { [locale]: "" });
    const [tab, setTab] = useState<string | null>(Object.keys(texts)[0] ?? null);
    const accountId = chosenAccount ?? (all.length === 1 ? all[0]?.id : undefined) ?? "";
    const changes = may("saved-replies:change");
    const save = useChange(() => {
        const body = { accountId, name, category: category.trim() || undefined, texts };
        return reply
            ? answer(
                  api.PUT("/saved-replies/{id}", {
                      params: { path: { id: reply.id }, header: unchanged(reply) },
                      body,
                  }),
              )
            : answer(api.POST("/saved-replies", { body }));
    }, ["saved-replies"]);
    const remove = useChange(
        (one: Saved) =>
            answer(api.DELETE("/saved-replies/{id}", { params: { path: { id: one.id }, header: unchanged(one) } })),
        ["saved-replies"],
    );
    if (removing && reply) {
        return (
            <ConfirmDialog
                title={say("saved.remove")}
                text={say("saved.remove.text", { name: reply.name })}
                submit={say("action.remove")}
                onClose={() => setRemoving(false)}
                onSubmit={async () => {
                    await remove.mutateAsync(reply);
                    toast(say("done.removed"));
                    onClose();
                }}
            />
        );
    }
    const complete = name.trim() !== "" && accountId !== "" && Object.values(texts).every((text) => text.trim() !== "");
    return (
        <FormDialog
            size="lg"
            title={reply?.name ?? say("saved.new")}
            submit={say("action.save")}
            disabled={!changes || !complete}
            onClose={onClose}
            onSubmit={async () => {
                try {
                    await save.mutateAsync(undefined);
                } catch (error) {
                    const refused = problemOf(error).field?.replace(/^texts\./, "");
                    if (refused !== undefined && refused in texts) setTab(refused);
                    throw error;
                }
                toast(say("done.saved"));
            }}
        >
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                autoComplete="off"
                maxLength={200}
                readOnly={!changes}
                value={name}
                error={fieldError(save.error, "name")}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <div className="pair">
                <AccountSelect
                    label={say("saved.account")}
                    value={accountId}
                    error={fieldError(save.error, "accountId")}
                    onChange={setAccountId}
                />
                <TextInput
                    label={say("saved.category")}
                    autoComplete="off"
                    maxLength={60}
                    readOnly={!changes}
                    value={category}
                    error={fieldError(save.error, "category")}
                    onChange={(event) => setCategory(event.currentTarget.value)}
                />
            </div>
            <Texts
                texts={texts}
                tab={tab}
                account={all.find((one) => one.id === accountId)?.name ?? accountId}
                changes={changes}
                error={save.error}
                onTab={setTab}
                onTexts={setTexts}
            />
            {reply && changes && (
                <div>
                    <Button variant="subtle" color="red" size="xs" onClick={() => setRemoving(true)}>
                        {say("action.remove")}
                    </Button>
                </div>
            )}
        </FormDialog>
    );
}

interface TextsProps {
    texts: Record<string, string>;
    tab: string | null;
    account: string;
    changes: boolean;
    error: unknown;
    onTab: (tag: string | null) => void;
    onTexts: (texts: Record<string, string>) => void;
}

function Texts({ texts, tab, account, changes, error, onTab, onTexts }: TextsProps) {
    const say = useSay();
    const intl = useIntl();
    const { locale } = intl;
    const [adding, setAdding] = useState("");
    const wanted = canonical(adding.trim());
    const tags = Object.keys(texts);
    const add = () => {
        if (wanted === undefined) return;
        if (!(wanted in texts)) onTexts({ ...texts, [wanted]: "" });
        onTab(wanted);
        setAdding("");
    };
    const drop = (tag: string) => {
        const { [tag]: _, ...rest } = texts;
        onTexts(rest);
        onTab(Object.keys(rest)[0] ?? null);
    };
    const sample = {
        contact: say("saved.sample.contact"),
        agent: say("saved.sample.agent"),
        account,
        channel: say("saved.sample.channel"),
    };
    return (
        <>
            <Tabs value={tab} onChange={onTab} keepMounted={false}>
                <Tabs.List aria-label={say("saved.languages")}>
                    {tags.map((tag) => (
                        <Tabs.Tab key={tag} value={tag}>
                            {languageName(tag, locale)}
                        </Tabs.Tab>
                    ))}
                </Tabs.List>
                {tags.map((tag) => (
                    <Tabs.Panel key={tag} value={tag} className="stack" pt="sm">
                        <Textarea
                            label={say("saved.text")}
                            description={say("saved.text.hint", {
                                placeholders: intl.formatList(PLACEHOLDERS.map(isolated), { type: "unit" }),
                                example: isolated("contact|…"),
                            })}
                            dir="auto"
                            lang={tag}
                            autosize
                            minRows={4}
                            maxRows={12}
                            maxLength={10_000}
                            readOnly={!changes}
                            value={texts[tag]}
                            error={fieldError(error, `texts.${tag}`)}
                            onChange={(event) => onTexts({ ...texts, [tag]: event.currentTarget.value })}
                        />
                        <section aria-label={say("saved.preview")}>
                            <p className="saved-label">{say("saved.preview")}</p>
                            <p className="inbox-said saved-preview" dir="auto" lang={tag}>
                                {fill(texts[tag] ?? "", sample)}
                            </p>
                        </section>
                        {changes && tags.length > 1 && (
                            <div>
                                <Button variant="subtle" color="red" size="xs" onClick={() => drop(tag)}>
                                    {say("saved.language.remove", { language: languageName(tag, locale) })}
                                </Button>
                            </div>
                        )}
                    </Tabs.Panel>
                ))}
            </Tabs>
            {changes && (
                <div className="row saved-add">
                    <TextInput
                        size="xs"
                        label={say("saved.language")}
                        description={say("saved.language.hint")}
                        dir="ltr"
                        autoComplete="off"
                        maxLength={35}
                        value={adding}
                        error={fieldError(error, "texts")}
                        onChange={(event) => setAdding(event.currentTarget.value)}
                        onKeyDown={(event) => {
                            if (event.key !== "Enter") return;
                            event.preventDefault();
                            add();
                        }}
                    />
                    <Button size="xs" variant="default" disabled={wanted === undefined} onClick={add}>
                        {say("saved.language.add")}
                    </Button>
                </div>
            )}
        </>
    );
}

/** A placeholder that reads the same among words from right to left. */
const isolated = (word: string) => `\u2066{${word}}\u2069`;

/** The tag as it is commonly written; undefined when it is none. */
function canonical(tag: string): string | undefined {
    try {
        return Intl.getCanonicalLocales(tag)[0];
    } catch {
        return undefined;
    }
}
