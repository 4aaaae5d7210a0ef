/**
 * Follows the README's walks literally, with the commands that they name, in a copy like a fresh clone of this checkout: its files,
 * including uncommitted ones, without what git ignores. The second walk goes on where the first one ended. `npm run prove -- walk` follows
 * both to their ends. `npm test` follows one of them or neither, the first without starting what it has made, and of the second it checks
 * the types.
 */
import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it, type TestContext, vi } from "vitest";
import { ask } from "#testing/broker";
import { isHeldInTurn, isWhole } from "#testing/sampled";
import { compiler } from "./check-types.ts";

const root = path.resolve(import.meta.dirname, "..");
const run = promisify(execFile);

interface Step {
  words: string;
  /** The code block below it, and its language. */
  language: string;
  code: string;
}

/** The numbered steps of the part with this heading. */
function steps(heading: string): Step[] {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const parts = readme.split(/^## /m);
  const walk = parts.find((part) => part.startsWith(`${heading}\n`))!;
  const found = [...walk.matchAll(/^\*\*\d+\. ([\s\S]*?)\n\n```(\w+)\n([\s\S]*?)```$/gm)];
  // Every step must have a code block, and every code block a step.
  expect(found).toHaveLength([...walk.matchAll(/^\*\*\d+\. /gm)].length);
  expect(found).toHaveLength([...walk.matchAll(/^```\w+$/gm)].length);
  return found.map(([, words, language, code]) => ({ words: words!, language: language!, code: code! }));
}

let copy: string;
let environment: NodeJS.ProcessEnv;
let server: ChildProcess | undefined;
beforeAll(async () => {
  if (!isHeldInTurn("walk: table") && !isHeldInTurn("walk: page")) return;
  copy = mkdtempSync(path.join(tmpdir(), "lifeos-walk-"));
  for (const name of filesOfAClone()) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  const { CI: _, PROVE: __, SWEEP_CASES: ___, ...inherited } = process.env;
  environment = {
    ...inherited,
    NO_COLOR: "1",
    PORT: String(await freePort()),
    // What is compiled of the copy goes with it: in the cache of this project it would stay, and be of no use to anybody.
    NODE_COMPILE_CACHE: path.join(copy, ".compiled"),
  };
});
afterAll(async () => {
  await stop();
  if (copy) rmSync(copy, { recursive: true, force: true });
});

/** The files of a clone if everything here were committed; all files of a folder without git. */
function filesOfAClone(): string[] {
  const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (listed.status === 0) return listed.stdout.split("\0").filter((name) => name && existsSync(path.join(root, name)));
  return readdirSync(root).filter((name) => !/^(\.git|\.lifeos|\.build|\.sst|cdk\.out|node_modules)$/.test(name));
}

const tableWalk = () => steps("Adding a table with endpoints and an event");
const notInThisRun = (context: TestContext) =>
  context.skip("is not in this run; `npm run prove -- walk` follows the walks to their ends");

it("adds a table whose endpoints, events and reaction work, and whose test passes", async (context) => {
  if (!isHeldInTurn("walk: table")) return notInThisRun(context);
  const walk = tableWalk();
  expect(walk.map(({ language }) => language)).toEqual(["ts", "ts", "ts", "ts", "sh", "ts", "sh"]);
  const printed: string[] = [];
  for (const { words, language, code } of isWhole("walk") ? walk : walk.slice(0, -1)) {
    if (language === "ts") write(words, code);
    for (const [, command] of words.matchAll(/`(npm (?:test|start) -- [^`]+)`/g)) {
      if (command!.startsWith("npm start")) environment.TOKEN = await start(command!);
      else printed.push(await shell(command!));
    }
    if (language === "sh") for (const line of code.trim().split("\n")) printed.push(await shell(line));
  }
  const [migration, generated, tested, created] = printed;
  expect(migration).toMatch(/\d{14}_symptoms\.sql/);
  expect(generated).toContain("wrote packages/client/src/operations.ts");
  expect(tested).toContain("1 passed");
  if (!isWhole("walk")) return;
  expect(JSON.parse(created!)).toMatchObject({ name: "Headache", severity: 4, version: 1 });

  const look = walk.at(-1)!;
  const promised = /“(.+?)”/.exec(look.words)![1]!;
  const list = look.code.trim().split("\n").at(-1)!;
  await vi.waitFor(async () => expect(await shell(list)).toContain(promised), { timeout: 300_000, interval: 200 });

  const reference = await shell("curl http://localhost:8787/openapi.json");
  expect(Object.keys(JSON.parse(reference).paths)).toContain("/v1/health/symptoms/{symptomId}");
});

it("adds a page to the console, which shows the rows of the table and takes another", async (context) => {
  if (!isHeldInTurn("walk: page")) return notInThisRun(context);
  if (!isWhole("walk")) {
    for (const { words, language, code } of tableWalk()) if (language === "ts") write(words, code);
    await shell("npm run gen");
  }
  const walk = steps("Adding a page");
  expect(walk.map(({ language }) => language)).toEqual(["ts", "ts", "ts", "tsx", "sh"]);
  const look = walk.at(-1)!;
  for (const { words, code } of walk.slice(0, -1)) write(words, code);
  expect(await typeErrorsOfConsole()).toBe("");
  if (!isWhole("walk")) return;

  await stop();
  await start(look.code.trim());
  const address = /http:\/\/localhost:8787\/[\w/-]+/.exec(look.words)![0].replace("8787", environment.PORT!);
  // A program waits for the build of the console; a browser would be shown that it is running.
  expect((await fetch(address)).status).toBe(200);

  const answer = await ask("browser");
  if ("missing" in answer) return context.skip(answer.missing);
  await using browser = await chromium.connect(answer.endpoint);
  const page = await browser.newPage({ locale: "en-GB" });
  await page.goto(address);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "The demo person" }).click();
  const list = page.getByRole("grid", { name: "Symptoms" });
  await list.getByRole("row", { name: /Headache.*4 of 5/ }).waitFor();
  await page.getByLabel("What hurts").fill("Sore knee");
  await page.getByLabel("How much").fill("2");
  await page.getByRole("button", { name: "Note it" }).click();
  await list.getByRole("row", { name: /Sore knee.*2 of 5/ }).waitFor();
  await expect.poll(() => page.getByLabel("What hurts").inputValue()).toBe("");
});

/** Writes the code to the file that the words of its step name. */
function write(words: string, code: string): void {
  const file = path.join(copy, /`((?:packages|functions)\/[^`]+)`/.exec(words)![1]!);
  const isAdded = words.includes("at the end of");
  expect(existsSync(file), file).toBe(isAdded);
  mkdirSync(path.dirname(file), { recursive: true });
  if (isAdded) appendFileSync(file, `\n${code}`);
  else writeFileSync(file, code);
}

/** What the compiler says of the copy's console. It keeps nothing, since its cache is that of this checkout. */
async function typeErrorsOfConsole(): Promise<string> {
  const args = ["-p", "packages/console/tsconfig.json", "--noEmit", "--incremental", "false", "--pretty", "false"];
  const failed = (error: Error & { stdout?: string }) => ({ stdout: error.stdout || error.message });
  const { stdout } = await run(process.execPath, [compiler, ...args], { cwd: copy }).catch(failed);
  return stdout;
}

/** Runs a line of the README in the copy, with the port of this test, and returns its output. */
async function shell(line: string): Promise<string> {
  expect(line).toMatch(/^(npm|curl) /);
  const command = line.replaceAll("http://localhost:8787", `http://localhost:${environment.PORT}`);
  const { stdout } = await run("sh", ["-c", command], { cwd: copy, env: environment, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Starts LifeOS in the copy, and returns the token that it prints. */
async function start(command: string): Promise<string> {
  const child = spawn("sh", ["-c", command], { cwd: copy, env: environment, detached: true });
  server = child;
  let told = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (told += text));
  return vi.waitFor(
    () => {
      const token = /Authorization: Bearer (\S+?)"/.exec(told)?.[1];
      if (!token) throw new Error(`${command} says: ${told}`);
      return token;
    },
    { timeout: 300_000, interval: 200 },
  );
}

/** Ends what was started: npm, its child processes, and LifeOS. */
async function stop(): Promise<void> {
  if (!server?.pid || server.exitCode !== null) return;
  const ended = once(server, "exit");
  process.kill(-server.pid, "SIGTERM");
  await ended;
}

/** A free port whose successor is free as well: LifeOS takes both. */
async function freePort(): Promise<number> {
  for (;;) {
    const listen = async (port: number) => {
      const listening = createServer().listen(port, "127.0.0.1");
      await once(listening, "listening");
      return listening;
    };
    const first = await listen(0);
    const { port } = first.address() as { port: number };
    const second = await listen(port + 1).catch(() => undefined);
    first.close();
    second?.close();
    if (second) return port;
  }
}
