import { TextInput } from "@mantine/core";
import { useId } from "react";

const ZONES = Intl.supportedValuesOf("timeZone");

/** A time zone by its name; the browser suggests. */
export function ZoneInput(props: {
    label: string;
    value: string;
    error?: string;
    disabled?: boolean;
    placeholder?: string;
    onChange: (zone: string) => void;
}) {
    const list = useId();
    return (
        <>
            <TextInput
                label={props.label}
                value={props.value}
                error={props.error}
                disabled={props.disabled}
                placeholder={props.placeholder}
                list={list}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => props.onChange(event.currentTarget.value)}
            />
            <datalist id={list}>
                {["UTC", ...ZONES].map((zone) => (
                    <option key={zone} value={zone} />
                ))}
            </datalist>
        </>
    );
}
