import { Button, Progress } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { ProblemError } from "../api/problem";
import { upload } from "../api/upload";
import { Trouble } from "./Trouble";

interface Props<T> {
    label: string;
    hint: string;
    accept?: string;
    disabled?: boolean;
    /** What is said while the file is sent, and while the server looks at it. */
    sending: (name: string) => string;
    taking: (name: string) => string;
    /** What sends the file once more although it was refused with 409. */
    again: (name: string) => string;
    address: (file: File, again: boolean) => string;
    onTaken: (taken: T) => void;
    /** Whether it was taken or not. */
    onSettled: () => void;
}

/** Where a file is dropped, or chosen, and sent with its progress. */
export function FileDrop<T>(props: Props<T>) {
    const input = useRef<HTMLInputElement>(null);
    const [busy, setBusy] = useState<{ name: string; part: number }>();
    const [error, setError] = useState<unknown>();
    const [refused, setRefused] = useState<File>();
    const ready = !busy && !props.disabled;
    const send = (file: File, again: boolean) => {
        setError(undefined);
        setRefused(undefined);
        setBusy({ name: file.name, part: 0 });
        upload<T>(props.address(file, again), file, (part) => setBusy({ name: file.name, part }))
            .then(props.onTaken)
            .catch((failure) => {
                setError(failure);
                if (!again && failure instanceof ProblemError && failure.problem.status === 409) setRefused(file);
            })
            .finally(() => {
                setBusy(undefined);
                props.onSettled();
            });
    };
    const onDrop = (event: DragEvent) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file && ready) send(file, false);
    };
    return (
        <div className="stack">
            <section
                className="drop"
                aria-label={props.label}
                onDragOver={(event) => event.preventDefault()}
                onDrop={onDrop}
            >
                {busy ? (
                    <div className="drop-progress" role="status">
                        <span>{busy.part < 1 ? props.sending(busy.name) : props.taking(busy.name)}</span>
                        <Progress value={busy.part * 100} animated={busy.part >= 1} aria-label={busy.name} />
                    </div>
                ) : (
                    <>
                        <Button
                            leftSection={<IconUpload size={16} />}
                            disabled={props.disabled}
                            onClick={() => input.current?.click()}
                        >
                            {props.label}
                        </Button>
                        <span className="quiet">{props.hint}</span>
                    </>
                )}
                <input
                    ref={input}
                    type="file"
                    accept={props.accept}
                    aria-label={props.label}
                    hidden
                    onChange={(event) => {
                        const file = event.currentTarget.files?.[0];
                        if (file) send(file, false);
                        event.currentTarget.value = "";
                    }}
                />
            </section>
            <Trouble error={error} />
            {refused && (
                <div>
                    <Button variant="default" onClick={() => send(refused, true)}>
                        {props.again(refused.name)}
                    </Button>
                </div>
            )}
        </div>
    );
}
