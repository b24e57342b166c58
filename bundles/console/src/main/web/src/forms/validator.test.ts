import { describe, expect, it } from "vitest";
import type { SettingsSchema } from "./settings";
import { check } from "./validator";

const schema = {
    type: "object",
    properties: {
        url: { type: "string", minLength: 1 },
        port: { type: "integer", minimum: 1, maximum: 65535 },
        words: { type: "array", items: { type: "string", maxLength: 3 } },
        mode: { type: "string", oneOf: [{ const: "a" }, { const: "b" }] },
    },
    required: ["url"],
    additionalProperties: false,
} as SettingsSchema;

const keywords = (settings: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(check(schema, settings)).map(([name, mistake]) => [name, mistake.keyword]));

describe("settings", () => {
    it("are right", () => {
        expect(keywords({ url: "https://example.org", port: 80, words: ["a"], mode: "b" })).toEqual({});
    });

    it("lack what is required", () => {
        expect(keywords({ url: undefined })).toEqual({ url: "required" });
    });

    it("are wrong, each for itself", () => {
        expect(keywords({ url: "", port: 0, words: ["long"] })).toEqual({
            url: "minLength",
            port: "minimum",
            words: "maxLength",
        });
    });

    it("are not known", () => {
        expect(Object.keys(keywords({ url: "x", other: 1 }))).toEqual(["other"]);
    });
});
