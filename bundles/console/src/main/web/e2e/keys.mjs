// Somebody without a mouse: keys go in, what is shown comes out. Nothing here clicks, fills or puts the focus anywhere.
import { settle } from "./stage.mjs";

/** What would tell that a thing has the focus: on itself, or on the frame around a field. */
const LOOK = (element) =>
    [element, element.parentElement]
        .map((one) => getComputedStyle(one))
        .flatMap((style) => [
            style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`,
            style.boxShadow,
            style.borderColor,
            style.backgroundColor,
            style.transform,
            style.clipPath,
        ])
        .join("|");

export class Keys {
    /** The windows that are open, the topmost last: what is looked for is looked for there. */
    windows = [];

    constructor(page) {
        this.page = page;
    }

    async press(...keys) {
        for (const key of keys) await this.page.keyboard.press(key);
    }

    shown(role, name) {
        return (this.windows.at(-1) ?? this.page).getByRole(role, { name, exact: typeof name === "string" }).first();
    }

    async see(role, name) {
        await this.shown(role, name).waitFor();
    }

    async says(role, text) {
        await (this.windows.at(-1) ?? this.page).getByRole(role).filter({ hasText: text }).first().waitFor();
    }

    heading(name) {
        return this.see("heading", name);
    }

    /** Moves on with the tab key until the focus is on the thing, and makes sure that it can be seen there. */
    async reach(role, name, most = 120) {
        const wanted = this.shown(role, name);
        await wanted.waitFor();
        const focused = () => wanted.evaluate((element) => element === document.activeElement);
        if (await focused()) return wanted;
        const before = await wanted.evaluate(LOOK);
        for (let i = 0; i < most; i++) {
            await this.press("Tab");
            if (await focused()) {
                const look = await this.waitFor(
                    () => wanted.evaluate(LOOK),
                    (now) => now !== before,
                );
                if (look === before) throw new Error(`The focus cannot be seen on the ${role} "${name}"`);
                return wanted;
            }
        }
        throw new Error(`The tab key does not reach the ${role} "${name}"`);
    }

    async waitFor(read, good) {
        let last = await read();
        for (let i = 0; i < 40 && !good(last); i++) {
            await this.page.waitForTimeout(25);
            last = await read();
        }
        return last;
    }

    async type(name, text, role = "textbox") {
        await this.reach(role, name);
        await this.press("Control+A");
        await this.page.keyboard.type(text);
    }

    async enter(role, name) {
        await this.reach(role, name);
        await this.press("Enter");
    }

    async check(name) {
        await this.reach("checkbox", name);
        await this.press("Space");
        if (!(await this.shown("checkbox", name).isChecked())) throw new Error(`"${name}" is not checked`);
    }

    /** Chooses from a list with the arrow keys. */
    async choose(name, wanted) {
        const list = await this.reach("combobox", name);
        const chosen = () => list.evaluate((element) => element.selectedOptions[0]?.textContent);
        // of lists that are still read the wanted one may not be there yet
        const all = await this.waitFor(
            () => list.evaluate((element) => [...element.options].map((one) => one.textContent)),
            (now) => now.includes(wanted),
        );
        await this.press("Home");
        for (let i = 0; i < all.length && (await chosen()) !== wanted; i++) await this.press("ArrowDown");
        const found = await this.waitFor(chosen, (now) => now === wanted);
        if (found !== wanted) throw new Error(`"${found}" was chosen for "${name}" instead of "${wanted}"`);
    }

    /** Goes to a page by the palette. */
    async goTo(title) {
        await this.press("Control+K");
        await this.see("combobox", "Go to …");
        await this.page.keyboard.type(title);
        await this.press("Enter");
        await this.heading(title);
        await settle(this.page);
    }

    /**
     * Opens a window, works in it and leaves it: the focus goes into it, and comes back to where it was; after the window that
     * follows on it, if there is one.
     */
    async within(role, opener, dialogName, work, next) {
        const button = await this.reach(role, opener);
        await this.press("Enter");
        await this.inside(dialogName, work);
        if (next) await this.inside(next.dialogName, next.work);
        const back = await this.waitFor(
            () => button.evaluate((element) => element === document.activeElement),
            Boolean,
        );
        if (!back) {
            const where = await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 150));
            throw new Error(`The focus does not come back from "${dialogName}" to "${opener}"; it is on ${where}`);
        }
    }

    /** Works in a window that has come, and that goes by it. */
    async inside(dialogName, work) {
        const dialog = this.page.getByRole("dialog", { name: dialogName, exact: typeof dialogName === "string" });
        await dialog.waitFor();
        const inside = await this.waitFor(
            () => dialog.evaluate((element) => element.contains(document.activeElement)),
            Boolean,
        );
        if (!inside) throw new Error(`The focus does not go into "${dialogName}"`);
        this.windows.push(dialog);
        try {
            await work();
        } finally {
            this.windows.pop();
        }
        await dialog.waitFor({ state: "hidden" });
    }
}
