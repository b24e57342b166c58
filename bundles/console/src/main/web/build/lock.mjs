// After npm install: node build/lock.mjs. Takes addresses of registries out of the lock file, and puts in the packages of
// other platforms that the registry at hand did not have, without which npm ci refuses the lock file.
import fs from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(fs.readFileSync(file, "utf8"));
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32", "aix"];
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "ppc64", "s390x", "riscv64", "wasm32", "loong64", "mips64el"];

for (const entry of Object.values(lock.packages)) delete entry.resolved;
for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
        const nested = `${place}/node_modules/${name}`;
        if (lock.packages[`node_modules/${name}`] || lock.packages[nested]) continue;
        const words = name.split(/[/-]/);
        const os = SYSTEMS.filter((system) => words.includes(system));
        const cpu = PROCESSORS.filter(
            (processor) => words.includes(processor) || (processor === "arm" && words.includes("armv7")),
        );
        lock.packages[`node_modules/${name}`] = {
            version: version.replace(/^[~^]/, ""),
            ...(cpu.length > 0 && { cpu }),
            ...(entry.dev && { dev: true }),
            optional: true,
            ...(os.length > 0 && { os }),
        };
        console.log(`added ${name} ${version}`);
    }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
