import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/text";
import { type DurationUnit, inUnits, toMinutes } from "./durations";

interface Props {
    label: string;
    minutes: number | undefined;
    error?: string;
    readOnly?: boolean;
    onChange: (minutes: number | undefined) => void;
}

/** A length of time in minutes or hours; empty for none. */
export function DurationInput({ label, minutes, error, readOnly, onChange }: Props) {
    const say = useSay();
    const [unit, setUnit] = useState<DurationUnit>(minutes === undefined ? "hour" : inUnits(minutes).unit);
    // as it is typed: 1. is on its way to 1.5
    const [typed, setTyped] = useState<string>();
    const shown = (minutes ?? 0) / (unit === "hour" ? 60 : 1);
    return (
        <div className="duration">
            <TextInput
                label={label}
                inputMode="decimal"
                autoComplete="off"
                maxLength={7}
                readOnly={readOnly}
                value={typed ?? (minutes === undefined ? "" : String(shown))}
                error={error}
                onChange={(event) => {
                    const text = event.currentTarget.value.replace(",", ".");
                    setTyped(text);
                    const value = text.trim() === "" ? Number.NaN : Number(text);
                    onChange(Number.isNaN(value) ? undefined : Math.round(toMinutes(value, unit)));
                }}
                onBlur={() => setTyped(undefined)}
            />
            <NativeSelect
                aria-label={say("sla.duration.unit", { label })}
                disabled={readOnly}
                value={unit}
                data={[
                    { value: "minute", label: say("sla.duration.minutes") },
                    { value: "hour", label: say("sla.duration.hours") },
                ]}
                onChange={(event) => {
                    const wanted = event.currentTarget.value as DurationUnit;
                    if (minutes !== undefined) onChange(toMinutes(shown, wanted));
                    setUnit(wanted);
                }}
            />
        </div>
    );
}
