import fs from "node:fs";
import path from "node:path";

const ALLOWED = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "MIT-0"]);

/** Lists the packages whose code is in the pages, with their licences; fails on one that we may not pass on. */
export function writeLicences(root, packages, file) {
    const parts = [];
    for (const name of [...packages].sort()) {
        const folder = path.join(root, "node_modules", name);
        const about = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
        const licence = typeof about.license === "string" ? about.license : (about.license?.type ?? "unknown");
        const choices = licence.replace(/[()]/g, "").split(" OR ");
        if (!choices.some((choice) => ALLOWED.has(choice))) {
            throw new Error(`${name} has the licence ${licence}, which is not among those that we pass on`);
        }
        const text = fs.readdirSync(folder).find((candidate) => /^licen[cs]e(\.|-|$)/i.test(candidate));
        parts.push(
            `${name} ${about.version}\nLicence: ${licence}\n${text ? `\n${fs.readFileSync(path.join(folder, text), "utf8").trim()}\n` : ""}`,
        );
    }
    fs.writeFileSync(
        file,
        `The console contains code of these packages.\n\n${parts.join(`\n${"-".repeat(78)}\n\n`)}`.replace(
            /\r\n/g,
            "\n",
        ),
    );
}
