import { Button, Drawer, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { problemOf } from "../api/problem";
import { useSay } from "../i18n/text";
import { useFocusBack, useTopmost } from "./focus";
import { Trouble } from "./Trouble";

interface FormProps {
    title: string;
    onClose: () => void;
    /** Done when it is fulfilled; what it is refused with is shown. */
    onSubmit: () => Promise<unknown>;
    submit: string;
    danger?: boolean;
    disabled?: boolean;
    size?: string;
    children: ReactNode;
}

/** A form in a window of its own. */
export function FormDialog(props: FormProps) {
    const say = useSay();
    useFocusBack();
    const close = useTopmost(props.onClose);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>();
    const trouble = useRef<HTMLDivElement>(null);
    // it stands below all fields, and long forms are longer than the window
    useEffect(() => {
        if (error) trouble.current?.scrollIntoView({ block: "center" });
    }, [error]);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        event.stopPropagation();
        setBusy(true);
        setError(undefined);
        props
            .onSubmit()
            .then(props.onClose)
            .catch(setError)
            .finally(() => setBusy(false));
    };
    return (
        <Modal
            opened
            onClose={close}
            title={props.title}
            size={props.size ?? "md"}
            lockScroll={false}
            closeButtonProps={{ "aria-label": say("action.close") }}
        >
            <form onSubmit={submit} noValidate className="stack">
                {props.children}
                <div ref={trouble}>
                    <Trouble error={error} />
                </div>
                <Group justify="flex-end" mt="sm">
                    <Button variant="default" onClick={props.onClose}>
                        {say("action.cancel")}
                    </Button>
                    <Button
                        type="submit"
                        color={props.danger ? "red" : undefined}
                        loading={busy}
                        disabled={props.disabled}
                    >
                        {props.submit}
                    </Button>
                </Group>
            </form>
        </Modal>
    );
}

/** Asks whether something that cannot be undone is meant. */
export function ConfirmDialog(props: Omit<FormProps, "children" | "danger"> & { text: string }) {
    return (
        <FormDialog {...props} danger>
            <Text size="sm">{props.text}</Text>
        </FormDialog>
    );
}

/** Shows a secret the one time that it can be seen. */
export function SecretDialog(props: {
    title: string;
    text: string;
    label: string;
    secret: string;
    onClose: () => void;
}) {
    const say = useSay();
    useFocusBack();
    const close = useTopmost(props.onClose);
    const [copied, setCopied] = useState(false);
    return (
        <Modal
            opened
            onClose={close}
            title={props.title}
            lockScroll={false}
            closeOnClickOutside={false}
            closeOnEscape={false}
            closeButtonProps={{ "aria-label": say("action.close") }}
        >
            <div className="stack">
                <Text size="sm">{props.text}</Text>
                <TextInput
                    label={props.label}
                    value={props.secret}
                    readOnly
                    data-autofocus
                    classNames={{ input: "mono" }}
                    onFocus={(event) => event.currentTarget.select()}
                />
                <Group justify="flex-end">
                    <Button
                        variant="default"
                        onClick={() => {
                            navigator.clipboard?.writeText(props.secret).then(
                                () => setCopied(true),
                                () => setCopied(false),
                            );
                        }}
                    >
                        {say(copied ? "action.copied" : "action.copy")}
                    </Button>
                    <Button onClick={props.onClose}>{say("secret.noted")}</Button>
                </Group>
            </div>
        </Modal>
    );
}

/** One thing beside the list it stands in. */
export function SideSheet(props: { title: string; onClose: () => void; children: ReactNode; wide?: boolean }) {
    const say = useSay();
    useFocusBack();
    const close = useTopmost(props.onClose);
    return (
        <Drawer
            opened
            onClose={close}
            title={props.title}
            position="right"
            size={props.wide ? "xl" : "lg"}
            lockScroll={false}
            closeButtonProps={{ "aria-label": say("action.close") }}
        >
            <div className="stack">{props.children}</div>
        </Drawer>
    );
}

/** What is wrong with a field, when that is what the server refused. */
export const fieldError = (error: unknown, field: string) => {
    if (!error) return undefined;
    const problem = problemOf(error);
    return problem.field === field ? problem.detail : undefined;
};
