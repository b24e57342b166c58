import { TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useSay } from "../i18n/text";

export function FilterBar({ children }: { children: ReactNode }) {
    const say = useSay();
    return (
        <search className="filters" aria-label={say("filter.title")}>
            {children}
        </search>
    );
}

/** Looks for a text once somebody has stopped typing it. */
export function FilterText(props: { label: string; value: string | undefined; onChange: (value: string) => void }) {
    const [text, setText] = useState(props.value ?? "");
    const { value, onChange } = props;
    // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed counts
    useEffect(() => {
        if (text === (value ?? "")) return;
        const later = setTimeout(() => onChange(text.trim()), 350);
        return () => clearTimeout(later);
    }, [text]);
    return (
        <TextInput
            size="xs"
            label={props.label}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
        />
    );
}
