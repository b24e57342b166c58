// Takes the description of the REST API from a running server: node build/openapi.mjs [http://127.0.0.1:8181]
import fs from "node:fs";

const server = process.argv[2] ?? "http://127.0.0.1:8181";
const description = await (await fetch(`${server}/api/v1/openapi.json`)).json();
const file = new URL("../../openapi/openapi.json", import.meta.url);
fs.writeFileSync(file, `${JSON.stringify(description, null, 1)}\n`);
console.log(`${Object.keys(description.paths).length} paths`);
