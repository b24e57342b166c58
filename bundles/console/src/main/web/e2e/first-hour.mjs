// An administrator's first hour, by keys alone.
import { checkAccess, press, settle, tabTo, type } from "./stage.mjs";

export const PASSWORD = "known to its owner alone";

const go = async (page, letter) => {
    await page.keyboard.press("Escape");
    await page.locator("h1").first().focus();
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
};

const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

export async function firstHour(play, page, server, first) {
    await play.step("the address of the server leads to sign-in, within a second", async () => {
        await page.goto(`${server}/`);
        await page.getByRole("textbox", { name: "User name" }).waitFor();
        await page.reload();
        await page.getByRole("textbox", { name: "User name" }).waitFor();
        const millis = await page.evaluate(() => performance.now());
        if (millis > 3000) throw new Error(`It took ${Math.round(millis)} ms`);
        await checkAccess(page);
    });
    await play.step("a wrong password is told as such", async () => {
        await type(page, "User name", "admin");
        await type(page, "Password", "not the password");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").filter({ hasText: "no such user" }).waitFor();
    });
    await play.step("the one-time password must be replaced first", async () => {
        await type(page, "Password", first);
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
        await checkAccess(page);
        await type(page, "New password", PASSWORD);
        await type(page, "New password, again", PASSWORD);
        await page.keyboard.press("Enter");
        await heading(page, "Home");
    });
    await play.step("the skip link comes first and leads to the content", async () => {
        await page.reload();
        await settle(page);
        await page.keyboard.press("Tab");
        await tabTo(page, "link", "Skip to the content", 1);
        await page.keyboard.press("Enter");
        const id = await page.evaluate(() => document.activeElement?.id);
        if (id !== "content") throw new Error(`The focus is on ${id}`);
    });
    await play.step("a company and a brand below it are made", async () => {
        await go(page, "o");
        await heading(page, "Accounts");
        await press(page, "button", "New account");
        await page.getByRole("dialog").waitFor();
        await type(page, "Name", "Acme");
        await page.keyboard.press("Enter");
        await page.getByRole("treeitem", { name: /Acme/ }).waitFor();
        await press(page, "button", "New account below");
        const dialog = page.getByRole("dialog", { name: "New account" });
        await dialog.waitFor();
        await dialog.getByLabel("Name").fill("Acme North");
        await page.keyboard.press("Enter");
        await page.getByRole("treeitem", { name: /Acme North/ }).waitFor();
    });
    await play.step("a change of what somebody else has changed meanwhile is refused", async () => {
        await page.goto(`${server}/console/accounts/acme-north`);
        const sheet = page.getByRole("dialog", { name: "Acme North" });
        await sheet.waitFor();
        await page.evaluate(async () => {
            const session = await (await fetch("/api/v1/session")).json();
            await fetch("/api/v1/accounts/acme-north", {
                method: "PUT",
                headers: { "Content-Type": "application/json", "X-Rostrum-Csrf": session.csrf, "If-Match": '"1"' },
                body: JSON.stringify({ name: "Acme North", zone: "UTC" }),
            });
        });
        await sheet.getByLabel("Name").fill("Acme of the north");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").filter({ hasText: "Somebody else changed it" }).waitFor();
        await page.keyboard.press("Escape");
    });
    await play.step("a user gets a one-time password that is shown once", async () => {
        await go(page, "u");
        await heading(page, "Users");
        await press(page, "button", "New user");
        await page.getByRole("dialog").waitFor();
        await type(page, "User name", "jane.doe");
        await type(page, "Display name", "Jane Doe");
        await tabTo(page, "checkbox", "viewer");
        await page.keyboard.press("Space");
        await press(page, "button", "Create");
        const secret = page.getByRole("textbox", { name: "One-time password" });
        await secret.waitFor();
        if ((await secret.inputValue()).length < 12) throw new Error("It is short");
        await press(page, "button", "I have noted it");
        await page.getByRole("link", { name: /Jane Doe/ }).waitFor();
    });
    await play.step("a role is put together, given for an account, and it is told why", async () => {
        await page.goto(`${server}/console/roles`);
        await heading(page, "Roles");
        await press(page, "button", "New role");
        const dialog = page.getByRole("dialog", { name: "New role" });
        await dialog.waitFor();
        await type(page, "Name", "listener");
        await type(page, "Description", "Reads the archive");
        await tabTo(page, "checkbox", "archive:read");
        await page.keyboard.press("Space");
        await checkAccess(page);
        await press(page, "button", "Save");
        await page.getByRole("heading", { level: 2, name: "listener" }).waitFor();
        await page.goto(`${server}/console/users/jane.doe`);
        await press(page, "button", "New grant");
        const giving = page.getByRole("dialog", { name: "New grant" });
        await giving.getByLabel("Role", { exact: true }).selectOption("listener");
        await giving.getByLabel("Where").selectOption({ label: "Acme North" });
        await press(page, "button", "Give");
        const sheet = page.getByRole("dialog", { name: "Jane Doe" });
        await sheet.getByText("listener · Acme North").first().waitFor();
        await sheet.getByLabel("Permission", { exact: true }).selectOption("archive:read");
        await sheet.getByRole("status").waitFor();
        await checkAccess(page);
        await page.keyboard.press("Escape");
    });
    await play.step("what is refused is told with its field", async () => {
        await go(page, "u");
        await heading(page, "Users");
        await press(page, "button", "New user");
        await page.getByRole("dialog").waitFor();
        await type(page, "User name", "Jane Doe!");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").filter({ hasText: "name" }).waitFor();
        await page.keyboard.press("Escape");
    });
    await play.step("the audit log tells of it and is intact", async () => {
        await go(page, "l");
        await heading(page, "Audit log");
        await page.getByRole("link", { name: "user.create" }).first().waitFor();
        await press(page, "button", "Verify");
        await page.getByRole("status").filter({ hasText: "Nothing was changed" }).waitFor();
        await type(page, "What", "account.create");
        await page.waitForURL(/action=account/);
        await settle(page);
        await press(page, "link", "account.create");
        await page.getByRole("dialog", { name: "account.create" }).waitFor();
        await page.keyboard.press("Escape");
    });
    await play.step("keys lead anywhere, and say so themselves", async () => {
        await page.locator("h1").first().focus();
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
        await page.keyboard.press("Escape");
        await page.keyboard.press("Control+K");
        await page.getByRole("combobox", { name: "Go to …" }).waitFor();
        await page.keyboard.type("heal");
        await page.keyboard.press("Enter");
        await heading(page, "Health");
    });
}
