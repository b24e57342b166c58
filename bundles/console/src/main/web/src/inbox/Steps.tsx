import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { Schema } from "../api/client";
import { useSay, useWord } from "../i18n/text";
import { fieldError } from "../ui/Dialogs";
import { DurationInput } from "../ui/DurationInput";
import { UserInput } from "../ui/UserInput";
import { PRIORITIES } from "./priorities";

type Step = Schema<"EscalationStepInput">;

const ACTIONS = ["PRIORITY", "ASSIGN", "MENTION", "LABEL"] as const;
const MOST = 10;

interface Props {
    steps: Step[];
    changes: boolean;
    error: unknown;
    onSteps: (steps: Step[]) => void;
}

/** What is done after a response target was missed. */
export function Steps({ steps, changes, error, onSteps }: Props) {
    const say = useSay();
    const put = (at: number, part: Partial<Step>) =>
        onSteps(steps.map((step, i) => (i === at ? { ...step, ...part } : step)));
    return (
        <fieldset className="sla-steps">
            <legend>{say("sla.steps")}</legend>
            {steps.length === 0 && <p className="quiet">{say("sla.steps.none")}</p>}
            {steps.map((step, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps have nothing else
                <div key={i} className="sla-step">
                    <DurationInput
                        label={say("sla.step.after")}
                        minutes={step.afterMinutes ?? 0}
                        readOnly={!changes}
                        error={fieldError(error, `escalation[${i}].afterMinutes`)}
                        onChange={(minutes) => put(i, { afterMinutes: minutes ?? 0 })}
                    />
                    <NativeSelect
                        label={say("sla.step.action")}
                        disabled={!changes}
                        value={step.action}
                        data={ACTIONS.map((value) => ({ value, label: say(`inbox.action.${value}`) }))}
                        onChange={(event) => {
                            const action = event.currentTarget.value;
                            put(i, { action, value: action === "PRIORITY" ? "URGENT" : "" });
                        }}
                    />
                    <Value
                        step={step}
                        changes={changes}
                        error={fieldError(error, `escalation[${i}].value`)}
                        onValue={(value) => put(i, { value })}
                    />
                    {changes && (
                        <Button
                            variant="subtle"
                            color="red"
                            size="compact-xs"
                            mb={6}
                            aria-label={say("sla.step.remove", { number: i + 1 })}
                            onClick={() => onSteps(steps.filter((_, at) => at !== i))}
                        >
                            {say("action.remove")}
                        </Button>
                    )}
                </div>
            ))}
            {changes && steps.length < MOST && (
                <div>
                    <Button
                        size="xs"
                        variant="default"
                        onClick={() => onSteps([...steps, { afterMinutes: 0, action: "PRIORITY", value: "URGENT" }])}
                    >
                        {say("sla.step.add")}
                    </Button>
                </div>
            )}
        </fieldset>
    );
}

interface ValueProps {
    step: Step;
    changes: boolean;
    error: string | undefined;
    onValue: (value: string) => void;
}

function Value({ step, changes, error, onValue }: ValueProps) {
    const say = useSay();
    const word = useWord();
    if (step.action === "PRIORITY") {
        return (
            <NativeSelect
                label={say("inbox.priority")}
                disabled={!changes}
                value={step.value}
                data={PRIORITIES.map((value) => ({ value, label: word("priority", value) }))}
                error={error}
                onChange={(event) => onValue(event.currentTarget.value)}
            />
        );
    }
    if (step.action === "LABEL") {
        return (
            <TextInput
                label={say("inbox.action.LABEL")}
                autoComplete="off"
                maxLength={60}
                readOnly={!changes}
                value={step.value}
                error={error}
                onChange={(event) => onValue(event.currentTarget.value)}
            />
        );
    }
    return <UserInput label={say("sla.user")} value={step.value} error={error} onChange={onValue} />;
}
