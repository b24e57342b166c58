import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { permits } from "../api/permissions";
import { useMay, useSession } from "../api/session";
import { type PageMessages, PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { Empty, Mark, Page } from "../ui/Page";
import { useChange, useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { Waiting } from "../ui/Waiting";

const TEXTS: PageMessages = {
    en: () => import("../generated/messages/role.en.json"),
    pl: () => import("../generated/messages/role.pl.json"),
    cs: () => import("../generated/messages/role.cs.json"),
    it: () => import("../generated/messages/role.it.json"),
    de: () => import("../generated/messages/role.de.json"),
    zh: () => import("../generated/messages/role.zh.json"),
    ar: () => import("../generated/messages/role.ar.json"),
};

type Role = Schema<"Role">;

/** What the roles allow. */
export default function Roles() {
    return (
        <PageTexts messages={TEXTS}>
            <Shown />
        </PageTexts>
    );
}

function Shown() {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const [editing, setEditing] = useState<Role | "new">();
    const [removing, setRemoving] = useState<Role>();
    const roles = useOne(["roles"], () => api.GET("/roles"));
    const remove = useChange(
        (role: Role) =>
            answer(api.DELETE("/roles/{name}", { params: { path: { name: role.name }, header: unchanged(role) } })),
        ["roles"],
    );
    const told = (role: Role) => {
        const words = role.builtIn ? word("role", role.name) : role.name;
        return words === role.name ? role.description : words;
    };
    return (
        <Page
            title={say("roles.title")}
            lead={say("roles.lead")}
            actions={
                may("roles:write") && (
                    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
                        {say("roles.new")}
                    </Button>
                )
            }
        >
            <Trouble error={roles.error} onRetry={() => void roles.refetch()} />
            {roles.isPending && <Waiting />}
            {roles.data?.items.length === 0 && <Empty title={say("roles.none")} />}
            <div className="cards cards-wide">
                {roles.data?.items.map((role) => (
                    <article key={role.name} className="card stack">
                        <header>
                            <h2>{role.name}</h2>
                            {role.builtIn && <Mark tone="quiet">{say("roles.builtin")}</Mark>}
                        </header>
                        <p className="quiet">{told(role)}</p>
                        <ul className="chips" aria-label={say("roles.permissions")}>
                            {role.permissions.map((permission) => (
                                <li key={permission}>
                                    <code>{permission === "*" ? say("roles.everything") : permission}</code>
                                </li>
                            ))}
                        </ul>
                        {!role.builtIn && may("roles:write") && (
                            <div className="row">
                                <Button size="xs" variant="default" onClick={() => setEditing(role)}>
                                    {say("roles.edit")}
                                </Button>
                                <Button size="xs" variant="subtle" color="red" onClick={() => setRemoving(role)}>
                                    {say("action.remove")}
                                </Button>
                            </div>
                        )}
                    </article>
                ))}
            </div>
            {editing && (
                <RoleDialog role={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />
            )}
            {removing && (
                <ConfirmDialog
                    title={say("roles.remove")}
                    text={say("roles.remove.text", { name: removing.name })}
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

/** A role as a matrix: a row for each part of the product, a box for each thing that can be allowed there. */
function RoleDialog({ role, onClose }: { role?: Role; onClose: () => void }) {
    const say = useSay();
    const { session } = useSession();
    const known = useOne(["permissions"], () => api.GET("/permissions"));
    const [draft, setDraft] = useState({
        name: role?.name ?? "",
        description: role?.description ?? "",
        permissions: role?.permissions ?? [],
    });
    const save = useChange(() => {
        const { name, description, permissions } = draft;
        return role
            ? answer(
                  api.PUT("/roles/{name}", {
                      params: { path: { name: role.name }, header: unchanged(role) },
                      body: { description, permissions },
                  }),
              )
            : answer(api.POST("/roles", { body: { name, description, permissions } }));
    }, ["roles"]);
    const rows = useMemo(() => {
        const parts = new Map<string, string[]>();
        for (const { name } of known.data?.items ?? []) {
            const part = name.split(":")[0];
            parts.set(part, [...(parts.get(part) ?? []), name]);
        }
        return [...parts];
    }, [known.data]);
    const toggle = (permission: string, on: boolean) => {
        // what was written in one piece, such as reports:read,run, falls into its pieces
        const pieces = rows.flatMap(([, names]) => names).filter((name) => permits(draft.permissions, name));
        const others = draft.permissions.filter((one) => !rows.some(([part]) => one.split(":")[0] === part));
        const now = new Set([...others, ...pieces]);
        if (on) now.add(permission);
        else now.delete(permission);
        setDraft({ ...draft, permissions: [...now].sort() });
    };
    return (
        <FormDialog
            size="xl"
            title={role?.name ?? say("roles.new")}
            submit={say("action.save")}
            disabled={draft.name.trim() === "" || draft.description.trim() === "" || draft.permissions.length === 0}
            onClose={onClose}
            onSubmit={async () => {
                await save.mutateAsync(undefined);
                toast(say("done.saved"));
            }}
        >
            {!role && (
                <TextInput
                    label={say("accounts.name")}
                    description={say("roles.name.rule")}
                    data-autofocus
                    autoComplete="off"
                    value={draft.name}
                    error={fieldError(save.error, "name")}
                    onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
                />
            )}
            <Textarea
                label={say("roles.description")}
                rows={2}
                value={draft.description}
                error={fieldError(save.error, "description")}
                onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
            />
            <Trouble error={known.error} />
            <fieldset className="group">
                <legend>{say("roles.permissions")}</legend>
                {rows.map(([part, names]) => (
                    <fieldset key={part} className="matrix">
                        <legend>{part}</legend>
                        <div className="row">
                            {names.map((name) => (
                                <Checkbox
                                    key={name}
                                    size="xs"
                                    label={name.slice(part.length + 1)}
                                    aria-label={name}
                                    // nobody can give what they do not have
                                    disabled={!permits(session.permissions, name)}
                                    checked={permits(draft.permissions, name)}
                                    onChange={(event) => toggle(name, event.currentTarget.checked)}
                                />
                            ))}
                        </div>
                    </fieldset>
                ))}
            </fieldset>
        </FormDialog>
    );
}
