import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import type { Settings, SettingsSchema } from "./settings";

/** Mistakes of the parts, not of the whole that has them. */
const WHOLES = new Set(["properties", "items", "oneOf", "anyOf", "allOf", "additionalProperties"]);

export interface Mistake {
    /** What of the schema does not hold, such as minimum. */
    keyword: string;
    /** In the validator's words. */
    text: string;
}

/** The setting that a mistake is about; what is missing is named in the text alone. */
function settingOf(unit: OutputUnit): string {
    const missing = unit.keyword === "required" ? /"([^"]+)"/.exec(unit.error)?.[1] : undefined;
    return missing ?? unit.instanceLocation.replace(/^#\/?/, "").split("/")[0];
}

/** The first mistake of each setting. The schema is interpreted, not compiled, which our pages forbid. */
export function check(schema: SettingsSchema, settings: Settings): Record<string, Mistake> {
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    const mistakes: Record<string, Mistake> = {};
    for (const unit of new Validator(schema as Schema, "2020-12", false).validate(given).errors) {
        if (!WHOLES.has(unit.keyword)) {
            // whatever is not known meets the schema that nothing meets
            const keyword = unit.keyword === "false" ? "additionalProperties" : unit.keyword;
            mistakes[settingOf(unit)] ??= { keyword, text: unit.error };
        }
    }
    return mistakes;
}
