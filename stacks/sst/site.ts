/**
 * Builds the console's site: until there is a console, the API reference as static files, from the contract and the installed
 * Scalar. Nothing is loaded from other hosts.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

const root = path.resolve(import.meta.dirname, "../..");
const script = "node_modules/@scalar/api-reference/dist/browser/standalone.js";
const settings = {
  url: "/openapi.json",
  telemetry: false,
  withDefaultFonts: false,
  agent: { disabled: true },
  mcp: { disabled: true },
};

// In a file, so that the site can have a Content-Security-Policy without inline scripts.
const start = `Scalar.createApiReference("#app", ${JSON.stringify(settings)});\n`;
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>LifeOS API</title>
  </head>
  <body>
    <div id="app"></div>
    <script src="/scalar.js"></script>
    <script src="/start.js"></script>
  </body>
</html>
`;

/** Writes the site into `directory`, which is emptied first. */
export function buildSite(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, "index.html"), page);
  writeFileSync(path.join(directory, "start.js"), start);
  copyFileSync(path.join(root, script), path.join(directory, "scalar.js"));
  copyFileSync(path.join(root, "packages/contract/openapi.json"), path.join(directory, "openapi.json"));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: "string", default: ".build/console" } } });
  buildSite(path.resolve(values.out));
  console.log(`The API reference is in ${values.out}.`);
}
