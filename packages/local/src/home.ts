/** The page at `/`: what LifeOS is, links, and on this machine a token of the demo person with one click. It runs no script. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { html } from "hono/html";
import { projectRoot } from "../../contract/discover.ts";
import type { Demo } from "./demo-state.ts";
import { DEMO_USER } from "./demo-user.ts";
import type { Door } from "./gateway/gateway.ts";
import type { Issuer } from "./issuer.ts";
import { notFromHere } from "./local-trust.ts";
import { type Html, headers, page } from "./page.ts";

const TOKEN_PATH = "/_local/demo-token";

/** Imported with the first request of the page, because it imports tables of many pillars. */
const demoOf = async (issuer: Issuer) => (await import("./demo-state.ts")).demoOf(issuer);

/** `issuer` is the local one. It is undefined when people sign in with another issuer; then there is no demo person. */
export function mountHome(door: Door, issuer: Issuer | undefined): void {
  door.get("/", async (c) => {
    if (!prefersHtml(c.req.header("accept"))) return c.json(overview);
    const demo = issuer && notFromHere(c.env.incoming) === undefined ? await demoOf(issuer) : undefined;
    return c.html(page(html`${introduction}${demo ? demoSection(demo) : signIn(issuer !== undefined)}`), 200, headers);
  });
  door.get("/readme", (c) =>
    c.body(readFileSync(path.join(projectRoot, "README.md"), "utf8"), 200, {
      "content-type": "text/plain; charset=utf-8",
    }),
  );
  // Under /_local, so that the gateway refuses requests from other machines.
  if (issuer)
    door.post(TOKEN_PATH, async (c) => {
      const origin = new URL(c.req.url).origin;
      return c.html(page(tokenSection(await issuer.token(DEMO_USER), origin)), 200, headers);
    });
}

const overview = {
  name: "LifeOS",
  api: "/v1",
  openapi: "/openapi.json",
  reference: "/docs",
  health: "/v1/platform/health",
};

/** Browsers name text/html; curl and clients of APIs send `*` or JSON. */
const prefersHtml = (accept = "") => /\btext\/html\b/.test(accept);

const introduction = html`
<h1>LifeOS</h1>
<p class="lead">The parts of a life behind one HTTP API. What changes in one sets the others in motion, and every effect knows its
cause.</p>
<nav><a href="/console/">Console</a><a href="/docs">API reference</a><a href="/openapi.json">OpenAPI</a><a href="/v1/platform/health">Health</a><a href="/readme">README</a></nav>`;

const states = {
  none: "Nobody’s life is here yet. The demo person begins with an empty one.",
  filling: "The demo life is being written; reload in a moment.",
  ready: "Four weeks of a demo life are here.",
};

const demoSection = ({ state, counts }: Demo): Html => html`
<section>
<h2>The demo</h2>
<p>${states[state]}</p>
${
  state === "ready"
    ? html`<dl>${Object.entries(counts).map(([what, count]) => html`<div><dt>${what}</dt><dd>${count}</dd></div>`)}</dl>`
    : ""
}
<form method="post" action="${TOKEN_PATH}"><button>Get a token of the demo person</button></form>
<p class="note">Given on this machine only, to whoever asks.</p>
</section>`;

const signIn = (isLocalIssuer: boolean): Html => html`
<section>
<h2>Signing in</h2>
<p>${
  isLocalIssuer
    ? "Tokens are given on the machine itself, at localhost, and not from elsewhere or through a proxy."
    : "Call the API with a token of the issuer that this installation trusts, as Authorization: Bearer."
}</p>
</section>`;

const tokenSection = (token: string, origin: string): Html => html`
<h1>A token of the demo person</h1>
<p class="lead">It works for a week. Whoever has it is the demo person.</p>
<section>
<h2>In a terminal</h2>
<pre tabindex="0">curl -H "Authorization: Bearer ${token}" ${origin}/v1/platform/dashboard</pre>
<h2>The token alone</h2>
<pre tabindex="0">${token}</pre>
</section>
<nav><a href="/">Back</a><a href="/docs">API reference</a></nav>`;
