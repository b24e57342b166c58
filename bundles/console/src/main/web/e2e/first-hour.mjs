// An administrator's first hour, by keys alone: `keys` has no other way in.
import { checkAccess, settle } from "./stage.mjs";

export const PASSWORD = "known to its owner alone";

/** @param provider an identity provider: its issuer, our client and secret there, and whether it is to be reached */
export async function firstHour(play, keys, server, first, provider) {
    const { page } = keys;
    await play.step("the address of the server leads to sign-in, within a second", async () => {
        await page.goto(`${server}/`);
        await keys.see("textbox", "User name");
        await page.reload();
        await keys.see("textbox", "User name");
        const millis = await page.evaluate(() => performance.now());
        if (millis > 3000) throw new Error(`It took ${Math.round(millis)} ms`);
        await checkAccess(page);
    });
    await play.step("a wrong password is told as such", async () => {
        await keys.type("User name", "admin");
        await keys.type("Password", "not the password");
        await keys.press("Enter");
        await keys.says("alert", "no such user");
    });
    await play.step("the one-time password must be replaced first", async () => {
        await keys.type("Password", first);
        await keys.press("Enter");
        await keys.heading("Choose a new password");
        await checkAccess(page);
        await keys.type("New password", PASSWORD);
        await keys.type("New password, again", PASSWORD);
        await keys.press("Enter");
        await keys.heading("Home");
    });
    await play.step("the skip link comes first and leads to the content", async () => {
        await page.reload();
        await settle(page);
        await keys.press("Tab");
        await keys.reach("link", "Skip to the content", 0);
        await keys.press("Enter");
        const id = await page.evaluate(() => document.activeElement?.id);
        if (id !== "content") throw new Error(`The focus is on ${id}`);
    });
    await play.step("a company and a brand below it are made", async () => {
        await keys.press("g", "o");
        await keys.heading("Accounts");
        await settle(page);
        await keys.enter("button", "New account");
        await keys.inside("New account", async () => {
            await keys.type("Name", "Acme");
            await keys.press("Enter");
        });
        // what was made is shown
        await keys.inside("Acme", async () => {
            await keys.within("button", "New account below", "New account", async () => {
                await keys.type("Name", "Acme North");
                await keys.press("Escape");
            });
            await keys.enter("button", "New account below");
            await keys.inside("New account", async () => {
                await keys.type("Name", "Acme North");
                await keys.press("Enter");
            });
        });
        await keys.inside("Acme North", () => keys.press("Escape"));
        await keys.see("treeitem", /Acme North/);
    });
    await play.step("the tree is walked with arrows", async () => {
        await keys.reach("treeitem", /Acme/);
        await keys.press("Home", "ArrowDown");
        const name = await page.evaluate(() => document.activeElement?.textContent);
        if (!name?.startsWith("Acme North")) throw new Error(`The arrow leads to ${name}`);
        await keys.within("treeitem", /Acme North/, "Acme North", async () => {
            await keys.choose("Belongs to", "Nothing: it stands at the top");
            await keys.enter("button", "Move");
            await keys.see("button", "Move");
            await keys.choose("Belongs to", "Acme");
            await keys.enter("button", "Move");
            await keys.press("Escape");
        });
    });
    await play.step("a user gets a one-time password that is shown once", async () => {
        await keys.press("g", "u");
        await keys.heading("Users");
        await settle(page);
        await keys.within(
            "button",
            "New user",
            "New user",
            async () => {
                await keys.type("User name", "jane.doe");
                await keys.type("Display name", "Jane Doe");
                await keys.check("viewer");
                await keys.enter("button", "Create");
            },
            {
                dialogName: /jane\.doe/,
                work: async () => {
                    const secret = keys.shown("textbox", "One-time password");
                    await secret.waitFor();
                    if ((await secret.inputValue()).length < 12) throw new Error("It is short");
                    await keys.enter("button", "I have noted it");
                },
            },
        );
        await keys.see("link", /Jane Doe/);
    });
    await play.step("a role is put together", async () => {
        await keys.goTo("Roles");
        await keys.within("button", "New role", "New role", async () => {
            await keys.type("Name", "listener");
            await keys.type("Description", "Reads the archive");
            await keys.check("archive:read");
            await checkAccess(page);
            await keys.enter("button", "Save");
        });
        await keys.see("heading", "listener");
    });
    await play.step("the role is given for an account, and it is told why", async () => {
        await keys.goTo("Users");
        await keys.within("link", /Jane Doe/, "Jane Doe", async () => {
            await keys.within("button", "New grant", "New grant", async () => {
                await keys.choose("Role", "listener");
                await keys.choose("Where", "Acme North");
                await keys.enter("button", "Give");
            });
            await page.getByText("listener · Acme North").first().waitFor();
            await keys.choose("Permission", "archive:read");
            await keys.see("status", /./);
            await checkAccess(page);
            await keys.press("Escape");
        });
    });
    await play.step("an identity provider is connected and checked", async () => {
        await keys.goTo("Identity providers");
        await keys.within("button", "New identity provider", "New identity provider", async () => {
            await keys.type("Id", "staff");
            await keys.type("Name on the sign-in page", "Staff account");
            await keys.type("Issuer", provider.issuer);
            await keys.type("Client id", provider.client);
            await keys.type("Client secret", provider.secret);
            await keys.check("Make a user of whoever comes for the first time");
            await keys.choose("Account of new users", "Acme North");
            await checkAccess(page);
            await keys.enter("button", "Create");
        });
        await page.getByRole("row", { name: /Staff account/ }).waitFor();
        await keys.enter("button", "Check");
        await keys.inside("Staff account", async () => {
            await keys.says("status", provider.usable ? "People can sign in" : "Nobody can sign in");
            await checkAccess(page);
            await keys.press("Escape");
        });
    });
    await play.step("what is refused is told with its field", async () => {
        await keys.press("g", "u");
        await keys.heading("Users");
        await settle(page);
        await keys.within("button", "New user", "New user", async () => {
            await keys.type("User name", "Jane Doe!");
            await keys.press("Enter");
            await keys.says("alert", "name");
            await keys.press("Escape");
        });
    });
    await play.step("the audit log tells of it and is intact", async () => {
        await keys.press("g", "l");
        await keys.heading("Audit log");
        await settle(page);
        for (const action of ["user.create", "identity-provider.create"]) await keys.see("link", action);
        await keys.enter("button", "Verify");
        await keys.says("status", "Nothing was changed");
        await keys.type("What", "account.create");
        await page.waitForURL(/action=account/);
        await settle(page);
        await keys.within("link", "account.create", "account.create", async () => {
            await keys.press("Escape");
        });
    });
    await play.step("keys lead anywhere, and say so themselves", async () => {
        await keys.press("?");
        await keys.inside("Keyboard shortcuts", () => keys.press("Escape"));
        await keys.goTo("Health");
    });
}
