// How long a browser takes until somebody can type their name: node build/interactive.mjs <server> [rounds]
// From the start of the navigation until the first key typed into the first field stands in it. Each round has a fresh
// browser profile, so nothing is cached; "again" is the same page with its scripts in the cache. Chromium comes from
// the system (CHROMIUM names another one).
import { chromium } from "playwright-core";

const [, , server = "http://127.0.0.1:8181", rounds = "9"] = process.argv;
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking"],
});

async function typed(context) {
    const page = await context.newPage();
    // the page itself looks for its field at each frame, so that no round trip of ours is counted
    await page.addInitScript(() => {
        const look = () => {
            const field = document.querySelector("input");
            if (!field) return requestAnimationFrame(look);
            const now = () => {
                globalThis.interactive = performance.now();
            };
            field.addEventListener("input", now, { once: true });
            field.focus();
            document.execCommand("insertText", false, "a");
            if (field.value !== "a") requestAnimationFrame(look);
        };
        addEventListener("DOMContentLoaded", look);
    });
    await page.goto(`${server}/console/`);
    await page.waitForFunction(() => globalThis.interactive !== undefined);
    const took = await page.evaluate(() => globalThis.interactive);
    await page.close();
    return took;
}

const first = [];
const again = [];
for (let round = 0; round <= Number(rounds); round++) {
    const context = await browser.newContext();
    const cold = await typed(context);
    const warm = await typed(context);
    await context.close();
    // the first round warms server and browser
    if (round > 0) {
        first.push(cold);
        again.push(warm);
    }
}
await browser.close();
for (const [name, values] of [
    ["first visit", first],
    ["again", again],
]) {
    values.sort((a, b) => a - b);
    const at = (share) => Math.round(values[Math.floor((values.length - 1) * share)]);
    console.log(`${name}: ${at(0.5)} ms (${at(0)}–${at(1)}), ${values.length} rounds`);
}
