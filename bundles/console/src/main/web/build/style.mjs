import fs from "node:fs";
import path from "node:path";

/** Writes Mantine's colours and sizes as a file: pages may not have styles written into them. */
export async function writeVariables(root) {
    const core = await import("@mantine/core");
    const { theme } = await import("../src/ui/palette.mjs");
    const full = core.mergeMantineTheme(core.DEFAULT_THEME, core.createTheme(theme));
    const variables = core.convertCssVariables(core.defaultCssVariablesResolver(full), ":root");
    const hidden = Object.entries(full.breakpoints)
        .map(([name, width]) => {
            const below = Number.parseFloat(width) - 0.01;
            return (
                `@media (max-width:${below}em){.mantine-visible-from-${name}{display:none!important}}` +
                `@media (min-width:${width}){.mantine-hidden-from-${name}{display:none!important}}`
            );
        })
        .join("\n");
    fs.mkdirSync(path.join(root, "src/generated"), { recursive: true });
    fs.writeFileSync(path.join(root, "src/generated/variables.css"), `${variables}\n${hidden}\n`);
}
