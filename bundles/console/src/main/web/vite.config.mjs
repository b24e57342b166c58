import react from "@vitejs/plugin-react";
import { defineConfig, esmExternalRequirePlugin } from "vite";
import { SHARED } from "./build/shared.mjs";

const here = (path) => new URL(path, import.meta.url).pathname;

/** The application; React stays outside, for pages of plugins use the same one. */
export default defineConfig({
    base: "/console/",
    resolve: {
        alias: {
            // messages are parsed in the build
            "@formatjs/icu-messageformat-parser": here("node_modules/@formatjs/icu-messageformat-parser/no-parser.js"),
        },
    },
    plugins: [react(), esmExternalRequirePlugin({ external: SHARED.map((shared) => shared.name) })],
    build: {
        emptyOutDir: true,
        manifest: "manifest.json",
        modulePreload: { polyfill: false },
        cssCodeSplit: true,
        assetsInlineLimit: 0,
    },
    server: {
        proxy: { "/api": process.env.ROSTRUM_URL ?? "http://127.0.0.1:8181", "/health": process.env.ROSTRUM_URL ?? "http://127.0.0.1:8181" },
    },
    test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
});
