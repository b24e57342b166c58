/** The JSON Schema of a connector's settings, as far as connectors say it. */
export interface SettingsSchema {
    title?: string;
    properties?: Record<string, Setting>;
    required?: string[];
}

/** The values that a setting can have, when they are few. */
export const choicesOf = (setting: Setting): { value: string; label: string }[] | undefined =>
    setting.oneOf?.map((one) => ({ value: String(one.const), label: one.title ?? String(one.const) })) ??
    setting.enum?.map((one) => ({ value: String(one), label: String(one) }));

export interface Setting {
    type?: "string" | "integer" | "number" | "boolean" | "array";
    /** The values there are, with what people call them. */
    oneOf?: { const: string | number; title?: string }[];
    enum?: (string | number)[];
    items?: Setting;
    minimum?: number;
    maximum?: number;
    title?: string;
    description?: string;
    writeOnly?: boolean;
    default?: unknown;
    "x-order"?: number;
}

export type Settings = Record<string, unknown>;

/** In the order in which a form shows them. */
export const namesOf = (schema: SettingsSchema): string[] =>
    Object.entries(schema.properties ?? {})
        .sort(([, a], [, b]) => (a["x-order"] ?? 0) - (b["x-order"] ?? 0))
        .map(([name]) => name);

export const secretsOf = (schema: SettingsSchema): string[] =>
    namesOf(schema).filter((name) => schema.properties?.[name].writeOnly);

/** Settings of a channel, which the server tells as texts, in the types of the schema. */
export function typed(schema: SettingsSchema, told: Record<string, string>): Settings {
    const settings: Settings = {};
    for (const [name, text] of Object.entries(told)) {
        const type = schema.properties?.[name]?.type;
        if (type === "integer" || type === "number") settings[name] = text === "" ? undefined : Number(text);
        else if (type === "boolean") settings[name] = text === "true";
        else if (type === "array") settings[name] = split(text);
        else settings[name] = text;
    }
    return settings;
}

/** A list as the server writes it: commas between, a backslash before commas and backslashes of the values. */
function split(text: string): string[] {
    const values = [""];
    for (let i = 0; i < text.length; i++) {
        if (text[i] === "\\" && i + 1 < text.length) values[values.length - 1] += text[++i];
        else if (text[i] === ",") values.push("");
        else values[values.length - 1] += text[i];
    }
    return values.map((value) => value.trim()).filter((value) => value !== "");
}

/** The schema for changing a channel: a secret that is set may be left out, and stays. */
export const forChange = (schema: SettingsSchema, set: readonly string[]): SettingsSchema => ({
    ...schema,
    required: schema.required?.filter((name) => !set.includes(name)),
});
