import { Checkbox, NativeSelect, PasswordInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSay, useWord } from "../i18n/text";
import { choicesOf, namesOf, type Setting, type Settings, type SettingsSchema } from "./settings";
import { check } from "./validator";

interface Props {
    schema: SettingsSchema;
    value: Settings;
    /** Secrets that are set and may be left as they are. */
    secretsSet: readonly string[];
    /** What the server found wrong, by setting. */
    errors: Record<string, string>;
    onChange: (value: Settings) => void;
}

/** The settings of a connector, as its schema says: each on its own, for connectors have no settings within settings. */
export default function SchemaForm({ schema, value, secretsSet, errors, onChange }: Props) {
    const say = useSay();
    const word = useWord();
    const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
    const mistakes = check(schema, value);
    const errorOf = (name: string) => {
        const mistake = mistakes[name];
        if (!touched.has(name) || !mistake) return errors[name];
        const known = word("invalid", mistake.keyword);
        return known === mistake.keyword ? mistake.text : known;
    };
    return (
        <fieldset className="group">
            <legend>{say("channels.settings")}</legend>
            {namesOf(schema).map((name) => {
                const setting = schema.properties?.[name] ?? {};
                return (
                    <SettingInput
                        key={name}
                        name={name}
                        setting={setting}
                        value={value[name]}
                        required={schema.required?.includes(name) ?? false}
                        hint={secretsSet.includes(name) ? say("channels.secret.kept") : undefined}
                        error={errorOf(name)}
                        onLeave={() => setTouched(new Set(touched).add(name))}
                        onChange={(changed) => onChange({ ...value, [name]: changed })}
                    />
                );
            })}
        </fieldset>
    );
}

interface InputProps {
    name: string;
    setting: Setting;
    value: unknown;
    required: boolean;
    hint?: string;
    error?: string;
    onLeave: () => void;
    onChange: (value: unknown) => void;
}

function SettingInput({ name, setting, value, required, hint, error, onLeave, onChange }: InputProps) {
    const say = useSay();
    const common = {
        label: setting.title ?? name,
        description: setting.description,
        error,
        onBlur: onLeave,
        name: `settings.${name}`,
    };
    const takeText = (event: { currentTarget: { value: string } }) =>
        // an empty field is none, so that what holds without it holds
        onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value);
    const fallback = setting.default === undefined ? undefined : String(setting.default);
    const choices = choicesOf(setting.type === "array" ? (setting.items ?? {}) : setting);
    if (setting.writeOnly) {
        return (
            <PasswordInput
                {...common}
                required={required}
                autoComplete="new-password"
                placeholder={hint}
                value={(value as string | undefined) ?? ""}
                onChange={takeText}
                visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
            />
        );
    }
    if (setting.type === "boolean") {
        return (
            <Switch
                {...common}
                checked={Boolean(value ?? setting.default)}
                onChange={(event) => onChange(event.currentTarget.checked)}
            />
        );
    }
    if (setting.type === "array") {
        const list = (value ?? setting.default ?? []) as string[];
        return choices ? (
            <Checkbox.Group
                label={common.label}
                description={common.description}
                error={error}
                value={list.map(String)}
                onChange={onChange}
            >
                <div className="choices">
                    {choices.map((choice) => (
                        <Checkbox key={choice.value} value={choice.value} label={choice.label} />
                    ))}
                </div>
            </Checkbox.Group>
        ) : (
            <Textarea
                {...common}
                required={required}
                rows={3}
                placeholder={say("channels.lines")}
                value={list.join("\n")}
                onChange={(event) => {
                    const lines = event.currentTarget.value.split("\n");
                    onChange(lines.every((line) => line === "") ? undefined : lines);
                }}
            />
        );
    }
    if (choices) {
        return (
            <NativeSelect
                {...common}
                required={required}
                value={String(value ?? fallback ?? "")}
                onChange={takeText}
                data={fallback === undefined ? [{ value: "", label: say("choose") }, ...choices] : choices}
            />
        );
    }
    const isNumber = setting.type === "integer" || setting.type === "number";
    return (
        <TextInput
            {...common}
            required={required}
            type={isNumber ? "number" : "text"}
            min={setting.minimum}
            max={setting.maximum}
            autoComplete="off"
            placeholder={fallback}
            value={value === undefined ? "" : String(value)}
            onChange={(event) => {
                const text = event.currentTarget.value;
                if (text === "") onChange(undefined);
                else onChange(isNumber ? Number(text) : text);
            }}
        />
    );
}
