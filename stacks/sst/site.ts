/**
 * Builds the site of a stage: the console at /console, the API reference at /docs, and at / a page that leads to the console. Nothing is loaded
 * from other hosts, and no page has an inline script.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { configurationFile, readSignIn } from "../../packages/console/sign-in.ts";

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
const pageOf = (title: string, head: string, body: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>${head}
  </head>
  <body>${body}
  </body>
</html>
`;
const reference = pageOf(
  "LifeOS API",
  "",
  `
    <div id="app"></div>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>`,
);
const home = pageOf(
  "LifeOS",
  `
    <meta http-equiv="refresh" content="0; url=/console/">`,
  `
    <p><a href="/console/">Console</a> · <a href="/docs/index.html">API reference</a></p>`,
);

/** Writes the site into `directory`, which is emptied first. `oidc` is the value of CONSOLE_OIDC. */
export function buildSite(directory: string, oidc: string | undefined): void {
  rmSync(directory, { recursive: true, force: true });
  const inDocs = (name: string) => path.join(directory, "docs", name);
  mkdirSync(inDocs(""), { recursive: true });
  writeFileSync(path.join(directory, "index.html"), home);
  writeFileSync(inDocs("index.html"), reference);
  writeFileSync(inDocs("start.js"), start);
  copyFileSync(path.join(root, script), inDocs("scalar.js"));
  copyFileSync(path.join(root, "packages/contract/openapi.json"), path.join(directory, "openapi.json"));
  const site = path.join(directory, "console");
  execFileSync(process.execPath, [path.join(root, "packages/console/build.ts"), "--out", site], { stdio: "inherit" });
  // What Vite tells tests is nobody's business.
  rmSync(path.join(site, ".vite"), { recursive: true });
  rmSync(path.join(site, ".inputs"));
  writeFileSync(path.join(site, "config.json"), configurationFile(readSignIn(oidc), false));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: "string", default: ".build/site" } } });
  buildSite(path.resolve(values.out), process.env.CONSOLE_OIDC);
  console.log(`The console and the API reference are in ${values.out}.`);
}
