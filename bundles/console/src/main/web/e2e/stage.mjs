// What the browser tests stand on: a browser, keys instead of a mouse, axe, pictures.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = process.env.ROSTRUM_CHROMIUM ?? "/usr/bin/chromium";

export async function launch() {
    // in containers and for root there is no sandbox; only our own pages are opened
    return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

/** Runs tests one after the other, and keeps what became of each. */
export class Play {
    results = [];

    constructor(out) {
        this.out = out;
    }

    async step(name, action) {
        const began = Date.now();
        try {
            await action();
            this.results.push({ name, ok: true, millis: Date.now() - began });
        } catch (failure) {
            this.results.push({
                name,
                ok: false,
                millis: Date.now() - began,
                message: String(failure?.message ?? failure),
            });
            await this.page
                ?.screenshot({ path: path.join(this.out, `failed-${this.results.length}.png`) })
                .catch(() => undefined);
        }
    }

    write() {
        fs.writeFileSync(path.join(this.out, "results.json"), JSON.stringify(this.results, null, 1));
    }
}

/** What a page says to the console and should not. */
export function listen(page) {
    const said = [];
    page.on("console", (message) => {
        // refusals are part of the play, and are asked about where they are shown
        if (message.type() === "error" && !/Failed to load resource/.test(message.text())) said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(error.message));
    return said;
}

/** Moves the focus with the tab key until it is on the thing with this role and name. */
export async function tabTo(page, role, name, most = 80) {
    const wanted = page.getByRole(role, { name, exact: typeof name === "string" }).first();
    await wanted.waitFor();
    for (let i = 0; i < most; i++) {
        if (await wanted.evaluate((element) => element === document.activeElement)) return wanted;
        await page.keyboard.press("Tab");
    }
    throw new Error(`The tab key does not reach the ${role} "${name}"`);
}

/** Reaches a field by keys and types into it. */
export async function type(page, name, text) {
    await tabTo(page, "textbox", name);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
}

/** Reaches a button by keys and presses it. */
export async function press(page, role, name) {
    await tabTo(page, role, name);
    await page.keyboard.press("Enter");
}

/** Until nothing fades or moves: what is half transparent has no contrast. */
async function calm() {
    const fades = (one) => one.playState === "running" && Number.isFinite(one.effect?.getComputedTiming().endTime);
    let still = 0;
    for (let frame = 0; frame < 300 && still < 3; frame++) {
        await new Promise(requestAnimationFrame);
        still = document.querySelector("[data-loading=true]") || document.getAnimations().some(fades) ? 0 : still + 1;
    }
}

/** Fails on what keeps people with assistive technology out; of all rules, or of those that are named. */
export async function checkAccess(page, rules) {
    await page.evaluate(calm);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(
        (only) => window.axe.run(document, only ? { runOnly: only } : {}),
        rules,
    );
    const grave = violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
    if (grave.length > 0) {
        throw new Error(
            grave
                .map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))}`)
                .join("\n"),
        );
    }
}

/** Fails when the page is wider than the window. */
export async function checkWidth(page) {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) throw new Error(`It is ${over} pixels wider than the window`);
}

/** Until nothing is waited for any more. */
export async function settle(page) {
    await page.waitForSelector("h1");
    await page.waitForFunction(() => !document.querySelector(".waiting, .ghost, [aria-busy=true]"), undefined, {
        timeout: 10_000,
    });
}
