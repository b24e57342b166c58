// What goes wrong without anybody's fault.
import { type } from "./stage.mjs";

export async function mishaps(play, page, server) {
    await play.step("a change of what somebody else has changed meanwhile is refused", async () => {
        await page.goto(`${server}/console/accounts/acme-north`);
        const sheet = page.getByRole("dialog", { name: "Acme North" });
        await sheet.waitFor();
        await page.evaluate(async () => {
            const session = await (await fetch("/api/v1/session")).json();
            const version = (await fetch("/api/v1/accounts/acme-north")).headers.get("ETag");
            await fetch("/api/v1/accounts/acme-north", {
                method: "PUT",
                headers: { "Content-Type": "application/json", "X-Rostrum-Csrf": session.csrf, "If-Match": version },
                body: JSON.stringify({ name: "Acme North", zone: "UTC" }),
            });
        });
        await type(page, "Name", "Acme of the north");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").filter({ hasText: "Somebody else changed it" }).waitFor();
        await page.keyboard.press("Escape");
    });
}
