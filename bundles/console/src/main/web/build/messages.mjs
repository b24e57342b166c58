import fs from "node:fs";
import path from "node:path";
import { parse } from "@formatjs/icu-messageformat-parser";

export const LANGUAGES = ["en", "pl", "cs", "it", "de", "zh", "ar"];

/** What only few pages need, but for titles, which menus show: messages whose names begin so. */
const GROUPS = {
    sla: ["sla"],
    routing: ["routing"],
    keys: ["keys"],
    views: ["views", "case"],
    assignment: ["assignment"],
    onboarding: ["onboarding"],
    role: ["role"],
    providers: ["providers"],
    standins: ["standins"],
    groups: ["groups"],
    person: ["person"],
    exclusions: ["exclusions"],
    webhooks: ["webhooks"],
};
const APART = Object.keys(GROUPS);

const apart = (key) =>
    APART.find((group) => GROUPS[group].some((family) => key.startsWith(`${family}.`)) && !key.endsWith(".title"));

/** The names and kinds of a message's arguments, plural forms left out: translations must have the same. */
function argumentsOf(elements, found = new Set()) {
    for (const element of elements) {
        if (element.type === 1) found.add(element.value);
        if (element.type >= 2 && element.type <= 4) found.add(`${element.value}:${element.type}`);
        if (element.type === 5 || element.type === 6) {
            found.add(`${element.value}:${element.type}`);
            for (const option of Object.values(element.options)) argumentsOf(option.value, found);
        }
        if (element.type === 8) argumentsOf(element.children, found);
    }
    return [...found].sort().join(",");
}

/** Plural forms that a message lacks in its language. */
function missingForms(elements, language) {
    const missing = [];
    for (const element of elements) {
        if (element.type === 6) {
            const rules = new Intl.PluralRules(language, { type: element.pluralType });
            for (const form of rules.resolvedOptions().pluralCategories) {
                if (!element.options[form]) missing.push(form);
            }
        }
        if (element.options) {
            for (const option of Object.values(element.options)) missing.push(...missingForms(option.value, language));
        }
    }
    return missing;
}

function sources(folder) {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(file);
        return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [file] : [];
    });
}

/**
 * Checks the messages of all languages and writes them as the browser takes them: plain texts as they are, others parsed.
 * Returns what is wrong.
 */
export function compileMessages(root) {
    const wrong = [];
    const read = (language) => JSON.parse(fs.readFileSync(path.join(root, `src/i18n/${language}.json`), "utf8"));
    const english = read("en");
    const out = path.join(root, "src/generated/messages");
    fs.mkdirSync(out, { recursive: true });
    const kinds = {};
    for (const language of LANGUAGES) {
        const messages = read(language);
        const compiled = {};
        for (const key of Object.keys(english)) {
            const text = messages[key];
            if (typeof text !== "string" || text.trim() === "") {
                wrong.push(`${language}.json: ${key} is missing`);
                continue;
            }
            let elements;
            try {
                elements = parse(text, { ignoreTag: true });
            } catch (failure) {
                wrong.push(`${language}.json: ${key}: ${failure.message}`);
                continue;
            }
            const kind = argumentsOf(elements);
            kinds[key] ??= kind;
            if (kinds[key] !== kind) {
                wrong.push(
                    `${language}.json: ${key} has the arguments ${kind || "none"}, but English ${kinds[key] || "none"}`,
                );
            }
            const forms = missingForms(elements, language);
            if (forms.length > 0) wrong.push(`${language}.json: ${key} lacks the plural forms ${forms.join(", ")}`);
            compiled[key] = elements.length === 1 && elements[0].type === 0 ? elements[0].value : elements;
        }
        for (const key of Object.keys(messages)) {
            if (!(key in english)) wrong.push(`${language}.json: ${key} is not in en.json`);
        }
        for (const group of [undefined, ...APART]) {
            const some = Object.fromEntries(Object.entries(compiled).filter(([key]) => apart(key) === group));
            fs.writeFileSync(
                path.join(out, group ? `${group}.${language}.json` : `${language}.json`),
                JSON.stringify(some),
            );
        }
    }
    const code = sources(path.join(root, "src"))
        .map((file) => fs.readFileSync(file, "utf8"))
        .join("\n");
    // keys that are put together in code begin with one of these
    const families = [...code.matchAll(/`([a-z][A-Za-z.]*\.)\$\{|word\(\s*"([a-zA-Z.]+)"/g)].map(
        (match) => match[1] ?? `${match[2]}.`,
    );
    for (const key of Object.keys(english)) {
        if (!code.includes(`"${key}"`) && !families.some((family) => key.startsWith(family))) {
            wrong.push(`en.json: nobody uses ${key}`);
        }
    }
    return wrong;
}
