import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

/** Kilobytes of script, packed, that a page may take in all. */
const SIGN_IN = 130;
const PAGE = 200;

/** Adds up the script of each page, and tells those that are too large. */
export function checkSizes(_root, out, shared) {
    const manifest = JSON.parse(fs.readFileSync(path.join(out, "manifest.json"), "utf8"));
    const size = (file) => zlib.gzipSync(fs.readFileSync(path.join(out, file)), { level: 9 }).length;
    const reach = (keys, found = new Set()) => {
        for (const key of keys) {
            const chunk = manifest[key];
            if (!chunk || found.has(chunk.file)) continue;
            if (chunk.file.endsWith(".js")) found.add(chunk.file);
            reach(chunk.imports ?? [], found);
        }
        return found;
    };
    const react = shared.reduce((sum, name) => sum + size(`assets/${name}`), 0);
    const total = (...keys) => (react + [...reach(keys)].reduce((sum, file) => sum + size(file), 0)) / 1024;
    const messages = Object.keys(manifest).filter((key) => key.startsWith("src/generated/messages/"));
    const largest = (keys) => keys.sort((a, b) => size(manifest[b].file) - size(manifest[a].file))[0];
    // the largest of all languages
    const language = largest(messages);
    const own = (page) => largest((manifest[page].dynamicImports ?? []).filter((key) => messages.includes(key)));
    const lines = [];
    const wrong = [];
    const tell = (name, kilobytes, allowed) => {
        lines.push(`${name.padEnd(28)} ${kilobytes.toFixed(1).padStart(7)} kB of ${allowed}`);
        if (kilobytes > allowed) wrong.push(`${name} takes ${kilobytes.toFixed(1)} kB of script, more than ${allowed}`);
    };
    const signIn = total("index.html", "src/pages/SignIn.tsx", language);
    tell("sign-in", signIn, SIGN_IN);
    for (const key of Object.keys(manifest).filter(
        (key) => /^src\/pages\/.*\.tsx$/.test(key) && !key.includes("SignIn"),
    )) {
        tell(path.basename(key, ".tsx"), total("index.html", "src/App.tsx", key, language, own(key)), PAGE);
    }
    return { lines, wrong, signIn: signIn.toFixed(0) };
}
