// Builds the console into a folder of static files, or runs its tests: node build/build.mjs build|test <folder>
// Nothing is done when nothing has changed since the last time.
import { execFileSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const openapi = path.join(root, "../openapi/openapi.json");
const [task, target] = process.argv.slice(2);
const began = Date.now();

const say = (text) => console.log(`console: ${text}`);
const run = (program, args) => {
    try {
        execFileSync(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
    } catch (failure) {
        console.error(`${failure.stdout ?? ""}${failure.stderr ?? ""}`);
        console.error(`console: ${path.basename(program)} ${args.join(" ")} failed`);
        process.exit(1);
    }
};
const bin = (name) => path.join(root, "node_modules/.bin", name);

function files(folder) {
    return fs
        .readdirSync(folder, { withFileTypes: true })
        .flatMap((entry) => {
            const file = path.join(folder, entry.name);
            return entry.isDirectory() ? files(file) : [file];
        })
        .sort();
}

const digest = (parts) => {
    const hash = crypto.createHash("sha256");
    for (const part of parts) hash.update(part).update("\0");
    return hash.digest("hex");
};

/** Everything that the result depends on. */
function fingerprint() {
    const top = ["package-lock.json", "package.json", "index.html", "vite.config.mjs", "tsconfig.json", "biome.json"];
    const inputs = [
        openapi,
        ...top.map((name) => path.join(root, name)),
        ...["build", "public", "e2e"].flatMap((folder) => files(path.join(root, folder))),
        ...files(path.join(root, "src")).filter((file) => !file.includes(`${path.sep}generated${path.sep}`)),
    ];
    return digest([process.version, ...inputs.flatMap((file) => [path.relative(root, file), fs.readFileSync(file)])]);
}

/** npm ci, once for each lock file. */
function install() {
    const lock = digest([fs.readFileSync(path.join(root, "package-lock.json"))]);
    const mark = path.join(root, "node_modules/.rostrum-lock");
    if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === lock) return;
    say("npm ci, as the lock file is new here");
    run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    fs.writeFileSync(mark, lock);
}

/** Small modules that give React's parts by name, for the browser's import map. */
async function writeShared() {
    const { SHARED } = await import("./shared.mjs");
    const require = createRequire(path.join(root, "package.json"));
    const folder = path.join(root, "src/generated/shared");
    fs.mkdirSync(folder, { recursive: true });
    for (const shared of SHARED) {
        const names = Object.keys(require(shared.name)).filter(
            (name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default",
        );
        fs.writeFileSync(
            path.join(folder, `${shared.file}.js`),
            `import it from ${JSON.stringify(shared.name)};\nexport default it;\n${names.map((name) => `export const ${name} = it.${name};`).join("\n")}\n`,
        );
    }
    return SHARED;
}

/** What code and checks need and nobody wrote by hand. */
async function generate() {
    const openapiTypes = await import("openapi-typescript");
    const types = openapiTypes.astToString(await openapiTypes.default(JSON.parse(fs.readFileSync(openapi, "utf8"))));
    fs.mkdirSync(path.join(root, "src/generated"), { recursive: true });
    fs.writeFileSync(path.join(root, "src/generated/api.ts"), types);
    const { compileMessages } = await import("./messages.mjs");
    const wrong = compileMessages(root);
    if (wrong.length > 0) {
        console.error(wrong.slice(0, 60).join("\n"));
        console.error(`console: ${wrong.length} mistakes in messages`);
        process.exit(1);
    }
    const { writeVariables } = await import("./style.mjs");
    await writeVariables(root);
    return writeShared();
}

/** Puts React's files into the page's import map. */
function fillImportMap(out, shared, sharedFiles) {
    const page = path.join(out, "index.html");
    const map = {
        imports: Object.fromEntries(shared.map((one) => [one.name, `/console/assets/${sharedFiles[one.file]}`])),
    };
    const html = fs.readFileSync(page, "utf8").replace(/<script type="importmap">.*?<\/script>/s, "");
    // before the first module, as browsers want it
    const filled = html.replace(/<head>/, `<head><script type="importmap">${JSON.stringify(map)}</script>`);
    fs.writeFileSync(page, filled.replace(/\n\s*/g, "\n"));
}

/** All files but the page go out packed, and lie only so in the bundle. */
function pack(out) {
    for (const file of files(out)) {
        if (/\.(js|css|json|svg|txt)$/.test(file)) {
            const content = fs.readFileSync(file);
            fs.writeFileSync(`${file}.gz`, zlib.gzipSync(content, { level: 9 }));
            fs.rmSync(file);
        }
    }
}

async function build() {
    const out = path.resolve(target);
    const mark = path.join(path.dirname(out), "..", "console.fingerprint");
    const before = fingerprint();
    if (
        fs.existsSync(mark) &&
        fs.existsSync(path.join(out, "index.html")) &&
        fs.readFileSync(mark, "utf8") === before
    ) {
        say("nothing has changed");
        return;
    }
    install();
    const shared = await generate();
    run(bin("biome"), ["check", "--error-on-warnings", "."]);
    run(bin("tsc"), ["--noEmit", "-p", "."]);
    const { build: vite } = await import("vite");
    fs.rmSync(out, { recursive: true, force: true });
    const sharedOut = path.join(root, "src/generated/shared-out");
    await vite({
        configFile: false,
        root,
        logLevel: "warn",
        publicDir: false,
        define: { "process.env.NODE_ENV": '"production"' },
        build: {
            outDir: sharedOut,
            emptyOutDir: true,
            minify: true,
            rolldownOptions: {
                input: Object.fromEntries(
                    shared.map((one) => [one.file, path.join(root, `src/generated/shared/${one.file}.js`)]),
                ),
                preserveEntrySignatures: "strict",
                output: { format: "es", entryFileNames: "[name]-[hash].js", chunkFileNames: "shared-[name]-[hash].js" },
            },
        },
    });
    const built = await vite({
        root,
        configFile: path.join(root, "vite.config.mjs"),
        logLevel: "warn",
        build: { outDir: out },
    });
    const packages = new Set(["react", "react-dom", "scheduler"]);
    for (const part of built.output) {
        for (const module of Object.keys(part.modules ?? {})) {
            const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module);
            if (name) packages.add(name[1]);
        }
    }
    const sharedFiles = {};
    for (const name of fs.readdirSync(sharedOut)) {
        fs.copyFileSync(path.join(sharedOut, name), path.join(out, "assets", name));
        sharedFiles[name.replace(/-[\w-]{8}\.js$/, "")] = name;
    }
    fs.rmSync(sharedOut, { recursive: true });
    fillImportMap(out, shared, sharedFiles);
    const { checkSizes } = await import("./sizes.mjs");
    const sizes = checkSizes(root, out, Object.values(sharedFiles));
    fs.writeFileSync(path.join(out, "..", "..", "console-sizes.txt"), `${sizes.lines.join("\n")}\n`);
    if (sizes.wrong.length > 0) {
        console.error(sizes.lines.join("\n"));
        console.error(sizes.wrong.join("\n"));
        process.exit(1);
    }
    const { writeLicences } = await import("./licences.mjs");
    writeLicences(root, packages, path.join(out, "licences.txt"));
    fs.rmSync(path.join(out, "manifest.json"));
    pack(out);
    fs.writeFileSync(mark, before);
    say(`built in ${Math.round((Date.now() - began) / 1000)} s; sign-in takes ${sizes.signIn} kB of script`);
}

/** Runs Vitest and leaves a report as Surefire does. */
function test() {
    const reports = path.resolve(target);
    fs.mkdirSync(reports, { recursive: true });
    const json = path.join(reports, "vitest.json");
    fs.rmSync(json, { force: true });
    let failed = false;
    try {
        execFileSync(bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${json}`], {
            cwd: root,
            stdio: ["ignore", "inherit", "inherit"],
        });
    } catch {
        failed = true;
    }
    const result = JSON.parse(fs.readFileSync(json, "utf8"));
    fs.writeFileSync(
        path.join(reports, "TEST-org.rostrum.console.VitestSuite.xml"),
        `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="org.rostrum.console.VitestSuite" time="${(Date.now() - began) / 1000}" tests="${result.numTotalTests}" errors="0" skipped="${result.numPendingTests}" failures="${result.numFailedTests}">\n</testsuite>\n`,
    );
    if (failed) process.exit(1);
}

if (task === "build") await build();
else if (task === "test") test();
else if (task === "generate") {
    install();
    await generate();
} else {
    console.error("usage: node build/build.mjs build|test|generate <folder>");
    process.exit(2);
}
