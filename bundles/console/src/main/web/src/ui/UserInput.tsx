import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { api } from "../api/client";
import { useMay } from "../api/session";
import { useOne } from "./queries";

interface Props extends Omit<TextInputProps, "value" | "onChange" | "list" | "autoComplete"> {
    value: string;
    onChange: (name: string) => void;
}

/** The name of a user; those whose name or display name has in it what is typed are offered. */
export function UserInput({ value, onChange, ...field }: Props) {
    const may = useMay();
    const offered = useId();
    const [text, setText] = useState("");
    useEffect(() => {
        const later = setTimeout(() => setText(value.trim().slice(0, 100)), 250);
        return () => clearTimeout(later);
    }, [value]);
    const found = useOne(
        ["users", "with", text],
        () => api.GET("/users", { params: { query: { text: text || undefined, limit: 20 } } }),
        { enabled: may("users:read") },
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
