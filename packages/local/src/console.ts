/**
 * The console at /console: static files that Vite builds, with the policy of packages/console/policy.ts. They are built by a process of its own,
 * when somebody first asks or `prepare` is called, so that a start waits for nothing; whoever asks meanwhile is told so.
 */
import { spawn } from "node:child_process";
import { globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { brotliCompress, brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Context } from "hono";
import { html } from "hono/html";
import type { Config } from "#kit/runtime";
import { pageHeaders, type Sources } from "../../console/policy.ts";
import { configurationFile, readSignIn, type SignIn } from "../../console/sign-in.ts";
import { projectRoot } from "../../contract/discover.ts";
import type { Door } from "./gateway/gateway.ts";
import type { Issuer } from "./issuer.ts";
import { CONSOLE_CLIENT } from "./issuer-sign-in.ts";
import { headers as ownHeaders, page } from "./page.ts";

export interface ConsoleSite {
  /** Builds it, unless it is built. Rejects with what the build said. */
  prepare: () => Promise<void>;
}

export interface ConsoleOptions {
  env: Config;
  /** The local one; without it, CONSOLE_OIDC says where people sign in. */
  issuer: Issuer | undefined;
  /** The address of the store whose files the console shows. */
  objectStore: string;
}

const folder = path.join(projectRoot, ".build/console");
/** If the build ends within this time, the browser gets the console at once and no page that says to wait. */
const PATIENCE_MS = 300;

export function mountConsole(door: Door, { env, issuer, objectStore }: ConsoleOptions): ConsoleSite {
  const signIn: SignIn | null = issuer
    ? { issuer: issuer.url, clientId: CONSOLE_CLIENT }
    : readSignIn(env.CONSOLE_OIDC);
  const sources: Sources = {
    issuer: issuer || !signIn ? undefined : new URL(signIn.issuer).origin,
    objectStore: new URL(objectStore).origin,
  };
  let building: Promise<void> | undefined;
  let files: ReadonlyMap<string, File> = new Map();

  const prepare = () => {
    building ??= build().then(
      () => {
        files = filesOf(folder);
      },
      (error) => {
        building = undefined;
        throw error;
      },
    );
    return building;
  };

  door.get("/console", (c) => c.redirect("/console/"));
  door.get("/console/config.json", (c) => {
    const metadata = issuer?.metadata(new URL(c.req.url).origin);
    return c.body(configurationFile(signIn, issuer !== undefined, metadata), 200, {
      "content-type": "application/json",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
  });
  door.get("/console/*", async (c) => {
    const name = c.req.path.slice("/console/".length);
    const isPage = !/\.\w+$/.test(name);
    const built = prepare();
    try {
      // A browser is shown that the build is running; a program just waits for it.
      const isPerson = /\btext\/html\b/.test(c.req.header("accept") ?? "");
      if (isPage && isPerson && !(await isSoon(built))) return c.html(page(wait), 503, { ...ownHeaders, refresh: "1" });
      await built;
    } catch (error) {
      return c.html(page(failed((error as Error).message)), 500, ownHeaders);
    }
    const wanted = name === "silent" ? "silent.html" : isPage ? "index.html" : name;
    const file = files.get(wanted);
    if (!file) return c.text("There is no such file.", 404, { "x-content-type-options": "nosniff" });
    // Of each file, for a page can also be asked for by the name of its file, and a drawing opened as a page.
    return sent(c, file, pageHeaders(sources, { isFramed: wanted === "silent.html" }));
  });
  return { prepare };
}

/** In the order of preference: Brotli (RFC 7932) makes scripts a tenth smaller than gzip does. */
const CODINGS = ["br", "gzip"] as const;
type Coding = (typeof CODINGS)[number];
const qualityOf = (quality: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
/** The highest makes it some percent smaller and takes ten times as long: nobody waits for that, who comes later has it. */
const [AT_ONCE, BESIDE] = [qualityOf(9), qualityOf(11)];
const compress: Record<Coding, (body: Uint8Array) => Buffer> = {
  br: (body) => brotliCompressSync(body, AT_ONCE),
  gzip: gzipSync,
};

interface File {
  body: Uint8Array<ArrayBuffer>;
  /** By content coding, made when it is first asked for. */
  compressed: Map<Coding, Uint8Array<ArrayBuffer>>;
  type: string;
  etag: string;
  caching: string;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** Reads all files of the site into memory: they are a few hundred kilobytes, and every page load asks for several. */
function filesOf(root: string): Map<string, File> {
  const names = globSync("**/*", { cwd: root }).filter((name) => path.extname(name) in types);
  return new Map(
    names.map((found) => {
      const name = found.split(path.sep).join("/");
      const body = new Uint8Array(readFileSync(path.join(root, name)));
      const { mtimeMs, size } = statSync(path.join(root, name));
      const file: File = {
        body,
        compressed: new Map(),
        type: types[path.extname(name)]!,
        etag: `"${Math.trunc(mtimeMs).toString(36)}-${size.toString(36)}"`,
        caching: cachingOf(name),
      };
      return [name, file];
    }),
  );
}

function cachingOf(name: string): string {
  // A name with a hash of what the file holds is never another file.
  if (name.startsWith("assets/")) return "public, max-age=31536000, immutable";
  // The frame of a sign-in asks for it right after the page has, which has to be enough.
  return name === "silent.js" ? "public, max-age=600" : "no-cache";
}

function sent(c: Context, file: File, headers: Record<string, string>): Response {
  const about = {
    ...headers,
    "content-type": file.type,
    "cache-control": file.caching,
    etag: file.etag,
    vary: "accept-encoding",
  };
  if (c.req.header("if-none-match") === file.etag) return c.body(null, 304, about);
  const accepted = c.req.header("accept-encoding") ?? "";
  const coding = CODINGS.find((one) => new RegExp(`\\b${one}\\b`).test(accepted));
  if (!coding) return c.body(file.body, 200, about);
  return c.body(compressed(file, coding), 200, { ...about, "content-encoding": coding });
}

function compressed(file: File, coding: Coding): Uint8Array<ArrayBuffer> {
  const known = file.compressed.get(coding);
  if (known) return known;
  const body = new Uint8Array(compress[coding](file.body));
  file.compressed.set(coding, body);
  // In a thread of its own.
  if (coding === "br")
    brotliCompress(file.body, BESIDE, (error, smaller) => {
      if (!error) file.compressed.set(coding, new Uint8Array(smaller));
    });
  return body;
}

/** Builds in a separate process, because the bundler is large and keeps a core busy for some seconds. */
function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = path.join(projectRoot, "packages/console/build.ts");
    const child = spawn(process.execPath, [script], { cwd: projectRoot, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4_000);
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(said || `The build ended with ${code}.`))));
  });
}

async function isSoon(built: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([built.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

const wait = html`<h1>The console is being built</h1>
<p class="lead">It takes some seconds, once. This page goes on by itself.</p>`;

const failed = (why: string) => html`<h1>The console could not be built</h1>
<section><pre tabindex="0">${why}</pre></section>`;
