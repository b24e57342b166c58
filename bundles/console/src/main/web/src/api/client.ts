import createClient from "openapi-fetch";
import type { components, paths } from "../generated/api";
import { preferences } from "../preferences";
import { ProblemError, readProblem } from "./problem";

export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** Proof that a change comes from a page of ours; told with the session. */
let csrf: string | undefined;

let onSignedOut: () => void = () => undefined;

let onRefused: () => void = () => undefined;

export const connection = {
    prove(value: string | undefined) {
        csrf = value;
    },
    /** Called when the server does not know us any more. */
    whenSignedOut(action: () => void) {
        onSignedOut = action;
    },
    /** Called when the server refuses what the session may not do. */
    whenRefused(action: () => void) {
        onRefused = action;
    },
    headers(changing: boolean): Record<string, string> {
        return {
            "Accept-Language": preferences.get().language,
            ...(changing && csrf ? { "X-Rostrum-Csrf": csrf } : {}),
        };
    },
};

export const api = createClient<paths>({ baseUrl: "/api/v1" });

api.use({
    onRequest({ request }) {
        for (const [name, value] of Object.entries(connection.headers(request.method !== "GET"))) {
            request.headers.set(name, value);
        }
    },
    async onResponse({ request, response }) {
        if (response.ok) return;
        const signingIn = request.method === "POST" && request.url.endsWith("/session");
        if (response.status === 401 && !signingIn) onSignedOut();
        if (response.status === 403) onRefused();
        throw await readProblem(response);
    },
    onError() {
        return new ProblemError({ status: 0 });
    },
});

/** What a call answers. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
    const { data } = await call;
    return data as T;
}

/** The condition that nobody changed it since it was read. */
export const unchanged = (seen: { version: number }) => ({ "If-Match": `"${seen.version}"` });

/** Asks for what is no JSON, such as a report. */
export async function download(path: string): Promise<Blob> {
    const response = await fetch(path, { headers: connection.headers(false) });
    if (!response.ok) throw await readProblem(response);
    return response.blob();
}

/** Asks for JSON to be changed by hand: its text to the letter, and its version. */
export async function original(path: string) {
    const response = await fetch(path, { headers: connection.headers(false) });
    if (!response.ok) throw await readProblem(response);
    return { text: await response.text(), version: Number(response.headers.get("ETag")?.match(/\d+/)?.[0]) };
}

/** Saves what the browser has under a name. */
export function save(blob: Blob, name: string) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
