/** The API reference at /docs: Scalar from the installed package, so that nothing is loaded from elsewhere. */
import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { projectRoot } from "../../contract/discover.ts";
import type { Door } from "./gateway/gateway.ts";

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <title>LifeOS API</title>
  </head>
  <body>
    <div id="app"></div>
    <script src="/docs/scalar.js"></script>
    <script>
      Scalar.createApiReference("#app", { url: "/openapi.json", telemetry: false, withDefaultFonts: false, showDeveloperTools: "never", agent: { disabled: true }, mcp: { disabled: true } });
    </script>
  </body>
</html>
`;

/** The origin in the committed contract, for readers without a running LifeOS. */
const EXAMPLE_ORIGIN = "http://localhost:8787";

export function mountDocs(door: Door): void {
  const contract = path.join(projectRoot, "packages/contract/openapi.json");
  const script = path.join(projectRoot, "node_modules/@scalar/api-reference/dist/browser/standalone.js");
  // Example commands in it get the origin of this request, so that they work when they are copied.
  door.get("/openapi.json", (c) =>
    c.body(readFileSync(contract, "utf8").replaceAll(EXAMPLE_ORIGIN, new URL(c.req.url).origin), 200, {
      "content-type": "application/json",
    }),
  );
  door.get("/docs", (c) => c.html(page));
  door.get("/docs/", (c) => c.redirect("/docs"));
  door.get(
    "/docs/scalar.js",
    () =>
      new Response(Readable.toWeb(createReadStream(script)) as ReadableStream, {
        headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "max-age=86400" },
      }),
  );
}
