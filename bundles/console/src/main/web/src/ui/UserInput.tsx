import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { api } from "../api/client";
import { useMay } from "../api/session";
import { useOne } from "./queries";

interface Props extends Omit<TextInputProps, "value" | "onChange" | "list" | "autoComplete"> {
    value: string;
    onChange: (name: string) => void;
    /** A conversation of the inbox: only those who may read it are offered. */
    reader?: number;
}

/** The name of a user; those whose name or display name has in it what is typed are offered. */
export function UserInput({ value, onChange, reader, ...field }: Props) {
    const may = useMay();
    const offered = useId();
    const [text, setText] = useState("");
    useEffect(() => {
        const later = setTimeout(() => setText(value.trim().slice(0, 100)), 250);
        return () => clearTimeout(later);
    }, [value]);
    const found = useOne<{ items: { name: string; displayName: string }[] }>(
        reader === undefined ? ["users", "with", text] : ["inbox-people", reader, text],
        () =>
            reader === undefined
                ? api.GET("/users", { params: { query: { text: text || undefined, limit: 20 } } })
                : api.GET("/inbox/{id}/people", {
                      params: { path: { id: reader }, query: { text: text || undefined } },
                  }),
        { enabled: reader !== undefined || may("users:read") },
    );
    return (
        <>
            <TextInput
                {...field}
                autoComplete="off"
                list={offered}
                value={value}
                onChange={(event) => onChange(event.currentTarget.value)}
            />
            <datalist id={offered}>
                {found.data?.items.map((one) => (
                    <option key={one.name} value={one.name}>
                        {one.displayName}
                    </option>
                ))}
            </datalist>
        </>
    );
}
