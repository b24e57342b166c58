import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { answer, api, type Schema, unchanged } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { AccountSelect } from "../ui/accounts";
import { ConfirmDialog, FormDialog, fieldError } from "../ui/Dialogs";
import { useChange } from "../ui/queries";
import { toast } from "../ui/toast";
import type { View } from "./views";

interface Props {
    /** The one that is changed; none to keep a new one. */
    view?: View;
    /** What is chosen now. */
    filter: Schema<"InboxViewFilterInput">;
    order?: "DUE";
    onClose: () => void;
    onKept: (view: View) => void;
    onRemoved: () => void;
}

/** Keeps what is chosen under a name. */
export default function ViewDialog({ view, filter, order, onClose, onKept, onRemoved }: Props) {
    const say = useSay();
    const may = useMay();
    const [name, setName] = useState(view?.name ?? "");
    const [sharedWith, setSharedWith] = useState(view?.sharedWith ?? "");
    const [removing, setRemoving] = useState(false);
    const save = useChange(
        (): Promise<View> => {
            const body = { name, sharedWith: sharedWith || undefined, filter, order };
            return view
                ? answer(
                      api.PUT("/inbox/views/{id}", {
                          params: { path: { id: view.id }, header: unchanged(view) },
                          body,
                      }),
                  )
                : answer(api.POST("/inbox/views", { body }));
        },
        ["inbox-views"],
        ["inbox", "views"],
    );
    const remove = useChange(
        (one: View) =>
            answer(api.DELETE("/inbox/views/{id}", { params: { path: { id: one.id }, header: unchanged(one) } })),
        ["inbox-views"],
        ["inbox", "views"],
    );
    if (removing && view) {
        return (
            <ConfirmDialog
                title={say("views.remove")}
                text={say("views.remove.text", { name: view.name })}
                submit={say("action.remove")}
                onClose={() => setRemoving(false)}
                onSubmit={async () => {
                    await remove.mutateAsync(view);
                    toast(say("done.removed"));
                    onRemoved();
                }}
            />
        );
    }
    return (
        <FormDialog
            title={view ? say("views.change") : say("views.save")}
            submit={say("action.save")}
            disabled={name.trim() === ""}
            onClose={onClose}
            onSubmit={async () => {
                onKept(await save.mutateAsync(undefined));
                toast(say("done.saved"));
            }}
        >
            <Text size="sm" c="dimmed">
                {say("views.keeps")}
            </Text>
            <TextInput
                label={say("accounts.name")}
                data-autofocus
                autoComplete="off"
                maxLength={100}
                value={name}
                error={fieldError(save.error, "name")}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            {may("inbox:work") && (
                <AccountSelect
                    label={say("views.shared")}
                    value={sharedWith}
                    none={say("views.shared.nobody")}
                    error={fieldError(save.error, "sharedWith")}
                    onChange={setSharedWith}
                />
            )}
            {view && (
                <div>
                    <Button variant="subtle" color="red" size="xs" onClick={() => setRemoving(true)}>
                        {say("views.remove")}
                    </Button>
                </div>
            )}
        </FormDialog>
    );
}
