import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Cloud, startCloud } from "./cloud.ts";

let dataDir: string;
let open: OpenDatabase;
let cloud: Cloud;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "lifeos-console-"));
  open = await pgliteDb();
  cloud = await startCloud({ dataDir, port: 0, database: open, log: () => {} });
  await cloud.console.prepare();
});
afterAll(async () => {
  await cloud?.stop();
  await open?.close();
  await rm(dataDir, { recursive: true, force: true });
});
const get = (at: string, headers: Record<string, string> = {}) => fetch(`${cloud.url}/console${at}`, { headers });

describe("the console", () => {
  it("is the same page at every address, under a policy that runs no script but its own", async () => {
    for (const at of ["/", "/work/tasks", "/work/tasks/01929f3e-7c5a-7eba-97ba-bbcd97221f64?show=done"]) {
      const response = await get(at);
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      const policy = response.headers.get("content-security-policy");
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'; trusted-types lifeos");
      expect(response.headers.get("cache-control")).toBe("no-cache");
      const html = await response.text();
      expect(html).not.toMatch(/<script(?![^>]* src=)|style="| on\w+="/);
      for (const [, source] of html.matchAll(/(?:src|href)="\/console(\/[^"]+)"/g))
        expect((await get(source!)).status, source).toBe(200);
    }
  });

  it("has the policy on whatever it answers, by whichever name a page is asked for", async () => {
    for (const at of ["/index.html", "/icon.svg", "/silent.js"]) {
      const { headers } = await get(at);
      expect(headers.get("content-security-policy"), at).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options"), at).toBe("nosniff");
    }
    expect((await get("/silent.html")).headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
    for (const at of ["/nothing.js", "/config.json"])
      expect((await get(at)).headers.get("x-content-type-options"), at).toBe("nosniff");
  });

  it("lets one page into a frame of its own, and no other", async () => {
    expect((await get("/silent?code=1")).headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
  });

  it("keeps files whose names say what they hold for ever, and sends them compressed", async () => {
    const html = await (await get("/")).text();
    const [, script] = /src="\/console(\/assets\/[^"]+\.js)"/.exec(html)!;
    const plain = await get(script!, { "accept-encoding": "identity" });
    const text = await plain.text();
    for (const [accepted, coding] of [
      ["gzip", "gzip"],
      ["gzip, deflate, br, zstd", "br"],
    ]) {
      const response = await get(script!, { "accept-encoding": accepted! });
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(response.headers.get("content-encoding")).toBe(coding);
      expect(await response.text()).toBe(text);
    }
    const etag = plain.headers.get("etag")!;
    expect((await get(script!, { "if-none-match": etag })).status).toBe(304);
  });

  it("names in the page, before anything has run, the files of the frame and of each page", async () => {
    const html = await (await get("/")).text();
    const links = [...html.matchAll(/<link [^>]*href="\/console(\/assets\/[^"]+)"/g)].map(([, file]) => file!);
    const [, script] = /src="\/console(\/assets\/early-[^"]+\.js)"/.exec(html)!;
    const [, known] = /known = (\{.*\});/.exec(await (await get(script!)).text())!;
    const { files, always, pages } = JSON.parse(known!) as {
      files: string[];
      always: Record<string, number[]>;
      pages: [string, Record<string, number[]>][];
    };
    for (const file of [...links, ...files.map((name) => `/${name}`)]) expect((await get(file)).status, file).toBe(200);
    const named = (numbers: number[]) => numbers.map((at) => files[at]);
    const [, ofTasks] = pages.find(([at]) => at === "work/tasks")!;
    expect(named(ofTasks.de!)).toContainEqual(expect.stringMatching(/^assets\/tasks-/));
    expect(named(ofTasks.de!)).toContainEqual(expect.stringMatching(/^assets\/words\.de-/));
    expect(named(always.de!)).toEqual([expect.stringMatching(/^assets\/own\.de-/)]);
    // Without a path it is the first page, and what has a parameter comes after what could be its value.
    expect(pages[0]![0]).toBe("");
    const at = (name: string) => pages.findIndex(([one]) => one === name);
    expect(at("work/tasks")).toBeLessThan(at("work/tasks/:taskId"));
  });

  it("serves no other file", async () => {
    for (const at of [
      "/../../package.json",
      "/..%2f..%2fpackage.json",
      "/.inputs",
      "/.vite/manifest.json",
      "/nothing.js",
    ]) {
      const response = await get(at);
      expect(await response.text(), at).not.toMatch(/"dependencies"|"isEntry"/);
    }
    expect((await get("/nothing.js")).status).toBe(404);
  });

  it("is told where people sign in, and that this is the local issuer", async () => {
    const metadata = await (await fetch(`${cloud.url}/_local/issuer/.well-known/openid-configuration`)).json();
    expect(await (await get("/config.json")).json()).toEqual({
      api: "",
      signIn: { issuer: "http://issuer.lifeos.localhost", clientId: "lifeos-console", server: metadata },
      isLocal: true,
    });
  });
});
