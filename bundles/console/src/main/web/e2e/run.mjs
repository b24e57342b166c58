// The console in a browser: node e2e/run.mjs <address of the server> <file with the first password> <folder for what comes of it> <plugin with a page>
// [<issuer of an identity provider> <client there> <its secret>]
import fs from "node:fs";
import { everyPage } from "./every-page.mjs";
import { firstHour } from "./first-hour.mjs";
import { Keys } from "./keys.mjs";
import { mishaps } from "./mishaps.mjs";
import { signOn } from "./sign-on.mjs";
import { launch, listen, Play } from "./stage.mjs";
import { work } from "./work.mjs";

const [server, passwordFile, out, plugin, issuer, client, secret] = process.argv.slice(2);
const provider = issuer
    ? { issuer, client, secret, usable: true }
    : { issuer: "https://sso.invalid/realms/staff", client: "rostrum", secret: "not known anywhere", usable: false };
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
    await firstHour(play, new Keys(page), server, fs.readFileSync(passwordFile, "utf8").trim(), provider);
    await signOn(play, browser, server, provider);
    await mishaps(play, page, server);
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
