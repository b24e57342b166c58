// The console in a browser: node e2e/run.mjs <address of the server> <file with the first password> <folder for what comes of it> <plugin with a page>
import fs from "node:fs";
import { everyPage } from "./every-page.mjs";
import { firstHour } from "./first-hour.mjs";
import { launch, listen, Play } from "./stage.mjs";
import { work } from "./work.mjs";

const [server, passwordFile, out, plugin] = process.argv.slice(2);
fs.mkdirSync(out, { recursive: true });
const play = new Play(out);
const browser = await launch();
try {
    const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: "en",
        timezoneId: "Europe/Prague",
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    play.page = page;
    const said = listen(page);
    await firstHour(play, page, server, fs.readFileSync(passwordFile, "utf8").trim());
    await work(play, page, server, plugin);
    await everyPage(play, browser, context, server);
    await play.step("the browser has nothing to complain about", async () => {
        if (said.length > 0) throw new Error([...new Set(said)].join("\n"));
    });
} finally {
    play.write();
    await browser.close();
}
for (const result of play.results)
    console.log(`${result.ok ? "ok" : "FAILED"} ${result.name} (${result.millis} ms) ${result.message ?? ""}`);
