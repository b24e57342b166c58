import { NativeSelect, NumberInput } from "@mantine/core";
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
    const shown = minutes === undefined ? "" : unit === "hour" ? minutes / 60 : minutes;
    return (
        <div className="duration">
            <NumberInput
                label={label}
                min={0}
                max={unit === "hour" ? 8_760 : 525_600}
                decimalScale={unit === "hour" ? 2 : 0}
                readOnly={readOnly}
                value={shown}
                error={error}
                onChange={(value) => {
                    const typed = typeof value === "number" ? value : value === "" ? Number.NaN : Number(value);
                    onChange(Number.isNaN(typed) ? undefined : Math.round(toMinutes(typed, unit)));
                }}
            />
            <NativeSelect
                aria-label={say("duration.unit", { label })}
                disabled={readOnly}
                value={unit}
                data={[
                    { value: "minute", label: say("duration.minutes") },
                    { value: "hour", label: say("duration.hours") },
                ]}
                onChange={(event) => {
                    const wanted = event.currentTarget.value as DurationUnit;
                    if (minutes !== undefined && typeof shown === "number") onChange(toMinutes(shown, wanted));
                    setUnit(wanted);
                }}
            />
        </div>
    );
}
