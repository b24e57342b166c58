// What comes after the first hour: a channel listens, its messages are found, a report is made, a plugin brings a page.
import http from "node:http";
import { checkAccess, press, settle, tabTo, type } from "./stage.mjs";

const TEXTS = [
    "My order still has not arrived",
    "Love the new colours!",
    "هل المتجر مفتوح يوم الأحد؟",
    "你们周末营业吗？",
];

/** A network of our own: a feed with a few messages. */
async function feed(count) {
    const items = Array.from({ length: count }, (_, i) => {
        const day = new Date(Date.UTC(2026, 8, 1 + (i % 25), 9, i % 60)).toUTCString();
        return `<item><guid>m${i}</guid><title>${TEXTS[i % TEXTS.length]} ${i}</title><author>u${i}@example.org (Person ${i})</author><link>https://example.org/${i}</link><pubDate>${day}</pubDate></item>`;
    });
    const server = http.createServer((_request, response) => {
        response.setHeader("Content-Type", "application/rss+xml");
        response.end(
            `<?xml version="1.0"?><rss version="2.0"><channel><title>Acme</title><link>https://example.org</link><description>News</description>${items.join("")}</channel></rss>`,
        );
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { address: `http://127.0.0.1:${server.address().port}/feed`, end: () => server.close() };
}

const open = async (page, server, place, heading) => {
    await page.goto(`${server}/console/${place}`);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await settle(page);
};

export async function work(play, page, server, plugin) {
    const network = await feed(120);
    await play.step("a channel is tried and made by the form of its connector", async () => {
        await open(page, server, "channels", "Channels");
        await press(page, "button", "New channel");
        const dialog = page.getByRole("dialog", { name: "New channel" });
        await dialog.waitFor();
        await dialog.getByLabel("Connector", { exact: true }).selectOption("feed");
        await type(page, "Name", "Acme news");
        await dialog.getByLabel("Account", { exact: true }).selectOption({ label: "Acme" });
        await checkAccess(page);
        await type(page, "Address", network.address);
        await press(page, "button", "Check the connection");
        await dialog.getByRole("status").filter({ hasText: "The connection works" }).waitFor();
        await press(page, "button", "Create");
        await page.getByRole("dialog", { name: "Acme news" }).waitFor();
        await checkAccess(page);
        await page.keyboard.press("Escape");
        await page
            .getByRole("row", { name: /Acme news/ })
            .getByText("Listening")
            .waitFor();
    });
    await play.step("settings that cannot be are told at their field", async () => {
        await press(page, "button", "New channel");
        const dialog = page.getByRole("dialog", { name: "New channel" });
        await dialog.getByLabel("Connector", { exact: true }).selectOption("feed");
        await type(page, "Name", "Wrong");
        await dialog.getByLabel("Account", { exact: true }).selectOption({ label: "Acme" });
        await dialog.getByLabel("Time-out").fill("500");
        await dialog.getByLabel("Time-out").blur();
        await dialog.getByText("This is too large.").waitFor();
        await dialog.getByLabel("Address").fill("no address");
        await press(page, "button", "Create");
        await dialog.getByRole("alert").waitFor();
        await page.keyboard.press("Escape");
    });
    await play.step("a channel is paused and goes on", async () => {
        await press(page, "link", /Acme news/);
        const sheet = page.getByRole("dialog", { name: "Acme news" });
        await sheet.waitFor();
        await press(page, "button", "Pause");
        await press(page, "button", "Resume");
        await sheet.getByText("Listening").waitFor();
        await page.keyboard.press("Escape");
    });
    await play.step(
        "what it heard is in the archive, and a message shows its conversation and its original",
        async () => {
            await page.waitForFunction(
                async () => (await (await fetch("/api/v1/archive/totals")).json()).activities >= 120,
                undefined,
                { polling: 500, timeout: 30_000 },
            );
            await open(page, server, "archive", "Archive");
            const list = await tabTo(page, "listbox", "Messages");
            const drawn = await list.getByRole("option").count();
            if (drawn > 60) throw new Error(`${drawn} of 120 rows are drawn at once`);
            await page.keyboard.press("End");
            await page.keyboard.press("Home");
            await page.keyboard.press("ArrowDown");
            await page.keyboard.press("Enter");
            const sheet = page.getByRole("dialog", { name: "Conversation" });
            await sheet.getByRole("listitem").first().waitFor();
            await sheet.getByText(/Original/).waitFor();
            await checkAccess(page);
            await page.keyboard.press("Escape");
            await page.getByLabel("Direction").selectOption("OUTBOUND");
            await page.getByRole("heading", { name: "No messages" }).waitFor();
        },
    );
    await play.step("a rule is made and changed", async () => {
        await open(page, server, "routing", "Routing rules");
        await press(page, "button", "New rule");
        await type(page, "Name", "Orders to support");
        await type(page, "For", "support");
        await type(page, "Any of these words", "order, parcel");
        await press(page, "button", "Save");
        await press(page, "link", /Orders to support/);
        const dialog = page.getByRole("dialog", { name: "Orders to support" });
        await dialog.waitFor();
        await checkAccess(page);
        await tabTo(page, "switch", "On");
        await page.keyboard.press("Space");
        await press(page, "button", "Save");
        await page
            .getByRole("row", { name: /Orders to support/ })
            .getByText("Off", { exact: true })
            .waitFor();
    });
    await play.step("a report is made, looked at and downloaded", async () => {
        await open(page, server, "reports", "Reports");
        await press(page, "button", "Make a report");
        const dialog = page.getByRole("dialog", { name: "Make a report" });
        await dialog.getByLabel("Period").selectOption("DAYS");
        await dialog.getByLabel("From day").fill("2026-09-01");
        await dialog.getByLabel("To day").fill("2026-09-30");
        await checkAccess(page);
        await press(page, "button", "Make it");
        const sheet = page.getByRole("dialog", { name: "Engagement report" });
        await sheet.waitFor();
        const view = sheet.getByRole("button", { name: "View" });
        await view.waitFor({ timeout: 60_000 });
        const [file] = await Promise.all([
            page.waitForEvent("download"),
            sheet.getByRole("button", { name: "Download" }).click(),
        ]);
        if (!file.suggestedFilename().endsWith(".pdf")) throw new Error(file.suggestedFilename());
        await view.press("Enter");
        const frame = page.locator("iframe.pdf");
        await frame.waitFor();
        if (!(await frame.getAttribute("src"))?.startsWith("blob:")) throw new Error("The report is not shown");
        await page.waitForTimeout(500);
        await page.screenshot({ path: `${play.out}/report.png` });
        await page.keyboard.press("Escape");
    });
    await play.step("a schedule is made and tells its next runs", async () => {
        await open(page, server, "schedules", "Schedules");
        await press(page, "button", "New schedule");
        await type(page, "Name", "Weekly for the board");
        const dialog = page.getByRole("dialog", { name: "New schedule" });
        await dialog.getByLabel("How often").selectOption("WEEKLY");
        await type(page, "Mail addresses", "board@acme.example");
        await type(page, "Who is told of failures", "admin@acme.example");
        await checkAccess(page);
        await press(page, "button", "Save");
        await page
            .getByRole("dialog", { name: "Weekly for the board" })
            .getByRole("heading", { name: "Next runs" })
            .waitFor();
        await page.keyboard.press("Escape");
    });
    await play.step("a token is shown once and revoked", async () => {
        await open(page, server, "tokens", "Tokens");
        await press(page, "button", "New token");
        await type(page, "What it is for", "a test");
        await press(page, "button", "Create");
        const secret = page.getByRole("textbox", { name: "Token" });
        await secret.waitFor();
        if (!(await secret.inputValue()).startsWith("rst_")) throw new Error("It is no token");
        await press(page, "button", "I have noted it");
        await press(page, "button", "Revoke");
        const dialog = page.getByRole("dialog", { name: "Revoke" });
        await dialog.waitFor();
        await dialog.getByRole("button", { name: "Revoke" }).press("Enter");
        await page.getByRole("heading", { name: "No tokens" }).waitFor();
    });
    await play.step("a plugin is uploaded, and its page is drawn with the same React", async () => {
        await open(page, server, "plugins", "Plugins");
        await page.locator("input[type=file]").setInputFiles(plugin);
        const sheet = page.getByRole("dialog").filter({ hasText: "Running" });
        await sheet.waitFor({ timeout: 40_000 });
        await checkAccess(page);
        await page.keyboard.press("Escape");
        await press(page, "link", "Moon");
        await page.getByRole("heading", { level: 1, name: "Moon" }).waitFor();
        await page.getByText("drawn for admin, same React: true").waitFor();
        await press(page, "button", "seen 0 times");
        await page.getByRole("button", { name: "seen 1 times" }).waitFor();
        await checkAccess(page);
    });
    await play.step("a plugin that is taken away takes its page along", async () => {
        await open(page, server, "plugins", "Plugins");
        await page.getByRole("main").getByRole("link", { name: /^moon/ }).press("Enter");
        await page.getByRole("dialog").waitFor();
        await press(page, "button", "Remove");
        const dialog = page.getByRole("dialog", { name: "Remove plugin" });
        await dialog.waitFor();
        await dialog.getByRole("button", { name: "Remove" }).press("Enter");
        await page.getByRole("main").getByRole("link", { name: /^moon/ }).waitFor({ state: "detached" });
        await page.getByRole("link", { name: "Moon" }).waitFor({ state: "detached" });
    });
    network.end();
}
