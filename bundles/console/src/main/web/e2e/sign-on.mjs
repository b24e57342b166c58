// Signing in through the identity provider that the first hour connected, in a browser that nobody has used.
import { checkAccess, settle } from "./stage.mjs";

/** @param provider as the first hour has it; alice is known there */
export async function signOn(play, browser, server, provider) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en" });
    context.setDefaultTimeout(15_000);
    const before = play.page;
    const page = await context.newPage();
    play.page = page;
    try {
        await play.step("the sign-in page offers the identity provider", async () => {
            await page.goto(`${server}/console/settings`);
            await page.getByRole("link", { name: /Staff account/ }).waitFor();
            await checkAccess(page);
            await page.screenshot({ path: `${play.out}/sign-in-provider.png` });
        });
        if (!provider.usable) {
            await play.step("a provider that cannot be reached is told, and passwords still open", async () => {
                await page.getByRole("link", { name: /Staff account/ }).click();
                await page.getByRole("alert").waitFor();
                await page.getByRole("textbox", { name: "User name" }).waitFor();
            });
            return;
        }
        await play.step("its own page asks for the password, and leads back to where one was", async () => {
            await page.getByRole("link", { name: /Staff account/ }).click();
            await page.waitForURL((address) => !address.href.startsWith(server));
            await page.locator("#username").fill("alice");
            await page.locator("#password").fill("alice knows");
            await page.keyboard.press("Enter");
            await page.waitForURL(`${server}/console/settings`);
            await settle(page);
            const { user } = await page.evaluate(async () => (await fetch("/api/v1/session")).json());
            if (user !== "alice") throw new Error(`Signed in as ${user}`);
        });
        await play.step("settings show through whom one signs in, and the last way stays open", async () => {
            const links = page.getByRole("region", { name: "Accounts at identity providers" });
            await links.getByText("staff", { exact: true }).waitFor();
            await page.screenshot({ path: `${play.out}/settings-links.png`, fullPage: true });
            await links.getByRole("button", { name: "Unlink" }).click();
            const dialog = page.getByRole("dialog", { name: "Unlink" });
            await dialog.getByRole("button", { name: "Unlink" }).click();
            await dialog
                .getByText(/the only way to sign in/)
                .first()
                .waitFor();
            await checkAccess(page);
            await page.screenshot({ path: `${play.out}/settings-unlink.png` });
            await page.keyboard.press("Escape");
            await dialog.waitFor({ state: "hidden" });
        });
        await play.step("preferences go along to another browser", async () => {
            const kept = page.waitForResponse(
                (one) => one.url().endsWith("/preferences") && one.request().method() === "PUT",
            );
            await page.getByLabel("Language", { exact: true }).selectOption("de");
            await page.getByRole("heading", { name: "Meine Einstellungen" }).waitFor();
            if ((await kept).status() !== 200) throw new Error("They were not kept");
            const other = await browser.newContext({ storageState: { cookies: await context.cookies(), origins: [] } });
            const there = await other.newPage();
            await there.goto(`${server}/console/settings`);
            await there.getByRole("heading", { name: "Meine Einstellungen" }).waitFor();
            await other.close();
            await page.getByLabel("Sprache", { exact: true }).selectOption("en");
            await page.getByRole("heading", { name: "My settings" }).waitFor();
        });
        await play.step("who signs out is out", async () => {
            const session = await page.evaluate(async () => (await fetch("/api/v1/session")).status);
            if (session !== 200) throw new Error(`Not signed in: ${session}`);
            await page.getByRole("button", { name: /settings and sign-out/ }).click();
            await page.getByRole("button", { name: "Sign out", exact: true }).click();
            await page.getByRole("textbox", { name: "User name" }).waitFor();
            const after = await page.evaluate(async () => (await fetch("/api/v1/session")).status);
            if (after !== 401) throw new Error(`Still signed in: ${after}`);
        });
    } finally {
        play.page = before;
        await context.close();
    }
}
