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
        // what is older than a month comes into the inbox as closed
        const day = new Date(Date.now() - (i % 25) * 86_400_000 - i * 60_000).toUTCString();
        return `<item><guid>m${i}</guid><title>${TEXTS[i % TEXTS.length]} ${i}</title><author>u${i}@example.org (Person ${i === 7 ? 6 : i})</author><link>https://example.org/${i}</link><pubDate>${day}</pubDate></item>`;
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
    await play.step("a conversation of the inbox is taken, noted and closed by keys", async () => {
        await open(page, server, "inbox", "Inbox");
        const list = await tabTo(page, "listbox", "Inbox");
        await page.waitForFunction(
            async () => (await (await fetch("/api/v1/inbox/counts")).json()).OPEN >= 120,
            undefined,
            { polling: 500, timeout: 30_000 },
        );
        const drawn = await list.getByRole("option").count();
        if (drawn > 60) throw new Error(`${drawn} of 120 rows are drawn at once`);
        await checkAccess(page);
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        const one = page.getByRole("region", { name: "Conversation" });
        await one.getByRole("listitem").first().waitFor();
        await checkAccess(page);
        await page.keyboard.press("i");
        await one.getByText(/^Assigned: /).waitFor();
        await page.keyboard.press("n");
        await page.keyboard.type("Asked the warehouse");
        await page.keyboard.press("Control+Enter");
        await one.getByText("Asked the warehouse").waitFor();
        await tabTo(page, "combobox", "Priority");
        await page.keyboard.press("End");
        await one.getByText(/^Priority: Urgent/).waitFor();
        await settle(page);
        await checkAccess(page);
        await press(page, "button", "Close");
        await press(page, "button", "Open again");
        await page.keyboard.press("?");
        await page.getByRole("dialog").getByText("The next conversation").waitFor();
        await page.keyboard.press("Escape");
        await press(page, "button", /^Mine/);
        await page.getByRole("listbox", { name: "Inbox" }).getByRole("option").nth(0).getByText("admin").waitFor();
        await page.keyboard.press("r");
        await type(page, "Reply", "It is on its way.");
        await one.getByText("only listens").waitFor();
        if (await one.getByRole("button", { name: "Send", exact: true }).isEnabled())
            throw new Error("A reply can be sent by a channel that only listens");
        await checkAccess(page);
    });
    await play.step("two contacts of one name are joined to a person, and taken apart", async () => {
        await open(page, server, "people?text=Person+6", "People");
        await page
            .getByRole("row", { name: /Person 6/ })
            .first()
            .getByRole("link")
            .click();
        await page.getByRole("heading", { level: 1, name: "Person 6" }).waitFor();
        await page.getByRole("region", { name: "What was said and done" }).getByRole("listitem").first().waitFor();
        await checkAccess(page);
        await press(page, "button", "Join with Person 6");
        await page.getByText(/^2 contacts joined by admin/).waitFor();
        await open(page, server, "people", "People");
        await press(page, "link", /Person 6/);
        await page.getByRole("region", { name: "Contacts" }).getByRole("button", { name: "Undo this join" }).waitFor();
        await checkAccess(page);
        await press(page, "button", "Undo this join");
        await page.getByText("Nobody is joined yet").waitFor();
    });
    await play.step("a reply is saved, and put in by keys", async () => {
        await open(page, server, "saved-replies", "Saved replies");
        await press(page, "button", "New saved reply");
        const dialog = page.getByRole("dialog");
        await type(page, "Name", "Ask for the model");
        await dialog.getByLabel("Account").selectOption({ index: 1 });
        await type(page, "Text", "Hello {customer}, which model is it?");
        await press(page, "button", "Save");
        await dialog
            .getByText(/is no placeholder/)
            .first()
            .waitFor();
        await checkAccess(page);
        await dialog.getByLabel("Text").fill("Hello {contact|there}, which model is it?");
        await dialog.getByText("Hello Anna Smith, which model is it?").waitFor();
        await type(page, "Language", "pl");
        await press(page, "button", "Add language");
        await type(page, "Text", "Który to model?");
        await press(page, "button", "Save");
        await page.getByRole("cell", { name: "English, Polish" }).waitFor();
        await checkAccess(page);
        const account = await page.evaluate(
            async () => (await (await fetch("/api/v1/saved-replies")).json()).items[0].accountId,
        );
        const at = await page.evaluate(
            async (id) => (await (await fetch(`/api/v1/inbox?account=${id}`)).json()).items[0]?.id,
            account,
        );
        if (at === undefined) throw new Error(`No conversation of ${account}`);
        await open(page, server, `inbox/${at}`, "Inbox");
        await page.getByRole("textbox", { name: "Reply" }).fill("");
        await tabTo(page, "textbox", "Reply");
        // what is loaded meanwhile may have moved the focus
        await page.getByRole("textbox", { name: "Reply", exact: true }).press("/");
        const picker = page.getByRole("dialog", { name: "Saved replies" });
        await picker.getByRole("option").waitFor();
        await checkAccess(page);
        await page.keyboard.type("MODEL");
        await page.keyboard.press("Escape");
        await picker.waitFor({ state: "detached" });
        await page.getByRole("textbox", { name: "Reply", exact: true }).press("/");
        await picker.getByRole("option").waitFor();
        await page.keyboard.press("Enter");
        await picker.waitFor({ state: "detached" });
        await page.keyboard.type(" Thanks!");
        await page.waitForFunction(() => /which model is it\? Thanks!$/.test(document.activeElement?.value ?? ""));
    });
    await play.step("conversations are searched, and what was looked for is kept as a view", async () => {
        await open(page, server, "inbox", "Inbox");
        const list = await tabTo(page, "listbox", "Inbox");
        const word = ((await list.getByRole("option").first().locator(".message-text").textContent()) ?? "")
            .split(/[^A-Za-z]+/)
            .find((part) => part.length > 3);
        await page.keyboard.press("f");
        await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
        await page.keyboard.type(`${word}`);
        await page.waitForURL(/[?&]q=/);
        await list.getByRole("option").first().waitFor();
        await press(page, "button", "Save view");
        await type(page, "Name", "What they say");
        await checkAccess(page);
        await press(page, "button", "Save");
        const view = page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: /^What they say/ });
        await view.waitFor();
        await page.waitForFunction(() => /[?&]view=/.test(location.search) && !/[?&]q=/.test(location.search));
        await list.getByRole("option").first().waitFor();
        await press(page, "button", "Change view");
        await press(page, "button", "Remove view");
        await press(page, "button", "Remove");
        await view.waitFor({ state: "detached" });
        await press(page, "button", "Step away");
        await page.getByText("You are away").waitFor();
        await checkAccess(page);
        await press(page, "button", "I am back");
        await page.getByText("You are away").waitFor({ state: "detached" });
    });
    await play.step("a rule is tried before it counts, and what it was is kept", async () => {
        await open(page, server, "routing", "Routing rules");
        await press(page, "button", "New rule");
        const dialog = page.getByRole("dialog");
        await type(page, "Name", "Late orders");
        await dialog.getByLabel("Makes a").selectOption("INBOX");
        await type(page, "Any of these words", "order");
        await press(page, "button", "Save");
        await dialog
            .getByText(/does something there/)
            .first()
            .waitFor();
        await type(page, "Add labels", "late");
        await dialog.getByText("People, hours and history").click();
        await dialog.getByLabel("When it was said").waitFor();
        await checkAccess(page);
        await press(page, "button", "Try on the last 30 days");
        await dialog.getByText(/^It would have applied to [1-9]/).waitFor();
        await dialog
            .getByRole("link", { name: /^My order still has not arrived/ })
            .first()
            .waitFor();
        await checkAccess(page);
        await press(page, "button", "Save");
        await press(page, "link", /^Late orders/);
        await type(page, "Name", "Orders that are late");
        await press(page, "button", "Save");
        await press(page, "link", /^Orders that are late/);
        await dialog.getByText("Versions", { exact: true }).click();
        await dialog.getByRole("button", { name: "Put version 1 into the form" }).click();
        await page.waitForFunction(() => document.querySelector("[role=dialog] input")?.value === "Late orders");
        await checkAccess(page);
        await press(page, "button", "Remove");
        await press(page, "button", "Remove");
        await page.getByRole("link", { name: /^Orders that are late/ }).waitFor({ state: "detached" });
    });
    await play.step("a policy says who gets the conversations that come in", async () => {
        await open(page, server, "assignment-policies", "Assignment");
        await press(page, "button", "New policy");
        const dialog = page.getByRole("dialog");
        await type(page, "Name", "In turn");
        await dialog.getByLabel("Account", { exact: true }).selectOption({ index: 1 });
        await dialog.getByLabel("User").fill("nobody.there");
        await dialog.getByLabel("Languages").fill("en, pl");
        await checkAccess(page);
        await press(page, "button", "Save");
        await dialog
            .getByText(/is nobody who may read/)
            .first()
            .waitFor();
        await dialog.getByLabel("User").fill("admin");
        await press(page, "button", "Save");
        await page.getByRole("cell", { name: "admin", exact: true }).waitFor();
        await checkAccess(page);
    });
    await play.step("a webhook is made, tried, given a new secret and removed", async () => {
        await open(page, server, "webhooks", "Webhooks");
        await press(page, "button", "New webhook");
        const dialog = page.getByRole("dialog");
        await type(page, "Name", "Data warehouse");
        await type(page, "Address", "http://hooks.invalid/rostrum");
        await dialog.getByLabel(/^All events/).uncheck();
        await dialog.getByLabel("delivery.dead").check();
        await checkAccess(page);
        await press(page, "button", "Create");
        await dialog
            .getByText(/only sent by https/)
            .first()
            .waitFor();
        await type(page, "Address", "https://hooks.invalid/rostrum");
        await press(page, "button", "Create");
        await page.waitForFunction(() =>
            [...document.querySelectorAll("[role=dialog] input")].some((one) => one.value.startsWith("whsec_")),
        );
        await checkAccess(page);
        await press(page, "button", "I have noted it");
        await press(page, "link", /^Data warehouse/);
        await dialog.getByText("Nothing was sent yet").waitFor();
        await press(page, "button", "Send a test");
        await dialog.getByText(/^It was not taken: /).waitFor();
        await checkAccess(page);
        await press(page, "button", "New secret");
        await page.getByRole("dialog", { name: "New secret" }).getByRole("button", { name: "New secret" }).click();
        await press(page, "button", "I have noted it");
        await dialog.getByText("The old secret counts until").waitFor();
        await press(page, "button", "Remove");
        await page.getByRole("dialog", { name: "Remove webhook" }).getByRole("button", { name: "Remove" }).click();
        await page.getByText("No webhooks").waitFor();
    });
    await play.step("a response target is set, and conversations show when they are due", async () => {
        await open(page, server, "response-targets", "Response targets");
        await press(page, "button", "New response target");
        const dialog = page.getByRole("dialog");
        await type(page, "Name", "Answers within two days");
        await dialog.getByLabel("Account", { exact: true }).selectOption({ index: 1 });
        await type(page, "First answer", "48");
        await press(page, "button", "Add step");
        await dialog.getByLabel("Action").selectOption({ label: "Assign" });
        await dialog.getByLabel("User").fill("nobody.there");
        await checkAccess(page);
        await press(page, "button", "Save");
        await dialog
            .getByText(/is nobody who may read/)
            .first()
            .waitFor();
        await dialog.getByLabel("User").fill("admin");
        await press(page, "button", "Save");
        await page.getByRole("cell", { name: "48 hours" }).waitFor();
        await checkAccess(page);
        await page.waitForFunction(
            async () => (await (await fetch("/api/v1/inbox?order=DUE")).json()).items.length > 0,
            undefined,
            { polling: 500, timeout: 30_000 },
        );
        await open(page, server, "inbox?view=due", "Inbox");
        const list = await tabTo(page, "listbox", "Inbox");
        await list.getByRole("option").first().getByText(/^due /).waitFor();
        await checkAccess(page);
    });
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
