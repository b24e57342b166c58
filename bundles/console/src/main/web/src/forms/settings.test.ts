import { describe, expect, it } from "vitest";
import { forChange, namesOf, type SettingsSchema, secretsOf, typed } from "./settings";

const schema: SettingsSchema = {
    properties: {
        password: { type: "string", writeOnly: true, "x-order": 3 },
        url: { type: "string", "x-order": 1 },
        seconds: { type: "integer", "x-order": 2 },
        words: { type: "array", "x-order": 5 },
        tls: { type: "boolean", "x-order": 4 },
    },
    required: ["url", "password"],
};

describe("settings of a connector", () => {
    it("stand in their order", () => {
        expect(namesOf(schema)).toEqual(["url", "seconds", "password", "tls", "words"]);
        expect(secretsOf(schema)).toEqual(["password"]);
    });

    it("come as texts and get their types", () => {
        expect(typed(schema, { url: "x", seconds: "15", tls: "true", words: "a, b\\,c" })).toEqual({
            url: "x",
            seconds: 15,
            tls: true,
            words: ["a", "b,c"],
        });
    });

    it("need no secret again that is set", () => {
        expect(forChange(schema, ["password"]).required).toEqual(["url"]);
    });
});
