import { TextInput } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useId, useState } from "react";
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
export function FilterText(props: {
    label: string;
    value: string | undefined;
    /** What can be meant, to choose from. */
    offered?: readonly string[];
    /** Where it is typed. */
    field?: RefObject<HTMLInputElement | null>;
    onChange: (value: string) => void;
}) {
    const list = useId();
    const [text, setText] = useState(props.value ?? "");
    const { value, onChange } = props;
    // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed counts
    useEffect(() => {
        if (text === (value ?? "")) return;
        const later = setTimeout(() => onChange(text.trim()), 350);
        return () => clearTimeout(later);
    }, [text]);
    return (
        <>
            <TextInput
                ref={props.field}
                size="xs"
                label={props.label}
                list={props.offered && list}
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
            />
            {props.offered && (
                <datalist id={list}>
                    {props.offered.map((one) => (
                        <option key={one} value={one} />
                    ))}
                </datalist>
            )}
        </>
    );
}
