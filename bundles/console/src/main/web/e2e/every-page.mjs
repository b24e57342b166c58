// Every page: accessible, as wide as the window, in both themes, on a phone, and from right to left; with a picture of each.
import path from "node:path";
import { checkAccess, checkWidth, listen, settle } from "./stage.mjs";

export const PAGES = [
    "",
    "inbox",
    "people",
    "saved-replies",
    "response-targets",
    "assignment-policies",
    "archive",
    "reports",
    "schedules",
    "channels",
    "connectors",
    "routing",
    "deliveries",
    "dead-letters",
    "webhooks",
    "accounts",
    "users",
    "groups",
    "onboardings",
    "onboarding-templates",
    "roles",
    "tokens",
    "plugins",
    "audit",
    "imports",
    "stand-ins",
    "exclusions",
    "second-factor-policy",
    "secret-keys",
    "identity-providers",
    "health",
    "settings",
];

const LOOKS = [
    { name: "1280-light", width: 1280, colorScheme: "light", language: "en", axe: true },
    // the same page in other colours
    { name: "1280-dark", width: 1280, colorScheme: "dark", language: "en", axe: true, rules: ["color-contrast"] },
    { name: "390-light", width: 390, colorScheme: "light", language: "en" },
    { name: "1280-arabic", width: 1280, colorScheme: "light", language: "ar" },
    { name: "390-arabic", width: 390, colorScheme: "dark", language: "ar" },
];

/** From page to page within the console, as a click does it. */
async function go(page, address) {
    await page.evaluate((there) => {
        document.querySelector("h1")?.setAttribute("data-left", "");
        history.pushState({}, "", there);
    }, address);
    await page.waitForSelector("h1:not([data-left])");
}

export async function everyPage(play, browser, signedIn, server) {
    const state = await signedIn.storageState();
    await Promise.all(
        LOOKS.map(async (look) => {
            const context = await browser.newContext({
                storageState: state,
                viewport: { width: look.width, height: 900 },
                colorScheme: look.colorScheme,
                timezoneId: "Europe/Prague",
            });
            context.setDefaultTimeout(15_000);
            await context.addInitScript((language) => {
                localStorage.setItem(
                    "rostrum.preferences",
                    JSON.stringify({ language, zone: "Europe/Prague", theme: "auto" }),
                );
            }, look.language);
            const page = await context.newPage();
            const said = listen(page);
            await page.goto(`${server}/console/settings`);
            await settle(page);
            for (const name of PAGES) {
                await play.step(`${name || "home"} in ${look.name}`, async () => {
                    await go(page, `/console/${name}`);
                    await settle(page);
                    const file = `${(name || "home").replaceAll("/", "-")}-${look.name}.png`;
                    await page.screenshot({ path: path.join(play.out, file), fullPage: true });
                    await checkWidth(page);
                    if (look.axe) await checkAccess(page, look.rules);
                    if (said.length > 0) throw new Error([...new Set(said.splice(0))].join("\n"));
                });
            }
            await context.close();
        }),
    );
}
